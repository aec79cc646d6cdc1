// What the rules say of one drawing: stored beside it, never thrown.

namespace AsciiGen.Corpus;

/// <summary>The rules' judgement of a drawing.</summary>
/// <param name="Reasons">Why it may not be used; none means it is valid.</param>
/// <param name="Quality">0 (refused or poor) to 1 (good by every measure).</param>
/// <param name="Tokens">Tokens of its encoding with <c>&lt;end&gt;</c>; 0 when it has none.</param>
/// <param name="CanMirror">True when its mirror image is a drawing of the same subject.</param>
public sealed record Verdict(IReadOnlyList<string> Reasons, double Quality, int Tokens, bool CanMirror)
{
    /// <summary>True when there is no reason against it.</summary>
    public bool IsValid => Reasons.Count == 0;
}
