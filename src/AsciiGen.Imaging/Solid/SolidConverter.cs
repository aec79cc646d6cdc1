// Shape -> filled drawing: finds whether the shape is its own mirror image, tries the most promising placements, gives
// each cell the glyph whose shape fits what is filled of it and keeps the best drawing. Knows nothing of files.

using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Solid;

/// <summary>Draws a picture with filled areas.</summary>
public static class SolidConverter
{
    private const int Tries = 5;
    private const float Sludge = 1.25f; // ink where the picture has none, against ink that is missing

    /// <summary>Draws the picture as large as the limits allow.</summary>
    /// <returns>Rows joined by line feeds, no trailing blanks, no blank first or last row, no blank left margin.</returns>
    /// <exception cref="AsciiGenException">Nothing is left to see at this size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">See <see cref="DrawingLimits"/>.</exception>
    public static string Convert(Picture picture, DrawingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Draw(picture.ToShape(), limits).ToText();
    }

    internal static Conversion Draw(Shape shape, DrawingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        var symmetric = IsMirrored(shape);
        var sums = new AreaSums(shape, symmetric);
        Conversion? best = null;
        var bestCost = float.MaxValue;
        foreach (var placement in new SolidPlacement(shape, limits, symmetric).Best(Tries))
        {
            var (glyphs, cost) = Match(sums.Resample(placement, SolidGlyph.Across, SolidGlyph.Down), placement, symmetric);
            var relative = (cost / MathF.Max(1, shape.InkShare * placement.Columns * placement.Rows)) + (0.3f * (1 - (placement.Columns / (float)limits.Width)));
            if (relative >= bestCost || glyphs.All(glyph => glyph == 0)) continue;
            bestCost = relative;
            best = new(Text(glyphs, placement), placement with { Offset = placement.Offset - (shape.Corner * placement.Scale) });
        }

        return best ?? throw new AsciiGenException($"nothing of the picture is left at {limits.Width}x{limits.Height}; allow a larger drawing");
    }

    private static bool IsMirrored(Shape shape)
    {
        float apart = 0, ink = 0;
        for (var y = 0; y < shape.Height; y++)
        {
            for (var x = 0; x < shape.Width; x++)
            {
                apart += MathF.Abs(shape[x, y] - shape[shape.Width - 1 - x, y]);
                ink += shape[x, y];
            }
        }

        return apart <= 0.02f * ink;
    }

    private static (int[] Glyphs, float Cost) Match(float[] parts, Placement placement, bool symmetric)
    {
        Span<float> fill = stackalloc float[SolidGlyph.Across * SolidGlyph.Down];
        var glyphs = new int[placement.Rows * placement.Columns];
        var cost = 0f;
        for (var cell = 0; cell < glyphs.Length; cell++)
        {
            var column = cell % placement.Columns;
            var mirror = placement.Columns - 1 - column;
            if (symmetric && mirror < column)
            {
                glyphs[cell] = -glyphs[cell - column + mirror];
                continue;
            }

            for (var y = 0; y < SolidGlyph.Down; y++)
            {
                var start = ((((cell / placement.Columns) * SolidGlyph.Down) + y) * placement.Columns) + column;
                parts.AsSpan(start * SolidGlyph.Across, SolidGlyph.Across).CopyTo(fill[(y * SolidGlyph.Across)..]);
            }

            var best = float.MaxValue;
            for (var glyph = 0; glyph < SolidGlyph.All.Length; glyph++)
            {
                if (symmetric && mirror == column && !SolidGlyph.All[glyph].IsSymmetric) continue;
                var one = Cost(fill, SolidGlyph.All[glyph], best);
                if (one >= best) continue;
                best = one;
                glyphs[cell] = glyph;
            }

            cost += symmetric && mirror != column ? 2 * best : best;
        }

        return (glyphs, cost);
    }

    private static float Cost(ReadOnlySpan<float> fill, SolidGlyph glyph, float enough)
    {
        var cost = glyph.Price;
        for (var i = 0; i < fill.Length && cost < enough; i++)
        {
            var over = glyph.Fill[i] - fill[i];
            cost += over * over * (over > 0 ? Sludge : 1) / fill.Length;
        }

        return cost;
    }

    private static string[] Text(int[] glyphs, Placement placement) =>
        [.. Enumerable.Range(0, placement.Rows).Select(row => string.Concat(
            glyphs.Skip(row * placement.Columns).Take(placement.Columns)
                .Select(glyph => glyph < 0 ? SolidGlyph.All[-glyph].Partner : SolidGlyph.All[glyph].Character)))];
}
