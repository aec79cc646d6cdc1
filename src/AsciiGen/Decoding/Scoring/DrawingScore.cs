// What the scorer thinks of one candidate: the sum that decides, and its parts, so that --verbose can tell why.

namespace AsciiGen.Decoding.Scoring;

/// <summary>A candidate's score; higher is better, and only candidates of one request compare.</summary>
internal sealed class DrawingScore
{
    private readonly double[] _parts;

    internal DrawingScore(double[] parts, double total) => (_parts, Total) = (parts, total);

    /// <summary>The sum that decides.</summary>
    public double Total { get; }

    /// <summary>A part as it was measured, before its weight.</summary>
    public double this[DrawingPart part] => _parts[(int)part];
}
