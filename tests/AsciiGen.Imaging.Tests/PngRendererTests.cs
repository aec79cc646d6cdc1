// PNG of drawings, read by Magick: all there, lines that meet, the colours asked for.

using System.Buffers.Binary;
using AsciiGen.Rendering;
using ImageMagick;

namespace AsciiGen.Imaging.Tests;

public sealed class PngRendererTests
{
    private const int Scale = 3, CellWidth = 8 * Scale, CellHeight = 16 * Scale;

    [Theory]
    [InlineData("plain")]
    [InlineData("rainbow")]
    public void Picture_is_as_large_as_its_cells_and_holds_the_text(string name)
    {
        const string Text = "  /\\_/\\\n ( o.o )\n\n  > ^ <  ~";
        using var picture = Read(Text, name);
        Assert.Equal((12u * CellWidth, 6u * CellHeight), (picture.Width, picture.Height));
        Assert.Equal((Text, "cat & <ñ>"), (picture.GetAttribute("Description"), picture.GetAttribute("Title")));
    }

    [Fact]
    public void Every_character_looks_like_no_other_and_stays_near_its_cell()
    {
        var seen = new Dictionary<string, char>();
        for (var c = ' '; c <= '~'; c++)
        {
            var ink = Ink($"{c}");
            Assert.True(seen.TryAdd(string.Concat(ink.Cast<bool>().Select(on => on ? '#' : '.')), c), $"'{c}' looks like '{seen.GetValueOrDefault(string.Concat(ink.Cast<bool>().Select(on => on ? '#' : '.')))}'");
            Assert.Equal(c != ' ', ink.Cast<bool>().Any(on => on));
            for (var y = 0; y < ink.GetLength(0); y++)
            {
                for (var x = 0; x < ink.GetLength(1); x++)
                {
                    if (ink[y, x]) Assert.True(y >= CellHeight - Scale && y < (2 * CellHeight) + Scale && x >= CellWidth - Scale && x < (2 * CellWidth) + Scale, $"'{c}' has ink at {x}, {y}");
                }
            }
        }
    }

    [Theory] // what stands in neighbouring cells is one line: from the first to the last the ink never ends
    [InlineData("|\n|\n|", true)]
    [InlineData("\\\n \\\n  \\", true)]
    [InlineData("  /\n /\n/", true)]
    [InlineData("____", false)]
    [InlineData("----", false)]
    [InlineData("~~~~", false)]
    public void Lines_meet(string text, bool isDown)
    {
        var ink = Ink(text);
        int rows = text.Split('\n').Length, columns = text.Split('\n').Max(row => row.Length);
        var (from, to) = isDown ? (CellHeight, (rows + 1) * CellHeight) : (CellWidth, (columns + 1) * CellWidth);
        for (var along = from; along < to; along++)
        {
            var across = isDown ? Enumerable.Range(0, ink.GetLength(1)).Any(x => ink[along, x]) : Enumerable.Range(0, ink.GetLength(0)).Any(y => ink[y, along]);
            Assert.True(across, $"a gap at {along}");
        }
    }

    [Fact]
    public void Colours_are_those_of_the_theme()
    {
        Assert.True(Themes.TryParse("rainbow", out var theme));
        using var picture = Read("#####\n#####\n#####\n#####", "rainbow");
        Assert.Equal(theme.Background ?? 0xFFFFFF, At(0, 0));
        var used = new HashSet<int>();
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++) used.Add(At(x, y));
        }

        var lines = theme.IsByColumn ? 5 : 4;
        for (var line = 0; line < lines; line++) Assert.Contains(theme.At(line / (lines - 1.0)), used);

        int At(int x, int y)
        {
            var colour = picture.GetPixels().GetPixel(x, y).ToColor()!;
            return (colour.R << 16) | (colour.G << 8) | colour.B;
        }
    }

    [Fact]
    public void Largest_sheet_is_drawn_smaller_and_what_is_larger_still_is_refused()
    {
        var rows = string.Join('\n', Enumerable.Repeat(new string('x', 300), 700));
        var header = PngRenderer.Render(rows, "x", Themes.Plain).AsSpan(16); // Magick is told not to read pictures as large as this
        Assert.Equal((302 * 16, 702 * 32), (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]))); // at scale 3 they were too many pixels
        var refused = Assert.Throws<AsciiGenException>(() => PngRenderer.Render(string.Join('\n', Enumerable.Repeat("x", 7000)), "x", Themes.Plain, 1));
        Assert.Contains("24 x 112032 pixels is too large", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("caf\u00e9")]
    [InlineData("a\tb")]
    [InlineData("a\u007f")]
    public void What_is_not_printable_ascii_is_refused(string text) => Assert.Throws<ArgumentException>(() => PngRenderer.Render(text, "x", Themes.Plain));

    private static MagickImage Read(string text, string name)
    {
        Assert.True(Themes.TryParse(name, out var theme));
        return new MagickImage(PngRenderer.Render(text, "cat & <ñ>", theme, Scale));
    }

    // [pixel row, pixel column]: at least half covered.
    private static bool[,] Ink(string text)
    {
        using var picture = Read(text, "plain");
        picture.ColorSpace = ColorSpace.Gray;
        var ink = new bool[picture.Height, picture.Width];
        using var pixels = picture.GetPixels();
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++) ink[y, x] = pixels.GetPixel(x, y).ToColor()!.R < 140;
        }

        return ink;
    }
}
