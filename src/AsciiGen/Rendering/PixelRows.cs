// The rows of pixels of a drawing, a row of cells at a time, as PNG filters and packs them. Glyphs stand out of their cells a little,
// so each row of cells also gets what comes over from above and below.

namespace AsciiGen.Rendering;

/// <summary>Makes the pixels of a drawing.</summary>
internal sealed class PixelRows(string[] rows, Inks inks, int width, int scale)
{
    private const byte NoFilter = 0;

    private readonly GlyphMasks _masks = GlyphMasks.Of(scale);
    private readonly int _cellWidth = StrokeFont.Width * scale;
    private readonly int _cellHeight = StrokeFont.Height * scale;
    private readonly byte[] _levels = new byte[width * StrokeFont.Height * scale]; // [cell height, width]
    private readonly int[] _pixels = new int[width * StrokeFont.Height * scale]; // [cell height, width], numbers of colours

    /// <summary>Writes all rows, the margins too, each behind the number of its filter.</summary>
    public void WriteTo(Stream stream)
    {
        var line = new byte[1 + (((width * inks.Bits) + 7) / 8)];
        for (var row = -1; row <= rows.Length; row++)
        {
            Array.Clear(_levels);
            Array.Clear(_pixels);
            for (var near = Math.Max(0, row - 1); near <= Math.Min(rows.Length - 1, row + 1); near++) Draw(near, (near - row) * _cellHeight);
            for (var y = 0; y < _cellHeight; y++)
            {
                line[0] = NoFilter;
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
                var source = mask.AsSpan(y * _masks.Width, _masks.Width);
                var target = ((y - bleed + below) * width) + left;
                for (var x = 0; x < source.Length; x++)
                {
                    if (source[x] <= _levels[target + x]) continue;
                    _levels[target + x] = source[x];
                    _pixels[target + x] = ink + source[x];
                }
            }
        }
    }

    private void Pack(ReadOnlySpan<int> pixels, Span<byte> line)
    {
        if (inks.Bits == 4)
        {
            // Cells are eight units wide, so there is always a second pixel.
            for (var i = 0; i < pixels.Length; i += 2) line[i / 2] = (byte)((pixels[i] << 4) | pixels[i + 1]);
            return;
        }

        for (var i = 0; i < pixels.Length; i++)
        {
            if (inks.Bits == 8)
            {
                line[i] = (byte)pixels[i];
                continue;
            }

            var colour = inks.Colours[pixels[i]];
            (line[i * 3], line[(i * 3) + 1], line[(i * 3) + 2]) = ((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour);
        }
    }
}
