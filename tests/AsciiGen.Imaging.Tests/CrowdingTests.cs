// Which strokes are left out because they cannot be drawn beside their neighbours. Everything in cell widths.

using System.Numerics;
using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Tests;

public sealed class CrowdingTests
{
    private static readonly Vector2[] _long = [new(0, 0), new(0, 20)];

    // On a grid so small that all of these are dense.
    private static IReadOnlyList<IReadOnlyList<Vector2>> Thin(params Vector2[][] strokes) => Crowding.Thin(strokes, 10);

    private static Vector2[] Ring(float x, float y, float radius) =>
        [.. Enumerable.Range(0, 17).Select(i => new Vector2(x, y) + (radius * new Vector2(MathF.Cos(i % 16 * MathF.Tau / 16), MathF.Sin(i % 16 * MathF.Tau / 16))))];

    [Fact]
    public void A_short_stroke_close_beside_a_long_one_is_left_out_whatever_their_order()
    {
        Vector2[] beside = [new(0.5f, 5), new(0.5f, 9)];
        Assert.Equal([_long], Thin(_long, beside));
        Assert.Equal([_long], Thin(beside, _long));
    }

    [Fact]
    public void A_stroke_that_branches_off_or_is_a_cell_away_or_long_stays()
    {
        Assert.Equal(2, Thin(_long, [new(0, 5), new(3, 5)]).Count);
        Assert.Equal(2, Thin(_long, [new(1.3f, 5), new(1.3f, 9)]).Count);
        Assert.Equal(2, Thin(_long, [new(0.5f, 2), new(0.5f, 12)]).Count);
    }

    [Fact]
    public void A_small_ring_stays_only_where_it_has_room()
    {
        Assert.Single(Thin(_long, Ring(0.6f, 5, 0.4f)));
        Assert.Equal(2, Thin(_long, Ring(4, 5, 0.4f)).Count);
    }

    [Fact]
    public void A_picture_with_room_keeps_every_stroke() =>
        Assert.Equal(2, Crowding.Thin([_long, (Vector2[])[new(0.5f, 5), new(0.5f, 9)]], 200).Count);
}
