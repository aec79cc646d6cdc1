// The difference between drawing and picture as the eye sees it from a distance, both blurred: positive where the drawing
// is too dark. Knows what each glyph would make of it in a cell, and keeps up as cells change.

using System.Numerics;

namespace AsciiGen.Imaging.Lines;

internal sealed class LookField
{
    private const int Across = GlyphLooks.Across, Down = GlyphLooks.Down;

    private const float Darkest = 1f; // a straight line is 0.76; where lines crowd, darker glyphs would be sludge
    private const float DotInk = 0.4f; // of a full stop, in cell widths of line

    private readonly int _across;
    private readonly int _down;
    private readonly float[] _difference; // (_down, _across)

    /// <summary>The picture against a blank drawing.</summary>
    public LookField(int columns, int rows, List<InkSample> samples)
    {
        _across = (columns * Across) + (2 * GlyphLooks.Margin);
        _down = (rows * Down) + (2 * GlyphLooks.Margin);
        _difference = new float[_across * _down];
        foreach (var sample in samples)
        {
            var ink = sample.Direction == StrokeSampler.NoDirection ? DotInk : sample.Weight;
            GlyphLooks.Stamp(sample with { Weight = -ink }, _difference, _across, _down);
        }

        for (var i = 0; i < _difference.Length; i++) _difference[i] = MathF.Max(-Darkest, _difference[i]);
    }

    /// <summary>What each glyph would add to the squares of the difference; the cell must be blank.</summary>
    /// <param name="column">Of the cell.</param>
    /// <param name="row">Of the cell.</param>
    /// <param name="costs">(<see cref="GlyphTables.Stride"/>): is overwritten.</param>
    public void Costs(int column, int row, float[] costs)
    {
        Span<float> twice = stackalloc float[GlyphLooks.FootprintAcross * GlyphLooks.FootprintDown];
        var count = 0;
        for (var y = 0; y < GlyphLooks.FootprintDown; y++)
        {
            var start = (((row * Down) + y) * _across) + (column * Across);
            for (var x = 0; x < GlyphLooks.FootprintAcross; x++) twice[count++] = 2 * _difference[start + x];
        }

        // Lane by lane, so every machine adds the same numbers in the same order.
        var footprints = GlyphLooks.Footprints.AsSpan();
        for (var glyph = 0; glyph < costs.Length; glyph += Vector<float>.Count)
        {
            var sum = new Vector<float>(GlyphLooks.Squares, glyph);
            var lanes = footprints[glyph..];
            for (var place = 0; place < twice.Length; place++) sum += new Vector<float>(lanes[(place * GlyphTables.Stride)..]) * new Vector<float>(twice[place]);
            sum.CopyTo(costs, glyph);
        }
    }

    /// <summary>Draws a glyph (sign 1) or takes it away (-1).</summary>
    public void Add(int column, int row, int glyph, float sign)
    {
        if (glyph == 0) return;
        var place = glyph;
        for (var y = 0; y < GlyphLooks.FootprintDown; y++)
        {
            var start = (((row * Down) + y) * _across) + (column * Across);
            for (var x = 0; x < GlyphLooks.FootprintAcross; x++, place += GlyphTables.Stride) _difference[start + x] += sign * GlyphLooks.Footprints[place];
        }
    }

    /// <summary>Sum of the squares of the difference.</summary>
    public float Energy()
    {
        var sum = 0f;
        foreach (var difference in _difference) sum += difference * difference;
        return sum;
    }
}
