// Which limits a drawing is shown under. A limit is an upper bound, so the same drawing is seen under its exact size, in the
// canvases people ask for most, and in others that it fills in one direction at least: a model draws at the size it was
// shown, so a drawing is never shown in a canvas it would look lost in.

using AsciiGen.Decoding;
using AsciiGen.Numerics;

namespace AsciiGen.Training.Data;

/// <summary>Draws width and height limits for a drawing.</summary>
/// <param name="maxWidth">Widest canvas of the model.</param>
/// <param name="maxHeight">Highest canvas of the model.</param>
/// <param name="exactShare">Share of the drawings under their exact size, 0..1.</param>
internal sealed class LimitSampler(int maxWidth, int maxHeight, double exactShare)
{
    private const double CommonShare = 0.35; // of all drawings, if they fill a common canvas
    private const double FullFill = 0.4; // the tight side has up to this much more, 1 / 1.4 is above CanvasSize.LeastFill
    private const double AnyShare = 0.25; // of the loose sides
    private const double MeanSlack = 0.3;
    private const ulong ValidationSeed = 20261123;

    /// <summary>Limits for a drawing of a pack that is read to validate: the same whenever it is asked for.</summary>
    /// <param name="index">Its number in the pack.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="height">Its rows.</param>
    public (int Width, int Height) NextForValidation(int index, int width, int height)
    {
        var random = SplitMix64.For(ValidationSeed, index);
        return Next(ref random, width, height);
    }

    /// <summary>Limits for a drawing of this size, never below it.</summary>
    public (int Width, int Height) Next(ref SplitMix64 random, int width, int height)
    {
        var kind = random.NextDouble();
        if (kind < exactShare) return (width, height);
        if (kind < exactShare + CommonShare)
        {
            if (CanvasSize.SmallestFor(width, height) is { } common && common.IsFilledBy(width, height) && common.Width <= maxWidth && common.Height <= maxHeight) return (common.Width, common.Height);
        }

        return random.NextDouble() < 0.5
            ? (Tight(ref random, width, maxWidth), Loose(ref random, height, maxHeight))
            : (Loose(ref random, width, maxWidth), Tight(ref random, height, maxHeight));
    }

    private static int Tight(ref SplitMix64 random, int size, int most) => Math.Min(most, (int)(size * (1 + (FullFill * random.NextDouble()))));

    private static int Loose(ref SplitMix64 random, int size, int most)
    {
        if (random.NextDouble() < AnyShare) return size + random.NextBelow(most - size + 1);
        var slack = -Math.Log(1 - random.NextDouble()) * MeanSlack;
        return Math.Min(most, size + (int)Math.Round(size * slack));
    }
}
