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
    private readonly Vector256<float>[] _byDirection; // (down, across), one lane a direction
    private readonly float[] _dots; // (down, across)

    public InkField(int columns, int rows, IReadOnlyList<InkSample> samples)
    {
        _across = (columns * Resolution) + (2 * Margin);
        _down = (rows * 2 * Resolution) + (2 * Margin);
        _byDirection = new Vector256<float>[_across * _down];
        _dots = new float[_across * _down];
        foreach (var sample in samples) Stamp(sample);
    }

    /// <summary>0..1: how near the picture's ink of this direction is to a place in cell units.</summary>
    public float At(float x, float y, int direction)
    {
        int across = (int)MathF.Floor(x * Resolution) + Margin, down = (int)MathF.Floor(y * Resolution) + Margin;
        if (across < 0 || across >= _across || down < 0 || down >= _down) return 0;
        var place = (down * _across) + across;
        return direction == StrokeSampler.NoDirection ? _dots[place] : _byDirection[place].GetElement(direction);
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
                _byDirection[place] = Vector256.Max(_byDirection[place], likeness * near);
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
