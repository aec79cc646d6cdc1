// Sketch -> line drawing: finds whether the picture is its own mirror image, tries the most promising placements,
// lets the matcher fill the cells and keeps the drawing with the least energy per ink. Deterministic; knows
// nothing of files.

using AsciiGen.Tokens;

namespace AsciiGen.Imaging.Lines;

/// <summary>Draws a sketch with line characters.</summary>
public static class LineConverter
{
    private const int Tries = 2;

    /// <summary>Draws the sketch as large as the limits allow.</summary>
    /// <returns>Rows joined by line feeds, no trailing blanks, no blank first or last row, no blank left margin.</returns>
    /// <exception cref="AsciiGenException">Nothing is left to see at this size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">See <see cref="DrawingLimits"/>.</exception>
    public static string Convert(Sketch sketch, DrawingLimits options) => Draw(sketch, options).ToText();

    /// <summary>The same with its margins and its placement.</summary>
    internal static Conversion Draw(Sketch sketch, DrawingLimits options)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        sketch = SmallMarks.ToDots(sketch);
        var symmetric = Symmetry.IsMirrored(sketch);
        Conversion? best = null;
        var bestEnergy = float.MaxValue;
        foreach (var placement in new PlacementSearch(sketch, options, symmetric).Best(Tries))
        {
            var samples = StrokeSampler.Sample(SmallMarks.Snap(Crowding.Thin(placement.Apply(sketch.Strokes), placement.Columns * placement.Rows)), StrokeSampler.PictureDot);
            var ink = samples.Sum(sample => sample.Weight);
            var (rows, energy) = symmetric ? DrawHalf(samples, placement) : DrawWhole(samples, placement);
            var relative = (energy / Math.Max(ink, 0.1f)) + (0.5f * (1 - (placement.Columns / (float)options.Width)));
            if (relative >= bestEnergy || rows.All(string.IsNullOrWhiteSpace)) continue;
            best = new(rows, placement);
            bestEnergy = relative;
        }

        return best ?? throw new AsciiGenException($"nothing of the picture is left at {options.Width}x{options.Height}; allow a larger drawing");
    }

    private static (string[] Rows, float Energy) DrawWhole(List<InkSample> samples, Placement placement)
    {
        var (glyphs, energy) = CellMatcher.Match(samples, placement.Columns, placement.Rows);
        return (Rows(glyphs, placement.Columns, placement.Rows, placement.Columns), energy);
    }

    // Draws the left half (with the middle column when the count is odd) and mirrors it.
    private static (string[] Rows, float Energy) DrawHalf(List<InkSample> samples, Placement placement)
    {
        int columns = placement.Columns, half = (columns + 1) / 2;
        var left = samples.Where(sample => sample.X < half).ToList();
        var (glyphs, energy) = CellMatcher.Match(left, half, placement.Rows, symmetricLastColumn: columns % 2 == 1);
        return (Rows(glyphs, half, placement.Rows, columns), 2 * energy);
    }

    private static string[] Rows(int[] glyphs, int drawn, int rows, int columns)
    {
        var lines = new string[rows];
        var buffer = new char[columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var mirrored = column >= drawn;
                var character = GlyphTables.Glyphs[glyphs[(row * drawn) + (mirrored ? columns - 1 - column : column)]].Character;
                buffer[column] = mirrored ? Mirror.Partner(character) : character;
            }

            lines[row] = new string(buffer);
        }

        return lines;
    }
}
