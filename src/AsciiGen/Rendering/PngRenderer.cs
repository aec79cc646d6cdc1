// A drawing as PNG, in the strokes of StrokeFont. Pixels are made a row of cells at a time and go straight into the compressor, so
// a sheet of a hundred drawings needs no more memory than one. Colours that fit a palette become one, with 16 levels of each:
// four bits a pixel where there is one colour.

using System.Globalization;

namespace AsciiGen.Rendering;

/// <summary>Writes drawings as PNG.</summary>
public static class PngRenderer
{
    /// <summary>Most pixels in a row or column.</summary>
    public const int MostSide = 65_535;

    /// <summary>Most pixels in all.</summary>
    public const long MostPixels = 1 << 27;

    private const int UsualScale = 3;
    private static readonly Theme _plain = new("plain", [0x1C1C1C], 0xFFFFFF);

    /// <summary>The picture, with a margin of one cell around it.</summary>
    /// <param name="text">Rows of printable ASCII joined by line feeds.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="theme">Its colours; without any, dark on white.</param>
    /// <param name="scale">A cell has 8 x 16 pixels times this, 1 to 8.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The text has a character that is not printable ASCII.</exception>
    /// <exception cref="AsciiGenException">The picture would be larger than <see cref="MostSide"/> or <see cref="MostPixels"/>.</exception>
    public static byte[] Render(string text, string title, Theme theme, int scale = UsualScale)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(theme);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, GlyphMasks.MostScale);
        foreach (var c in text)
        {
            if (c is (< ' ' or > '~') and not '\n') throw new ArgumentException($"the drawing has U+{(int)c:X4}, which is not printable ASCII", nameof(text));
        }

        var rows = text.Split('\n');
        var (width, height) = ((rows.Max(row => row.Length) + 2L) * StrokeFont.Width * scale, (rows.Length + 2L) * StrokeFont.Height * scale);
        if (width > MostSide || height > MostSide || width * height > MostPixels)
        {
            throw new AsciiGenException(string.Create(CultureInfo.InvariantCulture, $"a picture of {width} x {height} pixels is too large: the most is {MostSide} on a side and {MostPixels} in all. Draw fewer or smaller ones, or take another format."));
        }

        var inks = new Inks(text, theme.Colours.Count == 0 ? _plain : theme);
        using var content = new MemoryStream();
        var file = new PngFile(content, (int)width, (int)height, inks.Bits == 4 ? 4 : 8, inks.Bits <= 8);
        file.WriteText("Title", title);
        file.WriteText("Software", "ascii-gen");
        file.WriteText("Description", text);
        if (inks.Bits <= 8) file.WritePalette(inks.Colours);
        file.WritePixels(new PixelRows(rows, inks, (int)width, scale).WriteTo);
        file.End();
        return content.ToArray();
    }
}
