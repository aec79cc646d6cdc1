// The colours of a drawing's cells, numbered, and every colour a pixel can have: a number of levels from the background to each.
// Does not know where pixels are.

namespace AsciiGen.Rendering;

/// <summary>Colours of cells and pixels.</summary>
internal sealed class Inks
{
    private const int MostColoursOfPalette = 17; // with 15 levels each and the background they are 256

    private readonly int[][] _cells;
    private readonly int[] _colours; // of pixels, 0xRRGGBB: the background, then the levels of each ink

    /// <summary>The inks of a drawing.</summary>
    /// <param name="text">Rows joined by line feeds.</param>
    /// <param name="theme">With at least one colour; white where it has no background.</param>
    public Inks(string text, Theme theme)
    {
        var numbers = new Dictionary<int, int>();
        var cells = new List<int>();
        var rows = new List<int[]>();
        foreach (var run in ColourRuns.Of(text, theme))
        {
            if (run.Text == "\n")
            {
                rows.Add([.. cells]);
                cells.Clear();
                continue;
            }

            if (!numbers.TryGetValue(run.Colour, out var number)) numbers.Add(run.Colour, number = numbers.Count);
            cells.AddRange(Enumerable.Repeat(number, run.Text.Length));
        }

        _cells = [.. rows, [.. cells]];
        var background = theme.Background ?? 0xFFFFFF;
        _colours = [background, .. numbers.OrderBy(pair => pair.Value).SelectMany(pair => Enumerable.Range(1, GlyphMasks.Full).Select(level => Mix(background, pair.Key, level)))];
        Bits = numbers.Count <= 1 ? 4 : numbers.Count <= MostColoursOfPalette ? 8 : 24;
    }

    /// <summary>Bits of a pixel: 4 or 8, an index of <see cref="Colours"/>, or 24.</summary>
    public int Bits { get; }

    /// <summary>0xRRGGBB of every colour a pixel can have, the background first.</summary>
    public ReadOnlySpan<int> Colours => _colours;

    /// <summary>Which of <see cref="Colours"/> stands before the levels of a cell's ink.</summary>
    public int Of(int row, int column) => _cells[row][column] * GlyphMasks.Full;

    private static int Mix(int from, int to, int level)
    {
        return Part(16) | Part(8) | Part(0);

        int Part(int shift)
        {
            int first = (from >> shift) & 255, second = (to >> shift) & 255;
            return (((first * (GlyphMasks.Full - level)) + (second * level) + (GlyphMasks.Full / 2)) / GlyphMasks.Full) << shift;
        }
    }
}
