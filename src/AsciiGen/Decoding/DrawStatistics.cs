// What a drawing cost; for progress lines and benchmarks.

namespace AsciiGen.Decoding;

/// <summary>Counts of one run.</summary>
/// <param name="PromptTokens">Tokens read before the drawing.</param>
/// <param name="DrawingTokens">Tokens of the drawing, its end included.</param>
/// <param name="IsComplete">False when the context was full, or nobody asked for more rows, before the drawing ended.</param>
public sealed record DrawStatistics(int PromptTokens, int DrawingTokens, bool IsComplete);
