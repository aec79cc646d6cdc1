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
    [InlineData("brick.flf", 1, 1)]
    [InlineData("brick-wide.flf", 2, 1)]
    [InlineData("brick-large.flf", 4, 2)]
    public void Brick_letters_stand_at_fixed_places_and_none_touches_the_next(string file, int across, int down)
    {
        var font = FigletFont.Load(Path.Combine(ProgramRun.Repository, "art", "fonts", file));
        Assert.Equal(5 * down, font.Height);
        var shapes = new HashSet<string>();
        foreach (var sign in Enumerable.Range(' ', 95).Select(code => (char)code))
        {
            var rows = font.Glyph(sign);
            Assert.All(rows, row => Assert.Equal(6 * across, row.Length));
            Assert.All(rows, row => Assert.DoesNotContain('#', row[^across..]));
            Assert.Equal(font.Glyph(char.ToUpperInvariant(sign)), rows);
            if (char.IsAsciiLetterOrDigit(sign)) Assert.Contains(rows, row => row[0] == '#');
            shapes.Add(string.Join('\n', rows));
        }

        Assert.Equal(95 - 26, shapes.Count);
        Assert.Equal((6 * across * 3) - across, FigletRenderer.Render(font, "HEX").Split('\n').Max(row => row.TrimEnd().Length));
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
        var results = FigletSource.Read([bad, good], ["ab", "ba", "a"], textsPerFont: 2, seed: 3).ToList();
        Assert.Equal(new ImportProblem("bad.flf:1", "the header has 2 numbers, expected at least 5."), results[0].Problem);
        var items = results.Skip(1).Select(result => result.Item!).ToList();
        Assert.Equal(2, items.Count);
        Assert.All(items, item => Assert.Equal((Style.Banner, $"banner/{item.Subject.ToLowerInvariant()}"), (item.Style, item.GroupKey)));
        Assert.Equal(items.Select(item => item.Text), FigletSource.Read([good], ["a", "ba", "ab"], 2, 3).Select(result => result.Item!.Text));
    }

    [Fact]
    public void A_text_the_font_has_no_glyph_for_or_no_room_for_is_left_out()
    {
        var (block, blank) = (new string('#', 30) + "\n" + new string('#', 30), " $\n$ ");
        var wide = FontText(Header(FullWidth), ("a", block), ("A", block), ("b", blank), ("B", blank));
        Assert.Equal(["a", "a1"], Banners(wide, ["a", "aaa", "b", "ab", "a1"]).Select(item => item.Subject.ToLowerInvariant()).Order());
    }

    [Fact]
    public void A_phrase_needs_a_font_whose_blank_stays()
    {
        (string, string) a = ("a", "/\\\n\\/"), capital = ("A", "/\\\n\\/");
        Assert.Equal(["a a"], Banners(FontText(Header(FullWidth), a, capital, (" ", "  \n  ")), ["a a"]).Select(item => item.Subject.ToLowerInvariant()));
        Assert.Empty(Banners(FontText(Header(Fitting), a, capital, (" ", "  \n  ")), ["a a"]));
    }

    [Fact]
    public void Every_kind_of_text_gets_its_share_and_words_fill_what_is_left()
    {
        string[] texts = [.. Enumerable.Range(0, 60).Select(number => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}"), "x", "1", "10", "99", "a b", "c++", "d!"];
        var subjects = Banners(FontText(Header(FullWidth)), texts, count: 20).Select(item => item.Subject).ToList();
        Assert.Equal(20, subjects.Count);
        Assert.Equal((2, 2, 3), (subjects.Count(text => text.Length == 1), subjects.Count(text => text is "10" or "99"), subjects.Count(text => text.Any(c => !char.IsAsciiLetterOrDigit(c)))));
    }

    [Fact]
    public void Small_letters_are_also_drawn_as_capitals_of_the_same_group_and_prompt()
    {
        string[] words = [.. Enumerable.Range(0, 40).Select(number => $"word{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}")];
        var items = Banners(FontText(Header(FullWidth)), words);
        Assert.InRange(items.Count(item => item.Subject.All(char.IsAsciiLetterUpper)), 1, 20);
        Assert.InRange(items.Count(item => item.Subject.All(char.IsAsciiLetterLower)), 10, 35);
        Assert.Equal(words.Select(word => $"banner/{word}").Order(), items.Select(item => item.GroupKey).Order());
        Assert.Equal(words.Order(), items.Select(item => Prompt.Normalize(item.Subject)).Order());
        Assert.Equal("NASA", Assert.Single(Banners(FontText(Header(FullWidth)), ["NASA"])).Subject);
    }

    [Fact]
    public void Texts_are_letters_numbers_phrases_and_words_that_can_be_prompts()
    {
        var texts = BannerTexts.Of(["cat", "alarm clock", "caterpillars", "hot-dog"]);
        Assert.Superset(new HashSet<string> { "a", "A", "0", "10", "2025", "hello", "game over", "happy birthday", "i love you", "cat" }, texts.ToHashSet());
        Assert.DoesNotContain("alarm clock", texts);
        Assert.DoesNotContain("caterpillars", texts);
        Assert.All(texts, text => Assert.Equal(text.ToLowerInvariant(), Prompt.Normalize(text)));
        Assert.All(texts, text => Assert.InRange(text.Length, 1, BannerTexts.LongestText));
    }

    [Fact]
    public void Made_up_words_have_every_letter_in_every_place_and_are_drawn_only_when_asked_for()
    {
        var words = BannerTexts.MadeUp().ToList();
        Assert.Equal(words, BannerTexts.MadeUp());
        Assert.All(words, word => Assert.InRange(word.Length, 2, BannerTexts.LongestWord));
        Assert.All(words, word => Assert.All(word, letter => Assert.True(char.IsAsciiLetterLower(letter))));
        for (var place = 0; place < BannerTexts.LongestWord; place++) Assert.Equal(26, words.Where(word => word.Length > place).Select(word => word[place]).Distinct().Count());
        var (plain, both) = (BannerTexts.Of(["cat"]), BannerTexts.Of(["cat"], withMadeUpWords: true));
        Assert.Equal(words.Concat(plain).Distinct().Order(StringComparer.Ordinal), both);
        Assert.InRange(both.Count - plain.Count, 3000, words.Count); // short ones come up twice, or are words after all
    }

    [Fact]
    public void A_list_with_anything_but_short_plain_texts_is_refused_with_its_line()
    {
        using var corpus = new TemporaryCorpus();
        Assert.Equal(["cat", "Dog", "game over", "24/7"], FigletSource.LoadTexts(corpus.Write("w.txt", "cat\n\nDog\ncat\ngame over\n24/7\n")));
        Assert.Contains("x.txt:2: 'caf\u00e9'", Assert.Throws<CorpusException>(() => FigletSource.LoadTexts(corpus.Write("x.txt", "cat\ncaf\u00e9\n"))).Message);
        Assert.Contains("y.txt:1: '", Assert.Throws<CorpusException>(() => FigletSource.LoadTexts(corpus.Write("y.txt", "far too long for a banner\n"))).Message);
    }

    private static IReadOnlyList<ImportItem> Banners(string fontText, IReadOnlyList<string> texts, int count = 100, ulong seed = 1)
    {
        using var corpus = new TemporaryCorpus();
        return [.. FigletSource.Read([corpus.Write("some.flf", fontText)], texts, count, seed).Select(result => result.Item!)];
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
