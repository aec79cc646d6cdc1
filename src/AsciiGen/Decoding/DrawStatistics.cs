// What a run cost; for progress lines and benchmarks.

namespace AsciiGen.Decoding;

/// <summary>Counts of one run.</summary>
/// <param name="PromptTokens">Tokens read before the drawing.</param>
/// <param name="DrawingTokens">Tokens of all drawings, their ends included.</param>
/// <param name="DrawingCount">Drawings made.</param>
/// <param name="IsComplete">False when the context was full, or nobody asked for more rows, before the drawing ended.</param>
internal sealed record DrawStatistics(int PromptTokens, int DrawingTokens, int DrawingCount, bool IsComplete)
{
    /// <summary>Seed of the drawing that was handed out.</summary>
    public ulong Seed { get; init; }
}
