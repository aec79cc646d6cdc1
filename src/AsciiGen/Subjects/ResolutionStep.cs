// How a prompt became a subject, in the order in which it is tried. From Kind on the drawing may not be what was meant.

namespace AsciiGen.Subjects;

/// <summary>By what a subject was found.</summary>
internal enum ResolutionStep
{
    /// <summary>The prompt is its name.</summary>
    Subject,

    /// <summary>The prompt is an alias.</summary>
    Alias,

    /// <summary>The same words in another form: article, plural, hyphen, British or American spelling.</summary>
    Form,

    /// <summary>A word for something the subject is the nearest to: dog for poodle.</summary>
    Kind,

    /// <summary>Some of the words: cat for big black cat.</summary>
    Part,

    /// <summary>A word a letter or two away: house for hause.</summary>
    Typo,

    /// <summary>Nothing fits; the subject shares the most letters.</summary>
    Nearest,
}
