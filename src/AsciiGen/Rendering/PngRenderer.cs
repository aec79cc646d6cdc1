// A drawing as PNG, in the strokes of StrokeFont. Pixels are made a row of cells at a time and go straight into the compressor, so
// a sheet of a hundred drawings needs little more memory than one. Made for displays of two pixels for one:
// there scale 3 is as large as text of 20 pixels.

using System.Globalization;

namespace AsciiGen.Rendering;

/// <summary>Writes drawings as PNG.</summary>
public static class PngRenderer
{
    /// <summary>Most pixels in a row or column.</summary>
    public const int MostSide = 100_000;

    /// <summary>Most pixels in all.</summary>
    public const long MostPixels = 1 << 27;

    private const int UsualScale = 3;
    private static readonly Theme _plain = new("plain", [0x1C1C1C], 0xFFFFFF);

    /// <summary>The picture, with a margin of one cell around it.</summary>
    /// <param name="text">Rows of printable ASCII joined by line feeds.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="theme">Its colours; without any, dark on white.</param>
    /// <param name="scale">A cell has 8 x 16 pixels times this, 1 to 8; 3 unless given, less where that would be too large.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The text has a character that is not printable ASCII.</exception>
    /// <exception cref="AsciiGenException">The picture would be larger than <see cref="MostSide"/> or <see cref="MostPixels"/>.</exception>
    public static byte[] Render(string text, string title, Theme theme, int? scale = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(theme);
        if (scale is < 1 or > GlyphMasks.MostScale) throw new ArgumentOutOfRangeException(nameof(scale), scale, $"the scale is 1 to {GlyphMasks.MostScale}");
        foreach (var c in text)
        {
            if (c is (< ' ' or > '~') and not '\n') throw new ArgumentException($"the drawing has U+{(int)c:X4}, which is not printable ASCII", nameof(text));
        }

        var rows = text.Split('\n');
        var columns = rows.Max(row => row.Length);
        var used = scale ?? Enumerable.Range(1, UsualScale).Reverse().FirstOrDefault(each => Fits(rows.Length, columns, each), 1);
        var (width, height) = SizeOf(rows.Length, columns, used);
        if (!Fits(rows.Length, columns, used))
        {
            var most = string.Create(CultureInfo.InvariantCulture, $"the most is {MostSide} on a side and {MostPixels} in all");
            throw new AsciiGenException(string.Create(CultureInfo.InvariantCulture, $"a picture of {width} x {height} pixels is too large: {most}. Draw fewer or smaller ones, or take another format."));
        }

        var inks = new Inks(theme.Colours.Count == 0 ? _plain : theme, rows.Length, columns);
        var pixels = new PixelRows(rows, inks, (int)width, used);
        using var content = new MemoryStream();
        var file = new PngFile(content, (int)width, (int)height, pixels.Depth);
        file.WriteText("Title", title);
        file.WriteText("Software", "ascii-gen");
        file.WriteText("Description", text);
        file.WritePalette(inks.Palette);
        file.WritePixels(pixels.WriteTo);
        file.End();
        return content.ToArray();
    }

    private static bool Fits(int rows, int columns, int scale) => SizeOf(rows, columns, scale) is var (width, height) && width <= MostSide && height <= MostSide && width * height <= MostPixels;

    private static (long Width, long Height) SizeOf(int rows, int columns, int scale) => ((columns + 2L) * StrokeFont.Width * scale, (rows + 2L) * StrokeFont.Height * scale);
}
