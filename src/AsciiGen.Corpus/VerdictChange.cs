// What a second judgement changed, for the report of `corpus validate`.

namespace AsciiGen.Corpus;

/// <summary>A drawing the rules now judge otherwise.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Subject">What it shows.</param>
/// <param name="Before">Stored reasons; empty when it was valid.</param>
/// <param name="Now">Reasons now; empty when it is valid.</param>
public sealed record VerdictChange(long Id, string Subject, string Before, string Now)
{
    /// <summary>True when the reasons differ, not only a measure.</summary>
    public bool IsVisible => Before != Now;
}
