// The normal form of a drawing, as properties, and the rules over it.

using AsciiGen.Tokens;
using CsCheck;

namespace AsciiGen.Corpus.Tests;

public sealed class ArtworkTextTests
{
    private static readonly Gen<string> _text = Gen.String[Gen.OneOf(Gen.Char["  \t\n\n\r/\\|_o."], Gen.Char), 0, 60];

    [Fact]
    public void Normalising_twice_changes_nothing() =>
        _text.Sample(text => ArtworkText.Normalize(ArtworkText.Normalize(text)) == ArtworkText.Normalize(text), iter: 5000);

    [Fact]
    public void A_normal_text_has_no_margins_tabs_returns_or_trailing_blanks() =>
        _text.Sample(
            text =>
            {
                var normal = ArtworkText.Normalize(text);
                if (normal.Length == 0) return;
                var rows = normal.Split('\n');
                Assert.DoesNotContain('\r', normal);
                Assert.DoesNotContain('\t', normal);
                Assert.DoesNotContain(rows, row => row.EndsWith(' '));
                Assert.NotEmpty(rows[0]);
                Assert.NotEmpty(rows[^1]);
                Assert.Contains(rows, row => row.Length > 0 && row[0] != ' ');
            },
            iter: 5000);

    [Fact]
    public void Ink_is_neither_added_nor_lost() =>
        _text.Sample(text => Ink(ArtworkText.Normalize(text)) == Ink(text), iter: 5000);

    [Fact]
    public void Margins_and_line_ends_do_not_change_the_hash() =>
        Gen.Select(_text, Gen.Int[0, 20], Gen.Int[0, 3]).Sample(
            (text, margin, blankRows) =>
            {
                var normal = ArtworkText.Normalize(text);
                var rows = normal.Split('\n').Select(row => new string(' ', margin) + row + "   ");
                var moved = string.Concat(Enumerable.Repeat("\r\n", blankRows)) + string.Join("\r\n", rows) + "\r\n \r\n";
                Assert.Equal(ArtworkText.Hash(normal), ArtworkText.Hash(ArtworkText.Normalize(moved)));
            },
            iter: 2000);

    [Fact]
    public void Tabs_reach_to_the_next_stop() => Assert.Equal("o\nab      c\n        d", ArtworkText.Normalize("o\nab\tc\n\td"));

    [Fact]
    public void The_hash_is_sha256_of_the_bytes() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ArtworkText.Hash("abc"));

    [Fact]
    public void Measures_count_the_bounding_box_and_the_ink()
    {
        var measures = ArtworkText.Measure("/\\ o\n\n\\/");
        Assert.Equal(new(4, 3, 8, 5, "/\\o"), measures);
        Assert.Equal(5 / 12.0, measures.Density, 9);
    }

    [Theory]
    [InlineData("cat", "", Style.Hand, "empty")]
    [InlineData("cat", "(\u00e9)\n---", Style.Hand, "not printable ASCII")]
    [InlineData("cat", "(\0)\n---", Style.Hand, "not printable ASCII")]
    [InlineData("", "(o)\n---", Style.Hand, "subject: the prompt is empty, name something to draw")]
    [InlineData("cat", "####\n####", Style.Hand, "")]
    [InlineData("cat", "-----", Style.Hand, "one character only")]
    [InlineData("cat", "####\n#  #\n####\n#  #", Style.Line, "one character only")]
    [InlineData("cat", "#/##\n####\n####", Style.Solid, "too dense")]
    [InlineData("cat", "#/#-\n+-+-\n-|-+", Style.Line, "too dense")]
    [InlineData("cat", ".----.\n'----'", Style.Line, "too dense; fewer than 3 rows")]
    [InlineData("cat", ".----.\n'----'", Style.Hand, "")]
    [InlineData("cat", "/\\\n||\n\\/", Style.Solid, "too dense; fewer than 10 characters of ink")]
    [InlineData("cat", ".  '  -\n\n'  .  |\n\n  _   .\n\n -  .  /", Style.Line, "disconnected noise")]
    [InlineData("cat", ".  '  -\n\n'  .  |\n\n  _   .\n\n -  .  /", Style.Hand, "")]
    [InlineData("cat", "-----\n\n-----\n\n-----/", Style.Line, "mostly one character")]
    [InlineData("cat", "#####\n#   #\n#####/", Style.Solid, "")]
    [InlineData("cat", "-----       /\n-+|/-\n-+o+-\n-+|/-\n-----       /", Style.Line, "too busy")]
    [InlineData("cat", "-----       /\n-+|/-\n-+o+-\n-+|/-\n-----       /", Style.Solid, "")]
    [InlineData("cat", "-=", Style.Hand, "fewer than 2 rows")]
    [InlineData("cat", "-=-=-", Style.Line, "too dense; fewer than 10 characters of ink; fewer than 2 rows")]
    [InlineData("cat", "-=-=-", Style.Banner, "fewer than 2 rows")]
    [InlineData("cat", "-=-=-", Style.Hand, "")]
    [InlineData("cat", "####\n#  #", Style.Banner, "")]
    [InlineData("cat", "#/##\n####", Style.Hand, "")]
    public void Rules_give_their_reason(string subject, string text, Style style, string reason) =>
        Assert.Equal(reason, string.Join("; ", ArtworkRules.Judge(text, subject, style).Reasons));

    [Theory]
    [InlineData(80, 40, "")]
    [InlineData(81, 40, "wider than 80 columns")]
    [InlineData(80, 41, "higher than 40 rows")]
    public void The_largest_drawing_is_80_by_40(int width, int height, string reason)
    {
        var rows = Enumerable.Range(0, height).Select(r => new string(r % 2 == 0 ? '-' : '=', r < 2 ? width : 2));
        Assert.Equal(reason, string.Join("; ", ArtworkRules.Judge(string.Join('\n', rows), "cat", Style.Hand).Reasons));
    }

    [Fact]
    public void A_drawing_fits_the_context_with_the_longest_prompt()
    {
        var text = string.Join('\n', Enumerable.Repeat(new string('x', 60) + "o", 15));
        var verdict = ArtworkRules.Judge(text, "cat", Style.Hand);
        Assert.Equal(["more than 900 tokens"], verdict.Reasons);
        Assert.Equal(0, verdict.Quality);
        Assert.True(ArtworkRules.MaxTokens + Prompt.MaxLength + 3 <= 1024);
    }

    [Fact]
    public void Nearly_nothing_in_a_large_box_is_too_sparse() =>
        Assert.Equal(["too sparse"], ArtworkRules.Judge("." + string.Concat(Enumerable.Repeat("\n", 20)) + new string(' ', 60) + "o", "cat", Style.Hand).Reasons);

    [Theory]
    [InlineData("/o\\\n(R)", Style.Hand, false)]
    [InlineData("/o\\\n(M)", Style.Hand, true)]
    [InlineData("/o\\\n(M)", Style.Banner, false)]
    public void Only_pictures_of_characters_with_a_partner_can_be_mirrored(string text, Style style, bool expected) =>
        Assert.Equal(expected, ArtworkRules.Judge(text, "cat", style).CanMirror);

    [Theory]
    [InlineData("left arrow", false)]
    [InlineData("letter e", false)]
    [InlineData("arrowhead", true)]
    [InlineData("bright star", true)]
    public void What_has_a_side_is_never_mirrored(string subject, bool expected) =>
        Assert.Equal(expected, ArtworkRules.Judge("/o\\\n(M)", subject, Style.Hand).CanMirror);

    private static string Ink(string text) => string.Concat(text.Where(character => character is not (' ' or '\t' or '\r' or '\n')));
}
