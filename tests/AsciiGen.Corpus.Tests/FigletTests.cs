// FIGlet fonts made here: how glyphs join under each layout, and what is said of a malformed file.

using System.Globalization;
using AsciiGen.Corpus.Sources;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Tests;

public sealed class FigletTests
{
    private const int FullWidth = -1, Fitting = 0, UniversalBits = 128, AllRules = 128 + 63;

    [Theory]
    [InlineData(FullWidth, "|_|  /\\ \n|_| /  \\")]
    [InlineData(Fitting, "|_| /\\\n|_|/  \\")]
    public void Old_layouts_keep_blanks_or_close_up(int layout, string expected) =>
        Assert.Equal(Trim(expected), FigletRenderer.Render(Font(Header(layout), ("a", "|_| \n|_| "), ("b", " /\\ \n/  \\")), "ab"));

    [Theory]
    [InlineData("sprig.flf", 4)]
    [InlineData("girder.flf", 5)]
    [InlineData("pennant.flf", 6)]
    public void Every_character_of_our_fonts_has_a_shape_of_its_own(string file, int height)
    {
        var font = FigletFont.Load(Path.Combine(ProgramRun.Repository, "art", "fonts", file));
        var glyphs = Enumerable.Range(' ', 95).Select(code => string.Join('\n', font.Glyph((char)code)).Replace(font.HardBlank, ' ')).ToList();
        Assert.Equal(height, font.Height);
        Assert.Equal(HandDrawnSource.Author, font.Author);
        Assert.Equal(95, glyphs.Select(ArtworkText.Normalize).Distinct().Count());
        Assert.All(glyphs.Skip(1), glyph => Assert.False(string.IsNullOrWhiteSpace(glyph)));
    }

    [Theory]
    [InlineData("x_", "|x", 2, "x|x")]
    [InlineData("x|", "_x", 2, "x|x")]
    [InlineData("x|", "|x", 1, "x|x")]
    [InlineData("x|", "/x", 4, "x/x")]
    [InlineData("x(", "]x", 4, "x(x")]
    [InlineData("x[", "]x", 8, "x|x")]
    [InlineData("x/", "\\x", 16, "x|x")]
    [InlineData("x\\", "/x", 16, "xYx")]
    [InlineData("x>", "<x", 16, "xXx")]
    [InlineData("x<", ">x", 16, "x<>x")]
    [InlineData("x$", "$x", 32, "x x")]
    [InlineData("x$", "|x", 32, "x |x")]
    [InlineData("x$", "$x", 1, "x  x")]
    [InlineData("x|", "|x", 2, "x||x")]
    public void Each_smushing_rule_joins_its_pairs_only(string left, string right, int rule, string expected)
    {
        var font = Font(Header(1, 128 + rule), ("a", left), ("b", right));
        Assert.Equal(expected, FigletRenderer.Render(font, "ab"));
    }

    [Theory]
    [InlineData("x/", "ox", "xox")]
    [InlineData("x$", "ox", "xox")]
    [InlineData("xo", "$x", "xox")]
    public void Universal_smushing_lets_the_later_glyph_win_except_over_hardblanks(string left, string right, string expected) =>
        Assert.Equal(expected, FigletRenderer.Render(Font(Header(1, UniversalBits), ("a", left), ("b", right)), "ab"));

    [Fact]
    public void The_tightest_row_decides_and_one_column_is_never_shared()
    {
        var font = Font(Header(1, AllRules), ("a", "__ \n  |"), ("b", " _\n|_"), ("i", "|\n|"));
        Assert.Equal("__ _\n  |_", FigletRenderer.Render(font, "ab"));
        Assert.Equal("||\n||", FigletRenderer.Render(font, "ii"));
    }

    [Fact]
    public void Hardblanks_become_blanks_and_ragged_rows_are_filled()
    {
        var font = Font(Header(FullWidth), ("a", "/$\\\n-"), ("b", "|"));
        Assert.Equal("/ \\|\n-", FigletRenderer.Render(font, "ab"));
    }

    [Fact]
    public void Comments_code_tags_and_both_signatures_are_accepted()
    {
        var text = FontText("tlf2a$ 2 1 9 -1 2", ("a", "/\\\n\\/")).Replace("tlf2a$ 2 1 9 -1 2\n", "tlf2a$ 2 1 9 -1 2\nTiny by Jane Doe 3/93\nfree\n")
            + "xx@\nxx@@\n0x00A0  NO-BREAK SPACE\n$@\n$@@\n";
        var font = FigletFont.Parse(text, "tiny.flf");
        Assert.Equal("Jane Doe", font.Author);
        Assert.Equal("/\\\n\\/", FigletRenderer.Render(font, "a"));
    }

    [Theory]
    [InlineData("", "f.flf:1: not a FIGlet font")]
    [InlineData("hello", "f.flf:1: not a FIGlet font")]
    [InlineData("flf2a", "f.flf:1: not a FIGlet font")]
    [InlineData("flf2a$ 2 1", "f.flf:1: the header has 2 numbers")]
    [InlineData("flf2a$ two 1 9 -1 0", "f.flf:1: 'two' in the header")]
    [InlineData("flf2a$ 0 1 9 -1 0", "f.flf:1: the height is 0")]
    [InlineData("flf2a$ 99999999 1 9 -1 0", "f.flf:1: the height is 99999999")]
    [InlineData("flf2a$ 2 1 9 -1 500", "f.flf:1: the header announces 500")]
    [InlineData("flf2a$ 2 1 9 -1 0 1", "f.flf:1: the font is written from right to left")]
    [InlineData("flf2a$ 2 1 9 -1 0\n @\n @@\n!@", "f.flf:4: the font ends before the glyph of '!'")]
    [InlineData("flf2a$ 2 1 9 -1 0\n @\n\n!@\n!@@\n", "f.flf:3: the row has no end mark")]
    public void A_malformed_font_is_named_with_its_line(string text, string expected)
    {
        var error = Assert.Throws<CorpusException>(() => FigletFont.Parse(text, "f.flf"));
        Assert.StartsWith(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Words_of_all_fonts_are_imported_and_a_malformed_font_is_a_problem()
    {
        using var corpus = new TemporaryCorpus();
        var good = corpus.Write("good.flf", FontText(Header(FullWidth), ("a", "/\\\n\\/"), ("b", "|_\n|_")));
        var bad = corpus.Write("bad.flf", "flf2a$ 2 1\n");
        var results = FigletSource.Read([bad, good], ["ab", "ba", "a"], wordsPerFont: 2, seed: 3).ToList();
        Assert.Equal(new ImportProblem("bad.flf:1", "the header has 2 numbers, expected at least 5."), results[0].Problem);
        var items = results.Skip(1).Select(result => result.Item!).ToList();
        Assert.Equal(2, items.Count);
        Assert.All(items, item => Assert.Equal((Style.Banner, $"banner/{item.Subject}"), (item.Style, item.GroupKey)));
        Assert.Equal(items.Select(item => item.Text), FigletSource.Read([good], ["a", "ba", "ab"], 2, 3).Select(result => result.Item!.Text));
    }

    [Fact]
    public void A_word_list_with_anything_but_words_is_refused_with_its_line()
    {
        using var corpus = new TemporaryCorpus();
        Assert.Equal(["cat", "Dog"], FigletSource.LoadWords(corpus.Write("w.txt", "cat\n\nDog\ncat\n")));
        var error = Assert.Throws<CorpusException>(() => FigletSource.LoadWords(corpus.Write("x.txt", "cat\nice cream\n")));
        Assert.Contains("x.txt:2: 'ice cream'", error.Message);
    }

    private static string Header(int oldLayout, int? fullLayout = null) =>
        string.Create(CultureInfo.InvariantCulture, $"flf2a$ 2 1 9 {oldLayout} 0{(fullLayout is { } full ? $" 0 {full} 0" : "")}");

    private static FigletFont Font(string header, params (string Character, string Rows)[] glyphs) =>
        FigletFont.Parse(FontText(glyphs[0].Rows.Contains('\n') ? header : header.Replace("$ 2 1", "$ 1 1"), glyphs), "test.flf");

    private static string FontText(string header, params (string Character, string Rows)[] glyphs)
    {
        var height = int.Parse(header.Split(' ')[1], CultureInfo.InvariantCulture);
        var text = header + "\n";
        for (var code = ' '; code <= '~'; code++)
        {
            var drawn = glyphs.FirstOrDefault(glyph => glyph.Character[0] == code && glyph.Character.Length == 1).Rows ?? "?";
            var rows = drawn.Split('\n');
            for (var r = 0; r < height; r++) text += (r < rows.Length ? rows[r] : "") + (r == height - 1 ? "@@\n" : "@\n");
        }

        return text;
    }

    private static string Trim(string text) => string.Join('\n', text.Split('\n').Select(row => row.TrimEnd(' ')));
}
