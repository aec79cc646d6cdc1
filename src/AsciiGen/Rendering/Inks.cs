// The colours of a picture as one palette: the background, then the levels from it to each ink. A palette has 256 colours, which is
// 17 inks: over more rows or columns a theme's colours run in that many steps, which nobody sees and which makes
// a rainbow half as large as true colours do. Does not know where pixels are.

namespace AsciiGen.Rendering;

/// <summary>Colours of cells and pixels.</summary>
internal sealed class Inks
{
    private const int MostInks = 17; // with 15 levels each and the background they are 256

    private readonly bool _isByColumn;
    private readonly int _lines; // rows or columns the colours run over
    private readonly int[] _palette; // 0xRRGGBB

    /// <summary>The inks of a drawing.</summary>
    /// <param name="theme">With at least one colour; on white where it has no background.</param>
    /// <param name="rows">Rows of the drawing.</param>
    /// <param name="columns">Columns of the drawing.</param>
    public Inks(Theme theme, int rows, int columns)
    {
        _isByColumn = theme.IsByColumn;
        _lines = Math.Max(1, _isByColumn ? columns : rows);
        var stops = theme.Colours.Count - 1;
        Count = stops == 0 ? 1 : _lines <= MostInks ? _lines : stops >= MostInks ? MostInks : 1 + ((MostInks - 1) / stops * stops); // each stop is a step
        var background = theme.Background ?? 0xFFFFFF;
        var inks = Enumerable.Range(0, Count).Select(ink => theme.At(Count == 1 ? 0 : (double)ink / (Count - 1)));
        _palette = [background, .. inks.SelectMany(colour => Enumerable.Range(1, GlyphMasks.Full).Select(level => Mix(background, colour, level)))];
    }

    /// <summary>Number of inks.</summary>
    public int Count { get; }

    /// <summary>0xRRGGBB of every colour a pixel can have, the background first.</summary>
    public ReadOnlySpan<int> Palette => _palette;

    /// <summary>The number in <see cref="Palette"/> before the levels of a cell's ink.</summary>
    public int Of(int row, int column)
    {
        var line = _isByColumn ? column : row;
        return _lines == 1 ? 0 : (int)Math.Round((double)line / (_lines - 1) * (Count - 1)) * GlyphMasks.Full;
    }

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
