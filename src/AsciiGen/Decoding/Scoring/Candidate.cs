// One of several drawings of the same request, with what the model thought of it while drawing.

namespace AsciiGen.Decoding.Scoring;

/// <summary>A drawing to choose from.</summary>
/// <param name="Text">Rows joined by line feeds, as <see cref="Canvas.ToString"/> gives them.</param>
/// <param name="LogLikelihood">Sum of the tokens' log probabilities, at temperature 1, over the tokens that were allowed; 0 or less.</param>
/// <param name="TokenCount">Tokens of the drawing, its end included.</param>
/// <param name="IsComplete">False when the context was full before the drawing ended.</param>
public readonly record struct Candidate(string Text, float LogLikelihood, int TokenCount, bool IsComplete);
