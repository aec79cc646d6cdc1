// Closeness of every place on the canvas to the picture's ink, for each direction: what tells the matcher how much
// of a glyph would be ink the picture does not have. Filled by stamping a small kernel around every sample.

using System.Runtime.Intrinsics;

namespace AsciiGen.Imaging.Lines;

internal sealed class InkField
{
    private const int Resolution = GlyphTables.Resolution;
    private const int Margin = 4;
    private const int Radius = 7;

    private static readonly float[][] _kernels = [.. Enumerable.Range(0, StrokeSampler.DirectionCount + 1).Select(BuildKernel)];
    private static readonly Vector256<float>[] _likeness = BuildLikeness();

    private readonly int _across;
    private readonly int _down;
    private readonly float[] _byDirection; // (down, across, direction)
    private readonly float[] _dots; // (down, across)

    public InkField(int columns, int rows, IReadOnlyList<InkSample> samples)
    {
        _across = (columns * Resolution) + (2 * Margin);
        _down = (rows * 2 * Resolution) + (2 * Margin);
        _byDirection = new float[_across * _down * StrokeSampler.DirectionCount];
        _dots = new float[_across * _down];
        foreach (var sample in samples) Stamp(sample);
    }

    /// <summary>How much of a glyph's ink, laid into a cell, is far from the picture's ink.</summary>
    /// <param name="column">Of the cell.</param>
    /// <param name="row">Of the cell.</param>
    /// <param name="ink">Samples within a cell.</param>
    /// <param name="anyDirection">Whether ink of every direction is near.</param>
    public float Missing(int column, int row, InkSample[] ink, bool anyDirection)
    {
        var corner = (((row * 2 * Resolution) + Margin) * _across) + (column * Resolution) + Margin;
        var missing = 0f;
        foreach (var sample in ink)
        {
            // The margin is there for ink on the borders of outer cells.
            var place = corner + ((int)(sample.Y * Resolution) * _across) + (int)(sample.X * Resolution);
            var near = anyDirection || sample.Direction == StrokeSampler.NoDirection
                ? _dots[place]
                : _byDirection[(place * StrokeSampler.DirectionCount) + sample.Direction];
            missing += sample.Weight * (1 - near);
        }

        return missing;
    }

    private void Stamp(InkSample sample)
    {
        int centreAcross = (int)MathF.Floor(sample.X * Resolution) + Margin, centreDown = (int)MathF.Floor(sample.Y * Resolution) + Margin;
        var likeness = _likeness[sample.Direction];
        var kernel = _kernels[sample.Direction];
        for (var down = Math.Max(0, centreDown - Radius); down <= Math.Min(_down - 1, centreDown + Radius); down++)
        {
            for (var across = Math.Max(0, centreAcross - Radius); across <= Math.Min(_across - 1, centreAcross + Radius); across++)
            {
                var near = kernel[((down - centreDown + Radius) * ((2 * Radius) + 1)) + across - centreAcross + Radius];
                var place = (down * _across) + across;
                var lanes = Vector256.Create<float>(_byDirection.AsSpan(place * StrokeSampler.DirectionCount, StrokeSampler.DirectionCount));
                Vector256.Max(lanes, likeness * near).CopyTo(_byDirection, place * StrokeSampler.DirectionCount);
                _dots[place] = Math.Max(_dots[place], near);
            }
        }
    }

    private static float[] BuildKernel(int direction)
    {
        const int Side = (2 * Radius) + 1;
        var kernel = new float[Side * Side];
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] = GlyphTables.Closeness((float)((i % Side) - Radius) / Resolution, (float)((i / Side) - Radius) / Resolution, direction);
        }

        return kernel;
    }

    private static Vector256<float>[] BuildLikeness()
    {
        var rows = new Vector256<float>[StrokeSampler.DirectionCount + 1];
        for (var ink = 0; ink < rows.Length; ink++)
        {
            for (var lane = 0; lane < StrokeSampler.DirectionCount; lane++)
            {
                rows[ink] = rows[ink].WithElement(lane, GlyphTables.Likeness(lane, ink));
            }
        }

        return rows;
    }
}
