// Subjects whose mirror image is another one, or wrong: a left arrow becomes a right arrow, a letter E something that is
// no letter. Told by the words of the subject, so that a stored artwork can be judged again without its source.

namespace AsciiGen.Corpus;

internal static class SidedSubjects
{
    private static readonly HashSet<string> _words =
    [
        "left", "right", "clockwise", "counterclockwise", "letter", "digit", "number", "arrow", "arrows", "button", "chevron",
        "sign", "symbol", "mark", "alpha", "beta", "lambda", "omega", "pi", "sigma", "om", "percent", "ampersand", "bitcoin",
        "slash", "map", "globe", "music", "sheet", "braille", "parking", "quarter", "crescent", "zodiac", "chart",
    ];

    /// <summary>True when a drawing of the subject must not be mirrored.</summary>
    internal static bool Contains(string subject) => subject.Split(' ').Any(_words.Contains);
}
