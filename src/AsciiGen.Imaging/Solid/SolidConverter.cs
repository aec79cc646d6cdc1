// Shape -> filled drawing: finds whether the shape is its own mirror image, tries the most promising placements, has every
// tone drawn over the lighter ones and keeps the best drawing. Knows nothing of files.

using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Solid;

/// <summary>Draws a picture with filled areas.</summary>
public static class SolidConverter
{
    private const int Tries = 5;

    /// <summary>Draws the picture as large as the limits allow.</summary>
    /// <returns>Rows joined by line feeds, no trailing blanks, no blank first or last row, no blank left margin.</returns>
    /// <exception cref="AsciiGenException">Nothing is left to see at this size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">See <see cref="DrawingLimits"/>.</exception>
    public static string Convert(Picture picture, DrawingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Convert(picture.ToShape(), limits);
    }

    /// <summary>The same for a shape, which whoever draws a picture in several sizes takes from it once.</summary>
    /// <exception cref="AsciiGenException">Nothing is left to see at this size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">See <see cref="DrawingLimits"/>.</exception>
    public static string Convert(Shape shape, DrawingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Draw(shape, limits).ToText();
    }

    internal static Conversion Draw(Shape shape, DrawingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        var symmetric = IsMirrored(shape);
        var layers = Enumerable.Range(0, shape.ToneCount).Select(leftOut => new AreaSums(shape, leftOut, symmetric)).ToArray();
        Conversion? best = null;
        var bestCost = float.MaxValue;
        foreach (var placement in new SolidPlacement(shape, limits, symmetric).Best(Tries))
        {
            var (cells, cost) = Draw(layers, placement, symmetric);
            var relative = (cost / MathF.Max(1, shape.InkShare * placement.Columns * placement.Rows)) + (0.3f * (1 - (placement.Columns / (float)limits.Width)));
            if (relative >= bestCost || cells.All(cell => cell == ' ')) continue;
            bestCost = relative;
            var rows = Enumerable.Range(0, placement.Rows).Select(row => new string(cells, row * placement.Columns, placement.Columns));
            best = new([.. rows], placement with { Offset = placement.Offset - (shape.Corner * placement.Scale) });
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

    // Lighter tones first; what is drawn of a darker one covers them.
    private static (char[] Cells, float Cost) Draw(AreaSums[] layers, Placement placement, bool symmetric)
    {
        var cells = Enumerable.Repeat(' ', placement.Rows * placement.Columns).ToArray();
        var cost = 0f;
        for (var layer = 0; layer < layers.Length; layer++)
        {
            var parts = layers[layer].Resample(placement, SolidGlyph.Across, SolidGlyph.Down);
            cost += SolidMatcher.Match(parts, placement, symmetric, SolidGlyph.Fills[layers.Length][layer], layer < layers.Length - 1, cells);
        }

        return (cells, cost);
    }
}
