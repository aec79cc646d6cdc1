// Banners read with the fonts of this repository: right ones, misspelled ones, and ones in no known letters.

using AsciiGen.Corpus.Sources;

namespace AsciiGen.Corpus.Tests;

public sealed class BannerSpellerTests
{
    private static readonly Lazy<FigletFont[]> _fonts = new(() =>
        [.. FigletSource.FindFonts([Path.Combine(ProgramRun.Repository, "art", "fonts")]).Select(FigletFont.Load)]);

    private static readonly Lazy<BannerSpeller> _speller = new(() => new BannerSpeller(_fonts.Value));

    [Theory]
    [InlineData("hello")]
    [InlineData("HELLO")]
    [InlineData("Hello")]
    public void A_word_in_any_font_and_case_is_spelled_exactly(string drawn)
    {
        foreach (var font in _fonts.Value)
        {
            var spelling = _speller.Value.Read("hello", Draw(font, drawn));
            Assert.Equal((1.0, 5, font.Name), (spelling.Agreement, spelling.Letters, spelling.Font));
            Assert.True(spelling.IsExact);
        }
    }

    [Fact]
    public void A_wrong_letter_is_one_letter_less_and_no_exact_spelling()
    {
        foreach (var font in _fonts.Value)
        {
            var spelling = _speller.Value.Read("hello", Draw(font, "hexlo"));
            Assert.False(spelling.IsExact);
            Assert.Equal(4, spelling.Letters);
        }
    }

    [Fact]
    public void Letters_count_from_the_left_and_what_is_missing_does_not()
    {
        var font = _fonts.Value[0];
        Assert.Equal(3, _speller.Value.Read("sunny", Draw(font, "sun")).Letters);
        Assert.False(_speller.Value.Read("sun", Draw(font, "sunny")).IsExact);
        Assert.Equal(3, _speller.Value.Read("sun", Draw(font, "sunny")).Letters);
    }

    [Fact]
    public void Another_word_or_no_word_at_all_spells_nothing()
    {
        Assert.InRange(_speller.Value.Read("kite", Draw(_fonts.Value[1], "moon")).Letters, 0, 1);
        var blob = _speller.Value.Read("kite", "########\n########\n########");
        Assert.Equal(0, blob.Letters);
        Assert.InRange(blob.Agreement, 0, 0.2);
    }

    [Fact]
    public void A_twentieth_of_the_cells_may_be_wrong()
    {
        var drawing = Draw(_fonts.Value[0], "window");
        var ink = drawing.Count(character => character is not (' ' or '\n'));
        Assert.True(_speller.Value.Read("window", Spoil(drawing, ink / 25)).IsExact);
        Assert.False(_speller.Value.Read("window", Spoil(drawing, (ink / 20) + 1)).IsExact);
    }

    [Fact]
    public void Without_fonts_nothing_can_be_read() => Assert.Throws<ArgumentException>(() => new BannerSpeller([]));

    private static string Draw(FigletFont font, string text) => ArtworkText.Normalize(FigletRenderer.Render(font, text));

    // Every so manyth character becomes one that no font has there.
    private static string Spoil(string drawing, int count)
    {
        var cells = drawing.ToCharArray();
        var places = Enumerable.Range(0, cells.Length).Where(i => cells[i] is not (' ' or '\n')).ToArray();
        for (var i = 0; i < count; i++) cells[places[(long)i * places.Length / count]] = '@';
        return new string(cells);
    }
}
