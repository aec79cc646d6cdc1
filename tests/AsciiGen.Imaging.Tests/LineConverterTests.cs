// The converter on pictures whose drawing anybody would draw the same way, and on random ones for its limits.

using System.Numerics;
using AsciiGen.Imaging.Lines;
using AsciiGen.Tokens;
using CsCheck;

namespace AsciiGen.Imaging.Tests;

public sealed class LineConverterTests
{
    private static Sketch Sketch(params Vector2[][] strokes) => new(strokes);

    private static Vector2[] Line(float x1, float y1, float x2, float y2) => [new(x1, y1), new(x2, y2)];

    private static Vector2[] Circle(float x, float y, float radius) =>
        [.. Enumerable.Range(0, 65).Select(i => new Vector2(x, y) + (radius * new Vector2(MathF.Cos(i * MathF.Tau / 64), MathF.Sin(i * MathF.Tau / 64))))];

    private static string Draw(Sketch sketch, int width, int height) => LineConverter.Convert(sketch, new DrawingLimits(width, height));

    [Fact]
    public void A_level_line_is_a_row_of_one_character()
    {
        var text = Draw(Sketch(Line(0, 0, 10, 0)), 12, 4);
        Assert.Contains(text, (string[])[new('-', 12), new('_', 12)]);
    }

    [Fact]
    public void An_upright_line_is_a_column_of_bars() =>
        Assert.Equal("|\n|\n|\n|\n|", Draw(Sketch(Line(0, 0, 0, 10)), 5, 5));

    [Fact]
    public void Steep_diagonals_are_slashes()
    {
        Assert.Equal("   /\n  /\n /\n/", Draw(Sketch(Line(0, 8, 4, 0)), 4, 4));
        Assert.Equal("\\\n \\\n  \\\n   \\", Draw(Sketch(Line(0, 0, 4, 8)), 4, 4));
    }

    [Fact]
    public void A_circle_is_round_and_symmetric() =>
        Assert.Equal(Golden.Circle, Draw(Sketch(Circle(5, 5, 5)), 16, 8));

    [Fact]
    public void A_box_has_corners() =>
        Assert.Equal(Golden.Box, Draw(Sketch((Vector2[])[new(0, 0), new(20, 0), new(20, 12), new(0, 12), new(0, 0)]), 20, 10));

    [Fact]
    public void A_house_looks_like_a_house() =>
        Assert.Equal(Golden.House, Draw(
            Sketch(
                [new(0, 10), new(10, 0), new(20, 10)],
                [new(2, 10), new(2, 20), new(18, 20), new(18, 10)],
                [new(8, 20), new(8, 14), new(12, 14), new(12, 20)]),
            24, 12));

    [Fact]
    public void A_mirrored_picture_gives_a_mirrored_drawing()
    {
        var text = Draw(
            Sketch(Circle(10, 10, 10), Circle(6, 7, 1.5f), Circle(14, 7, 1.5f), [new(6, 14), new(8, 15.5f), new(12, 15.5f), new(14, 14)]), 32, 16);
        Assert.True(Mirror.TryFlip(text, out var mirrored));
        Assert.Equal(text.Replace('`', '\''), mirrored.Replace('`', '\''));
    }

    [Fact]
    public void The_same_picture_gives_the_same_drawing()
    {
        var sketch = Sketch(Circle(3, 4, 3), Line(0, 0, 9, 7));
        Assert.Equal(Draw(sketch, 24, 12), Draw(sketch, 24, 12));
    }

    [Fact]
    public void Ink_drawn_twice_changes_nothing()
    {
        var once = Sketch(Circle(5, 5, 5), Line(0, 0, 9, 7));
        var twice = Sketch(Circle(5, 5, 5), Line(0, 0, 9, 7), Circle(5, 5, 5), Line(0, 0, 9, 7));
        Assert.Equal(Draw(once, 24, 12), Draw(twice, 24, 12));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(26)]
    [InlineData(30)]
    [InlineData(40)]
    public void An_eye_that_is_hardly_a_stroke_is_drawn_at_every_width(int width)
    {
        var rows = Draw(Sketch(Circle(12, 12, 12), Line(8, 10, 8, 10.5f), Line(16, 10, 16, 10.5f)), width, DrawingLimits.SquareHeight(width)).Split('\n');
        var inside = rows[3..^3].Select(row => row.Trim()[2..^2]).Where(row => row.Trim().Length > 0).ToList();
        Assert.Contains(inside, row => row.Count(character => character != ' ') >= 2);
    }

    [Fact]
    public void A_single_point_is_a_dot() => Assert.Single(Draw(Sketch((Vector2[])[new(3, 3)]), 10, 5));

    [Fact]
    public void No_random_picture_exceeds_its_limits() =>
        Gen.Select(
            Gen.Select(Gen.Single[-500, 500], Gen.Single[-500, 500], (x, y) => new Vector2(x, y)).Array[1, 12].Array[1, 6],
            Gen.Int[4, 60], Gen.Int[2, 30])
        .Sample(
            (strokes, width, height) =>
            {
                string text;
                try
                {
                    text = Draw(new Sketch(strokes), width, height);
                }
                catch (AsciiGenException)
                {
                    return;
                }

                var rows = text.Split('\n');
                Assert.True(rows.Length <= height, $"{rows.Length} rows");
                Assert.All(rows, row => Assert.True(row.Length <= width && !row.EndsWith(' ')));
                Assert.NotEqual("", rows[0]);
                Assert.Contains(rows, row => row.Length > 0 && row[0] != ' ');
                Assert.All(text, character => Assert.True(character == '\n' || Vocabulary.IsPrintable(character)));
            },
            iter: 300, seed: "0000KeJIJqA2", threads: 1);

    [Theory]
    [InlineData(3, 10)]
    [InlineData(401, 10)]
    [InlineData(10, 1)]
    [InlineData(10, 201)]
    public void Limits_out_of_range_are_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(Sketch(Line(0, 0, 1, 1)), width, height));

    [Fact]
    public void A_picture_without_ink_or_with_endless_coordinates_is_refused()
    {
        Assert.Throws<AsciiGenException>(() => new Sketch([]));
        Assert.Throws<AsciiGenException>(() => Sketch(Line(0, 0, float.NaN, 1)));
        Assert.Throws<AsciiGenException>(() => Sketch(Line(0, 0, 1e9f, 1)));
    }
}
