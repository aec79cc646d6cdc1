// What came of a request: all candidates and which one was chosen.

namespace AsciiGen;

/// <summary>The drawings of one request.</summary>
/// <param name="Candidates">In the order of their seeds, at least one.</param>
/// <param name="Chosen">Place of the best, from 0.</param>
/// <param name="PromptTokens">Tokens read before the drawings.</param>
public sealed record DrawingChoice(IReadOnlyList<Drawing> Candidates, int Chosen, int PromptTokens)
{
    /// <summary>The best.</summary>
    public Drawing Best => Candidates[Chosen];

    /// <summary>Tokens of the prompt and of all drawings, their ends included.</summary>
    public int TokenCount => PromptTokens + Candidates.Sum(drawing => drawing.TokenCount);
}
