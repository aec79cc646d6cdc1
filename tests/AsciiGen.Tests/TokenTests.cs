// Vocabulary, tokenizer, prompt and mirror: identities over random text and the edges.

using AsciiGen.Tokens;
using CsCheck;

namespace AsciiGen.Tests;

public sealed class TokenTests
{
    private static readonly Gen<string> _artwork = Gen.OneOf(Gen.Char[' ', '~'], Gen.Const(' '), Gen.Const('\n')).Array[0, 300].Select(characters => new string(characters));

    [Fact]
    public void Decoding_undoes_encoding() => _artwork.Sample(text => Assert.Equal(text, Tokenizer.Decode(Tokenizer.Encode(text))));

    [Fact]
    public void The_encoding_groups_blanks_into_the_longest_runs() => _artwork.Sample(text =>
    {
        var tokens = Tokenizer.Encode(text);
        Assert.Equal(Vocabulary.End, tokens[^1]);
        for (var i = 1; i < tokens.Length; i++)
        {
            if (Vocabulary.IsBlank(tokens[i]) && Vocabulary.IsBlank(tokens[i - 1])) Assert.Equal(Vocabulary.LastRun, tokens[i - 1]);
        }
    });

    [Theory]
    [InlineData(1, new byte[] { 32 })]
    [InlineData(2, new byte[] { 16 })]
    [InlineData(16, new byte[] { 30 })]
    [InlineData(17, new byte[] { 30, 32 })]
    [InlineData(35, new byte[] { 30, 30, 17 })]
    public void A_stretch_of_blanks_has_these_tokens(int blanks, byte[] expected) =>
        Assert.Equal([.. expected, (byte)'x', Vocabulary.End], Tokenizer.Encode(new string(' ', blanks) + "x"));

    [Theory]
    [InlineData("tab\t")]
    [InlineData("caf\u00e9")]
    [InlineData("\r\n")]
    public void Text_that_is_not_printable_ascii_is_refused(string text) => Assert.Throws<ArgumentException>(() => Tokenizer.Encode(text));

    [Fact]
    public void Tokens_that_draw_nothing_are_refused() => Assert.Throws<ArgumentException>(() => Tokenizer.Decode([Vocabulary.Begin]));

    [Fact]
    public void Every_token_has_one_name() => Assert.Equal(Vocabulary.Size, Enumerable.Range(0, Vocabulary.Size).Select(Vocabulary.NameOf).Distinct().Count());

    [Fact]
    public void A_token_fills_as_many_cells_as_its_text_has_characters()
    {
        for (var token = 0; token < Vocabulary.Size; token++)
        {
            if (Vocabulary.CellCount(token) > 0) Assert.Equal(Vocabulary.CellCount(token), Tokenizer.Decode([(byte)token]).Length);
        }
    }

    [Theory]
    [InlineData("cat", "cat")]
    [InlineData("  A  Cat\t\n on a\u00a0Mat ", "a cat on a mat")]
    public void A_prompt_is_lower_case_with_single_spaces(string typed, string expected) => Assert.Equal(expected, Prompt.Normalize(typed));

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("caf\u00e9")]
    [InlineData("\U0001F431")]
    [InlineData("\ud83d")]
    [InlineData("a\0b")]
    public void A_prompt_the_model_cannot_read_is_refused_in_one_line(string typed)
    {
        var error = Assert.Throws<ArgumentException>(() => Prompt.Normalize(typed));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void The_longest_prompt_has_eighty_letters()
    {
        Assert.Equal(83, Prompt.Encode(new string('a', 80), Style.Hand).Length);
        Assert.Throws<ArgumentException>(() => Prompt.Encode(new string('a', 81), Style.Hand));
    }

    [Fact]
    public void A_prompt_is_begin_style_letters_art() =>
        Assert.Equal([1, 6, (byte)'c', (byte)'a', (byte)'t', 2], Prompt.Encode("Cat", Style.Solid));

    [Fact]
    public void Mirroring_twice_gives_the_drawing_back_in_its_own_characters() => _artwork.Sample(text =>
    {
        var rows = text.Split('\n').Select(row => row.TrimEnd(' ')).ToArray();
        var trimmed = string.Join('\n', rows);
        if (!Mirror.TryFlip(trimmed, out var once)) return;
        Assert.True(Mirror.TryFlip(once, out var twice));
        var left = rows.Where(row => row.Length > 0).Select(row => row.Length - row.TrimStart(' ').Length).DefaultIfEmpty(0).Min();
        if (left == 0) Assert.Equal(trimmed.Replace('`', '\''), twice.Replace('`', '\''));
    }, iter: 2000);

    [Fact]
    public void A_mirrored_slash_is_a_backslash_on_the_other_side()
    {
        Assert.True(Mirror.TryFlip("/|\n  \\", out var mirrored));
        Assert.Equal(" |\\\n/", mirrored);
        Assert.False(Mirror.TryFlip("R", out _));
    }

    [Fact]
    public void Styles_are_found_by_name()
    {
        foreach (var style in Enum.GetValues<Style>())
        {
            Assert.True(Styles.TryParse(Styles.NameOf(style), out var found));
            Assert.Equal(style, found);
        }

        Assert.False(Styles.TryParse("Hand", out _));
        Assert.False(Styles.TryParse(null, out _));
    }

    [Fact]
    public void Prompts_share_features_where_their_words_share_letters()
    {
        HashSet<int> Rows(string prompt)
        {
            Span<int> rows = stackalloc int[PromptFeatures.MaxCount];
            var count = PromptFeatures.Hash(System.Text.Encoding.ASCII.GetBytes(prompt), 1 << 16, rows);
            Assert.Equal(prompt.Split(' ').Sum(word => word.Length + 1), count);
            return [.. rows[..count]];
        }

        Assert.Equal(Rows("cat"), Rows("cat"));
        Assert.Equal(2, Rows("cat").Intersect(Rows("cats")).Count()); // ^ca, cat
        Assert.Superset(Rows("cat"), Rows("a cat"));
        Assert.Empty(Rows("cat").Intersect(Rows("dog")));
        Assert.Single(Rows(string.Join(' ', Enumerable.Repeat("a", 40))));
    }
}
