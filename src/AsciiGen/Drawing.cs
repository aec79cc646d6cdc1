// A finished drawing and what it cost. The same prompt and options with its seed alone give it again.

namespace AsciiGen;

/// <summary>A drawing.</summary>
/// <param name="Text">Rows joined by line feeds, without trailing blanks, the first and the last with ink.</param>
/// <param name="Seed">Seed of this drawing.</param>
/// <param name="TokenCount">Tokens of the drawing, its end included.</param>
/// <param name="LogLikelihood">Sum of the tokens' log probabilities, at temperature 1, over the tokens that were allowed; 0 or less.</param>
/// <param name="IsComplete">False when the context was full before the drawing ended.</param>
public sealed record Drawing(string Text, ulong Seed, int TokenCount, double LogLikelihood, bool IsComplete);
