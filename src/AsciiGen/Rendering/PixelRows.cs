// The rows of pixels of a drawing, a row of cells at a time, as PNG packs them. Glyphs stand out of their cells a little, so each row
// of cells also gets what comes over from above and below. No row is filtered: measured, each filter makes the files larger.

namespace AsciiGen.Rendering;

/// <summary>Makes the pixels of a drawing.</summary>
internal sealed class PixelRows(string[] rows, Inks inks, int width, int scale)
{
    private const byte NoFilter = 0;

    private readonly GlyphMasks _masks = GlyphMasks.Of(scale);
    private readonly int _cellWidth = StrokeFont.Width * scale;
    private readonly int _cellHeight = StrokeFont.Height * scale;
    private readonly byte[] _levels = new byte[width * StrokeFont.Height * scale]; // [cell height, width]
    private readonly byte[] _pixels = new byte[width * StrokeFont.Height * scale]; // [cell height, width], numbers in the palette

    /// <summary>Bits of a pixel: 4 for the 16 levels of one ink, else 8.</summary>
    public int Depth => inks.Count == 1 ? 4 : 8;

    /// <summary>Writes all rows, the margins too, each behind the number of its filter.</summary>
    public void WriteTo(Stream stream)
    {
        var line = new byte[1 + (width * Depth / 8)]; // cells are eight units wide, so no byte is half full
        line[0] = NoFilter;
        for (var row = -1; row <= rows.Length; row++)
        {
            Array.Clear(_levels);
            Array.Clear(_pixels);
            for (var near = Math.Max(0, row - 1); near <= Math.Min(rows.Length - 1, row + 1); near++) Draw(near, (near - row) * _cellHeight);
            for (var y = 0; y < _cellHeight; y++)
            {
                Pack(_pixels.AsSpan(y * width, width), line.AsSpan(1));
                stream.Write(line);
            }
        }
    }

    // A row of cells whose upper edge lies so many pixels below that of what is drawn.
    private void Draw(int row, int below)
    {
        var bleed = StrokeFont.Bleed * scale;
        var (from, to) = (Math.Max(0, bleed - below), Math.Min(_masks.Height, bleed - below + _cellHeight));
        foreach (var (column, character) in rows[row].Index())
        {
            if (character == ' ') continue;
            var (mask, ink, left) = (_masks.Of(character), inks.Of(row, column), ((column + 1) * _cellWidth) - bleed);
            for (var y = from; y < to; y++)
            {
                var start = ((y - bleed + below) * width) + left;
                Span<byte> levels = _levels.AsSpan(start, _masks.Width), pixels = _pixels.AsSpan(start, _masks.Width);
                for (var x = 0; x < levels.Length; x++)
                {
                    var level = mask[(y * _masks.Width) + x];
                    if (level <= levels[x]) continue;
                    levels[x] = level;
                    pixels[x] = (byte)(ink + level);
                }
            }
        }
    }

    private void Pack(ReadOnlySpan<byte> pixels, Span<byte> line)
    {
        if (Depth == 8)
        {
            pixels.CopyTo(line);
            return;
        }

        for (var i = 0; i < pixels.Length; i += 2) line[i / 2] = (byte)((pixels[i] << 4) | pixels[i + 1]);
    }
}
