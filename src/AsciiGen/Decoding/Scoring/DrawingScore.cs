// What the scorer thinks of one candidate: the parts first, so that --verbose can tell why.

namespace AsciiGen.Decoding.Scoring;

/// <summary>A candidate's score; higher is better, and only candidates of one request compare.</summary>
/// <param name="Total">The sum that decides.</param>
/// <param name="Likelihood">Mean log probability of a token.</param>
public readonly record struct DrawingScore(double Total, double Likelihood);
