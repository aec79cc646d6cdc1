// What both styles start from: one decoded picture, its strokes and its filled area.

using System.Numerics;
using AsciiGen.Imaging.Icons;
using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Tests;

public sealed class PictureTests
{
    private static Picture Read(string body) => Picture.ReadSvg($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'>{body}</svg>", "test.svg");

    [Fact]
    public void A_shape_is_cropped_to_its_ink()
    {
        var shape = Read("<path d='M16 8h32v48h-16v-24h-16z'/>").ToShape();
        Assert.Equal((128, 192), (shape.Width, shape.Height));
        Assert.Equal(new Vector2(64, 32), shape.Corner);
        Assert.Equal((1f, 0f, 0f), (shape[5, 5], shape[5, 180], shape[-1, 5]));
        Assert.Equal(0.75f, shape.InkShare, 2);
    }

    [Fact]
    public void A_light_picture_on_dark_paper_is_the_same_shape()
    {
        var shape = Read("<path d='M0 0h64v64h-64z'/><path fill='white' d='M16 8h32v48h-32z'/>").ToShape();
        Assert.Equal((128, 192), (shape.Width, shape.Height));
        Assert.Equal(1f, shape.InkShare, 2);
    }

    [Fact]
    public void Strokes_have_an_area_too()
    {
        var picture = Read("<path fill='none' stroke='black' stroke-width='8' d='M8 32h48'/>");
        Assert.True(picture.IsStrokesOnly);
        Assert.Equal((192, 32), (picture.ToShape().Width, picture.ToShape().Height));
    }

    [Fact]
    public void A_red_disc_is_coloured_and_a_grey_one_is_not()
    {
        Assert.True(Read("<circle cx='32' cy='32' r='20' fill='#d03020'/>").IsColoured);
        Assert.False(Read("<circle cx='32' cy='32' r='20' fill='#444'/>").IsColoured);
    }

    [Theory]
    [InlineData(1, false, false, "wide tall", 192, 0)]
    [InlineData(0, true, false, "tall wide", 128, 0)]
    [InlineData(0, false, true, "tall wide", 0, 192)]
    [InlineData(2, false, false, "tall wide", 128, 192)]
    public void A_turned_icon_has_a_turned_shape(int turn, bool across, bool down, string size, int x, int y)
    {
        var icon = new Icon("test", "corner", "<path d='M0 0h16v16h-16z'/>", Vector2.Zero, new(48, 64), turn, across, down, []);
        var shape = icon.ToPicture().ToShape();
        Assert.Equal(new Vector2(x, y), shape.Corner);
        Assert.Equal(size == "wide tall", icon.Svg.Contains("viewBox=\"-8 8 64 48\""));
    }

    [Fact]
    public void A_blank_picture_is_refused() => Assert.Throws<ImageException>(() => Read("<path fill='white' d='M0 0h64v64z'/>").ToShape());

    [Fact]
    public void Coloured_parts_have_their_border_drawn_once()
    {
        var text = LineConverter.Convert(Read("<path fill='#d03030' d='M2 2h30v60h-30z'/><path fill='#1a7a3a' d='M32 2h30v60h-30z'/>").ToSketch(), new(21, 11));
        var row = text.Split('\n')[5];
        Assert.Equal(3, row.Count(character => character == '|'));
        Assert.Equal(row.Count(character => character != ' '), row.Count(character => character == '|'));
    }

    [Fact]
    public void The_dark_outline_of_a_coloured_part_is_one_line()
    {
        var text = LineConverter.Convert(Read("<path fill='#402000' d='M2 2h60v60h-60z'/><path fill='#e0a020' d='M3.6 3.6h56.8v56.8h-56.8z'/>").ToSketch(), new(80, 40));
        Assert.Equal(2, text.Split('\n')[20].Count(character => character != ' '));
    }

    [Fact]
    public void Grey_fringes_of_a_black_drawing_are_no_colours()
    {
        var shape = Read("<path fill='white' d='M0 0h64v64h-64z'/><circle cx='32' cy='32' r='20'/>").ToShape();
        Assert.Equal(1, shape.ToneCount);
    }
}
