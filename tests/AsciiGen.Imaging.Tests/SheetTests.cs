// Pages of drawings: every character has ink where it should, the page has the size of its boxes, and what does not fit
// is cut. Needs a font of the machine, which the tests say when there is none.

using AsciiGen.Imaging.Sheets;
using ImageMagick;

namespace AsciiGen.Imaging.Tests;

public sealed class SheetTests : IDisposable
{
    private const string NoFont = "no monospaced font on this machine; apt-get install fonts-dejavu-core";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_printable_character_has_a_glyph_of_its_own_and_a_space_has_none()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        var atlas = GlyphAtlas.Load(GlyphAtlas.FindFont()!);
        var pictures = Enumerable.Range(' ', 95).Select(code => Convert.ToHexString(Picture(atlas, (char)code))).ToList();
        Assert.Equal(95, pictures.Distinct().Count());
        Assert.All(Picture(atlas, ' '), pixel => Assert.Equal(255, pixel));
        // The underscore lies at the bottom, the apostrophe at the top, and a slash leans as a slash does.
        Assert.InRange(Middle(atlas, '_'), 0.8, 1);
        Assert.InRange(Middle(atlas, '\''), 0, 0.4);
        Assert.True(Darkest(atlas, '/', 4) > Darkest(atlas, '/', 12));
        Assert.True(Darkest(atlas, '\\', 4) < Darkest(atlas, '\\', 12));
    }

    [Fact]
    public void A_page_holds_its_boxes_and_cuts_what_is_larger()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        var writer = new SheetWriter(GlyphAtlas.Load(GlyphAtlas.FindFont()!));
        var layout = new SheetLayout(4, 2, 3, 2);
        writer.Write(_folder["p.png"], layout, [("#1", "####\n####"), ("#2", "########\n#\n#\n#\n#"), ("#3", "\u00E9"), ("#4", "#")]);
        using var page = new MagickImage(_folder["p.png"]);
        Assert.Equal((3u * ((4 * 8) + 16), 2u * ((3 * 16) + 16)), (page.Width, page.Height));
        // The second drawing is cut: nothing of it stands in the margin right of its box.
        using var pixels = page.GetPixels();
        Assert.True(Ink(8, 24, 32, 32) > 0, "the first drawing is not there");
        Assert.True(Ink(80, 24, 8, 16) > 0, "the last column of the second drawing is not there");
        Assert.Equal(0, Ink(89, 24, 6, 16));
        Assert.True(Ink(104, 24, 8, 16) > 0, "the unknown character left nothing");

        int Ink(int x, int y, int width, int height) => Enumerable.Range(x, width).Sum(column => Enumerable.Range(y, height).Count(row => pixels.GetPixel(column, row).GetChannel(0) < 200));
    }

    [Fact]
    public void A_page_takes_no_more_drawings_than_boxes_and_no_file_that_is_no_font()
    {
        File.WriteAllText(_folder["f.ttf"], "no font");
        Assert.Contains("is no font", Assert.Throws<ImageException>(() => GlyphAtlas.Load(_folder["f.ttf"])).Message);
        Assert.Contains("does not exist", Assert.Throws<ImageException>(() => GlyphAtlas.Load(_folder["g.ttf"])).Message);
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        var writer = new SheetWriter(GlyphAtlas.Load(GlyphAtlas.FindFont()!));
        Assert.Throws<ArgumentException>(() => writer.Write(_folder["p.png"], new(4, 2, 1, 1), [("a", "#"), ("b", "#")]));
        Assert.Throws<ArgumentException>(() => writer.Write(_folder["p.png"], new(4, 2, 1, 1), []));
    }

    private static byte[] Picture(GlyphAtlas atlas, char character) =>
        Enumerable.Range(0, GlyphAtlas.CellHeight).SelectMany(row => atlas.Row(character, row).ToArray()).ToArray();

    // Mean height of the ink, 0 top to 1 bottom.
    private static double Middle(GlyphAtlas atlas, char character)
    {
        var ink = Enumerable.Range(0, GlyphAtlas.CellHeight).Select(row => atlas.Row(character, row).ToArray().Sum(pixel => 255 - pixel)).ToList();
        return ink.Select((sum, row) => sum * (double)row).Sum() / ink.Sum() / (GlyphAtlas.CellHeight - 1);
    }

    private static int Darkest(GlyphAtlas atlas, char character, int row)
    {
        var pixels = atlas.Row(character, row).ToArray();
        return Array.IndexOf(pixels, pixels.Min());
    }
}
