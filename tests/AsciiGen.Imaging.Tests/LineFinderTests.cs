// Black and white pictures whose lines anybody would draw the same way: where one line is wanted, one comes out, and as
// long as the ink.

using System.Numerics;
using AsciiGen.Imaging.Raster;

namespace AsciiGen.Imaging.Tests;

public sealed class LineFinderTests
{
    private const int Side = 224;

    private static List<IReadOnlyList<Vector2>> Trace(Func<int, int, bool> isInk)
    {
        var ink = new Bitmap(Side, Side);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++) ink[x, y] = isInk(x, y);
        }

        var (lines, depth) = LineFinder.Find(ink, Side);
        return LineTracer.Trace(lines, depth);
    }

    private static bool IsIn(int x, int y, int left, int top, int right, int bottom) => x >= left && x < right && y >= top && y < bottom;

    private static float Length(IReadOnlyList<Vector2> stroke) => Enumerable.Range(1, stroke.Count - 1).Sum(i => Vector2.Distance(stroke[i - 1], stroke[i]));

    [Fact]
    public void A_bold_bar_is_one_line_of_its_length()
    {
        var stroke = Assert.Single(Trace((x, y) => IsIn(x, y, 30, 100, 200, 118)));
        Assert.InRange(Length(stroke), 155, 172);
        Assert.All(stroke, point => Assert.InRange(point.Y, 107, 110));
    }

    [Fact]
    public void Bold_strokes_that_cross_make_a_cross_and_no_blob()
    {
        var strokes = Trace((x, y) => IsIn(x, y, 20, 100, 204, 121) || IsIn(x, y, 100, 20, 121, 204));
        Assert.InRange(strokes.Sum(Length), 330, 375);
        Assert.All(strokes.SelectMany(stroke => stroke), point => Assert.True(Math.Abs(point.X - 110) < 4 || Math.Abs(point.Y - 110) < 4, $"{point}"));
    }

    [Fact]
    public void Thick_ink_has_an_outline()
    {
        var stroke = Assert.Single(Trace((x, y) => IsIn(x, y, 40, 40, 184, 184)));
        Assert.Equal(stroke[0], stroke[^1]);
        Assert.InRange(Length(stroke), 550, 580);
    }

    [Fact]
    public void A_narrow_gap_between_thick_parts_is_one_line()
    {
        var strokes = Trace((x, y) => IsIn(x, y, 30, 40, 194, 109) || IsIn(x, y, 30, 115, 194, 184));
        Assert.InRange(strokes.Sum(Length), (2 * 164) + (2 * 144) + 120, (2 * 164) + (2 * 144) + 180);
        Assert.DoesNotContain(strokes.SelectMany(stroke => stroke), point => point.X is > 50 and < 170 && point.Y is > 100 and < 109.5f or > 114.5f and < 124);
    }

    [Fact]
    public void A_wide_gap_keeps_both_its_sides()
    {
        var strokes = Trace((x, y) => IsIn(x, y, 30, 40, 194, 100) || IsIn(x, y, 30, 124, 194, 184));
        Assert.Equal(2, strokes.Count);
        Assert.All(strokes, stroke => Assert.Equal(stroke[0], stroke[^1]));
    }

    [Fact]
    public void A_spot_is_a_ring_and_a_speck_a_dot()
    {
        static bool IsDisc(int x, int y, int radius) => ((x - 112) * (x - 112)) + ((y - 112) * (y - 112)) <= radius * radius;
        Assert.InRange(Length(Assert.Single(Trace((x, y) => IsDisc(x, y, 9)))), 45, 60);
        Assert.InRange(Length(Assert.Single(Trace((x, y) => IsDisc(x, y, 3)))), 0, 8);
    }
}
