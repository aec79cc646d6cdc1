// Which limits a drawing is shown under. A limit is an upper bound, so the same drawing is seen under its exact size,
// under one a little larger (both sides by a similar share, as people ask), and now and then under any size at all.
// Small slack is likelier than large, so that of several sizes of a subject the one that fills the room best wins.

using AsciiGen.Numerics;

namespace AsciiGen.Training.Data;

/// <summary>Draws width and height limits for a drawing.</summary>
/// <param name="maxWidth">Widest canvas of the model.</param>
/// <param name="maxHeight">Highest canvas of the model.</param>
/// <param name="exactShare">Share of the drawings under their exact size, 0..1.</param>
public sealed class LimitSampler(int maxWidth, int maxHeight, double exactShare)
{
    private const double AnyShare = 0.10;
    private const double MeanSlack = 0.3;

    /// <summary>Limits for a drawing of this size, never below it.</summary>
    public (int Width, int Height) Next(ref SplitMix64 random, int width, int height)
    {
        var kind = random.NextDouble();
        if (kind < exactShare) return (width, height);
        if (kind < exactShare + AnyShare)
        {
            return (width + random.NextBelow(maxWidth - width + 1), height + random.NextBelow(maxHeight - height + 1));
        }

        var slack = -Math.Log(1 - random.NextDouble()) * MeanSlack;
        var wider = width + (int)Math.Round(width * slack * (0.5 + random.NextDouble()));
        var higher = height + (int)Math.Round(height * slack * (0.5 + random.NextDouble()));
        return (Math.Min(wider, maxWidth), Math.Min(higher, maxHeight));
    }
}
