// Gives each cell the glyph whose shape fits best what is filled of the cell: least squares over its parts, ink where
// the picture has none counting more than ink that is missing, so that holes and gaps stay open. Each cell for itself.

using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Solid;

internal static class SolidMatcher
{
    private const float Sludge = 1.25f; // ink where there is none, against ink that is missing

    private static readonly SolidGlyph[] _fullOrNot = [.. SolidGlyph.All.Where(glyph => glyph.Character is ' ' or SolidGlyph.Full)];
    private static readonly SolidGlyph[] _thin = [.. SolidGlyph.All.Where(glyph => SolidGlyph.ThinEdges.Contains(glyph.Character))];

    /// <summary>Draws one tone.</summary>
    /// <param name="parts">(rows * <see cref="SolidGlyph.Down"/>, columns * <see cref="SolidGlyph.Across"/>): how much is filled.</param>
    /// <param name="placement">For the number of rows and columns.</param>
    /// <param name="symmetric">Whether to draw the left half and mirror it.</param>
    /// <param name="full">What full cells are drawn with.</param>
    /// <param name="thin">Whether edges are drawn with thin characters.</param>
    /// <param name="cells">(rows, columns): takes the characters that are not blank; holds what lighter tones have drawn.</param>
    /// <returns>What the fit leaves, in cells of wrong ink.</returns>
    public static float Match(float[] parts, Placement placement, bool symmetric, char full, bool thin, char[] cells)
    {
        var (columns, cost) = (placement.Columns, 0f);
        Span<float> fill = stackalloc float[SolidGlyph.Across * SolidGlyph.Down];
        for (var row = 0; row < placement.Rows; row++)
        {
            for (var column = 0; column < (symmetric ? (columns + 1) / 2 : columns); column++)
            {
                for (var y = 0; y < SolidGlyph.Down; y++)
                {
                    var start = ((((row * SolidGlyph.Down) + y) * columns) + column) * SolidGlyph.Across;
                    parts.AsSpan(start, SolidGlyph.Across).CopyTo(fill[(y * SolidGlyph.Across)..]);
                }

                var mirror = columns - 1 - column;
                // Between two of the lighter tones an edge of its own would be noise.
                var glyphs = !thin ? SolidGlyph.All : cells[(row * columns) + column] == ' ' ? _thin : _fullOrNot;
                var (glyph, least) = Best(fill, glyphs, symmetric && mirror == column);
                cost += symmetric && mirror != column ? 2 * least : least;
                if (glyph.Character == ' ') continue;
                var isFull = glyph.Character == SolidGlyph.Full;
                cells[(row * columns) + column] = isFull ? full : glyph.Character;
                if (symmetric) cells[(row * columns) + mirror] = isFull ? full : mirror == column ? glyph.Character : glyph.Partner;
            }
        }

        return cost;
    }

    private static (SolidGlyph Glyph, float Cost) Best(ReadOnlySpan<float> fill, SolidGlyph[] glyphs, bool onlySymmetric)
    {
        var (best, least) = (glyphs[0], float.MaxValue);
        foreach (var glyph in glyphs)
        {
            if (onlySymmetric && !glyph.IsSymmetric) continue;
            var cost = Cost(fill, glyph, least);
            if (cost < least) (best, least) = (glyph, cost);
        }

        return (best, least);
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
}
