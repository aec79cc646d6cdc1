// What came of a prompt: the subject to draw, and how it was found.

namespace AsciiGen.Subjects;

/// <summary>The subject a prompt stands for.</summary>
/// <param name="Subject">What to draw.</param>
/// <param name="Step">How it was found.</param>
/// <param name="Prompt">The prompt, in small letters and with white space folded.</param>
internal sealed record Resolution(Subject Subject, ResolutionStep Step, string Prompt)
{
    /// <summary>True when the drawing may show something else than was meant.</summary>
    public bool IsGuess => Step >= ResolutionStep.Kind;
}
