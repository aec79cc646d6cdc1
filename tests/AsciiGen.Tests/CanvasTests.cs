// The canvas and the mask: from every reachable state something may be drawn, and nothing drawn breaks a limit.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;
using CsCheck;

namespace AsciiGen.Tests;

public sealed class CanvasTests
{
    private static readonly Gen<(int Width, int Height, int Characters, string Set, int Seed)> _requests = Gen.Select(
        Gen.Int[1, 40], Gen.Int[1, 12], Gen.OneOf(Gen.Int[1, 60], Gen.Const(int.MaxValue)), Gen.Char[' ', '~'].Array[1, 5].Select(c => new string(c) + "#"), Gen.Int);

    [Fact]
    public void Something_is_always_allowed_until_the_end() => _requests.Sample(request =>
    {
        var allowed = new AllowedTokens(CharacterSet.Of(request.Set));
        var canvas = new Canvas(request.Width, request.Height, request.Characters);
        var random = new Random(request.Seed);
        for (var step = 0; step < 3000 && !canvas.IsComplete; step++)
        {
            var choices = Enumerable.Range(0, Vocabulary.Size).Where(token => allowed.IsAllowed(canvas, token)).ToArray();
            Assert.NotEmpty(choices);
            canvas.Append(choices[random.Next(choices.Length)]);
        }

        Assert.True(canvas.IsComplete);
        var rows = canvas.ToString().Split('\n');
        Assert.InRange(rows.Length, 1, request.Height);
        Assert.InRange(canvas.ToString().Length, 1, request.Characters);
        Assert.All(rows, row => Assert.True(row.Length <= request.Width && !row.EndsWith(' ')));
        Assert.NotEmpty(rows[0]);
        Assert.NotEmpty(rows[^1]);
    }, iter: 3000);

    [Fact]
    public void A_drawing_can_be_replayed_from_its_tokens() => _requests.Sample(request =>
    {
        var canvas = new Canvas(request.Width, request.Height);
        var random = new Random(request.Seed);
        var tokens = new List<byte>();
        while (!canvas.IsComplete)
        {
            var choices = Enumerable.Range(0, Vocabulary.Size).Where(canvas.Allows).ToArray();
            tokens.Add((byte)choices[random.Next(choices.Length)]);
            canvas.Append(tokens[^1]);
        }

        Assert.Equal(canvas.ToString(), Tokenizer.Decode([.. tokens]));
    }, iter: 500);

    [Fact]
    public void The_cell_says_what_is_left_and_what_is_above()
    {
        var canvas = new Canvas(3, 2);
        Assert.Equal(new Cell(0, 0, 2, 3, 0, 0, 0, 1, 0), canvas.Cell);
        canvas.Append('a');
        canvas.Append('b');
        Assert.Equal(new Cell(0, 2, 2, 1, 0, 0, 0, 1, 2), canvas.Cell);
        canvas.Append(Vocabulary.NewLine);
        Assert.Equal(new Cell(1, 0, 1, 3, 0, Vocabulary.Symbol('a'), Vocabulary.Symbol('b'), 2, 0, AboveRight2: Vocabulary.Symbol(' ')), canvas.Cell);
        canvas.Append(Vocabulary.Run(2));
        Assert.Equal(new Cell(1, 2, 1, 1, Vocabulary.Symbol('b'), Vocabulary.Symbol(' '), 0, 2, 2, AboveLeft2: Vocabulary.Symbol('a')), canvas.Cell);
        canvas.Append('c');
        Assert.Equal(new Cell(1, 3, 1, 0, Vocabulary.Symbol(' '), 0, 0, 2, 3, AboveLeft2: Vocabulary.Symbol('b')), canvas.Cell);
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(2, 9)]
    [InlineData(3, 5)]
    [InlineData(7, 6)]
    public void All_eight_neighbours_are_what_a_grid_of_the_drawing_has_there(int width, int height)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, height).Select(_ => string.Concat(Enumerable.Range(0, random.Next(width)).Select(_ => " /#"[random.Next(3)])) + 'x').ToArray();
            var canvas = new Canvas(width, height);
            foreach (var token in Tokenizer.Encode(string.Join('\n', rows)))
            {
                var cell = canvas.Cell;
                Assert.Equal(
                    [At(1, -1), At(1, 0), At(1, 1), At(1, -2), At(1, 2), At(2, -1), At(2, 0), At(2, 1)],
                    [cell.AboveLeft, cell.Above, cell.AboveRight, cell.AboveLeft2, cell.AboveRight2, cell.TwoAboveLeft, cell.TwoAbove, cell.TwoAboveRight]);
                canvas.Append(token);
            }

            int At(int up, int right)
            {
                int row = canvas.Row - up, column = canvas.Column + right;
                if (row < 0 || column < 0 || column >= width) return 0;
                return column < rows[row].Length ? rows[row][column] - 31 : 1;
            }
        }
    }

    [Fact]
    public void A_token_that_is_not_allowed_is_refused()
    {
        var canvas = new Canvas(2, 2, 3);
        Assert.Throws<InvalidOperationException>(() => canvas.Append(Vocabulary.NewLine));
        Assert.Throws<InvalidOperationException>(() => canvas.Append(Vocabulary.End));
        Assert.Throws<InvalidOperationException>(() => canvas.Append(Vocabulary.Run(2)));
        canvas.Append(' ');
        Assert.False(canvas.Allows(' '));
        canvas.Append('x');
        Assert.False(canvas.Allows('x'));
        Assert.False(canvas.Allows(Vocabulary.NewLine));
        canvas.Append(Vocabulary.End);
        Assert.DoesNotContain(Enumerable.Range(-1, 130), canvas.Allows);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(-5, 1, 1)]
    public void A_limit_below_one_is_refused(int width, int height, int characters) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Canvas(width, height, characters));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\n")]
    [InlineData("\u00e9")]
    public void A_character_set_needs_printable_ink(string characters)
    {
        var error = Assert.ThrowsAny<AsciiGenException>(() => CharacterSet.Of(characters));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void The_mask_leaves_allowed_logits_and_mends_those_that_are_not_finite()
    {
        var logits = Enumerable.Range(0, Vocabulary.Size).Select(token => (float)token).ToArray();
        (logits['a'], logits['b'], logits['c']) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        new AllowedTokens(CharacterSet.Of("abcd")).Mask(new Canvas(5, 5), logits);
        Assert.Equal([float.MinValue, float.MaxValue, float.MinValue, 'd'], logits['a'..'e']);
        Assert.Equal(4, logits.Count(float.IsFinite));
    }
}
