// SVG as untrusted input, and the geometry of what is read.

using System.Numerics;
using System.Text;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Svg;

namespace AsciiGen.Imaging.Tests;

public sealed class SvgTests
{
    private const string Namespaces = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 24 24'";

    private static Sketch Read(string svg) => Picture.Read(Encoding.UTF8.GetBytes(svg), "test.svg").ToSketch();

    private static Sketch ReadBody(string body) => Read($"<svg {Namespaces}>{body}</svg>");

    [Theory]
    [InlineData("<image href='file:///etc/passwd'/>")]
    [InlineData("<use href='other.svg#a'/>")]
    [InlineData("<use xlink:href='http://example.org/a.svg#a'/>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<path d='M0 0L9 9' onclick='x()'/>")]
    [InlineData("<path d='M0 0L9 9' fill='url(http://example.org/a#b)'/>")]
    [InlineData("<path d='M0 0L9 9' style='fill:url( \"file:///a\")'/>")]
    [InlineData("<style>@import 'a.css'</style>")]
    [InlineData("<filter id='f'/><path d='M0 0L9 9'/>")]
    [InlineData("<foreignObject/>")]
    [InlineData("<g id='a'><use href='#a'/></g>")]
    [InlineData("<mask id='a'><path mask='url(#b)' d='M0 0h9'/></mask><mask id='b'><path mask='url(#a)' d='M0 0h9'/></mask><path mask='url(#a)' d='M0 0h9'/>")]
    [InlineData("<marker id='a'/><path d='M0 0h9' marker-start='url(#a)'/>")]
    [InlineData("<path d='M0 0h9' filter='blur(99999px)'/>")]
    [InlineData("<path d='M0 0h9' style='filter:drop-shadow(0 0 9999px red)'/>")]
    [InlineData("<include xmlns='http://www.w3.org/2001/XInclude' href='file:///etc/passwd' parse='text'/>")]
    [InlineData("<g xml:base='http://example.org/'><path d='M0 0h9'/></g>")]
    [InlineData("<path d='M0 0h9' src='//example.org/a'/>")]
    [InlineData("<a href='#b'><path d='M0 0h9'/></a>")]
    [InlineData("<linearGradient id='a' href='http://example.org/#b'/>")]
    [InlineData("<path d='M0 0h9' style='mask:url(file:///a#b)'/>")]
    [InlineData("<tref href='#a'/>")]
    [InlineData("<path d='M0 0h9' style=\"cursor:URL(  'http://example.org/c')\"/>")]
    public void Hostile_pictures_are_refused_in_one_line(string body)
    {
        var error = Assert.Throws<ImageException>(() => ReadBody("<path stroke='red' fill='none' d='M0 0h9v9z'/>" + body));
        Assert.StartsWith("test.svg: ", error.Message);
        Assert.Contains("refused", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("<path stroke='red' d='L 1 2'/>")]
    [InlineData("<path stroke='red' d='M 1'/>")]
    [InlineData("<path stroke='red' d='M0 0 L 1e99 2'/>")]
    [InlineData("<g transform='wobble(3)'><path stroke='red' d='M0 0h1'/></g>")]
    [InlineData("<circle stroke='red' r='many'/>")]
    public void Malformed_shapes_are_reported_in_one_line(string body)
    {
        var error = Assert.Throws<ImageException>(() => ReadBody(body));
        Assert.StartsWith("test.svg: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'>&a;</svg>")]
    [InlineData("<!DOCTYPE svg SYSTEM 'http://example.org/svg.dtd'><svg viewBox='0 0 1 1'/>")]
    [InlineData("<svg viewBox='0 0 1 1'>")]
    [InlineData("<html/>")]
    [InlineData("<svg><path d='M0 0h1'/></svg>")]
    [InlineData("<svg viewBox='0 0 1e30 1'><path d='M0 0h1'/></svg>")]
    [InlineData("<svg viewBox='0 0 0 1'><path d='M0 0h1'/></svg>")]
    [InlineData("plain text")]
    [InlineData("")]
    public void What_is_no_safe_svg_document_is_refused(string text) => Assert.Throws<ImageException>(() => Read(text));

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<g>", 50_000));
        Assert.Throws<ImageException>(() => Read($"<svg {Namespaces}>{deep}"));
    }

    [Fact]
    public void Shapes_transforms_and_uses_are_read_where_they_are()
    {
        var sketch = ReadBody(
            "<g fill='none' stroke='red' transform='translate(2 3) scale(2)'><rect width='4' height='3' rx='1'/></g>"
            + "<defs><path id='p' d='M0 0h1'/></defs><use href='#p' x='20' y='20' fill='none' stroke='red'/>");
        Assert.Equal(new Vector2(2, 3), sketch.Min);
        Assert.Equal(new Vector2(21, 20), sketch.Max);
    }

    [Theory]
    [InlineData("M1 2L3 4", 3, 4, 2)]
    [InlineData("m1 2 2 2", 3, 4, 2)]
    [InlineData("M1,2H5V9", 5, 9, 3)]
    [InlineData("M.5.5-1-1", -1, -1, 2)]
    [InlineData("M0 0c0 1 1 2 2 2", 2, 2, 3)]
    [InlineData("M0 0q1 1 2 0t2 0", 4, 0, 5)]
    [InlineData("M0 0a1 1 0 012 0", 2, 0, 3)]
    [InlineData("M0 0h2v2z", 0, 0, 4)]
    public void Path_data_ends_where_it_says(string data, float x, float y, int atLeast)
    {
        var stroke = Assert.Single(PathData.Parse(data, 0.5f));
        Assert.Equal(x, stroke[^1].X, 4);
        Assert.Equal(y, stroke[^1].Y, 4);
        Assert.True(stroke.Count >= atLeast);
    }

    [Fact]
    public void An_arc_stays_on_its_circle() =>
        Assert.All(PathData.Parse("M5 0A5 5 0 1 1 -5 0A5 5 0 1 1 5 0", 0.5f)[0], point => Assert.Equal(5, point.Length(), 3));

    [Fact]
    public void A_stroked_and_a_filled_picture_of_one_line_are_drawn_alike()
    {
        var stroked = ReadBody("<path fill='none' stroke='black' d='M12 2v20'/>");
        var filled = ReadBody("<path d='M11.5 2h1v20h-1z'/>");
        Assert.Equal("|\n|\n|\n|", LineConverter.Convert(stroked, new DrawingLimits(8, 4)));
        Assert.Equal("|\n|\n|\n|", LineConverter.Convert(filled, new DrawingLimits(8, 4)));
    }

    [Fact]
    public void A_filled_disc_becomes_its_outline()
    {
        var text = LineConverter.Convert(ReadBody("<circle cx='12' cy='12' r='10'/>"), new DrawingLimits(16, 8));
        Assert.Contains("            ", text);
    }

    [Fact]
    public void Damaged_bitmaps_are_refused()
    {
        Assert.Throws<ImageException>(() => Picture.Read([0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3], "a.png"));
        Assert.Throws<ImageException>(() => Picture.Read([0xff, 0xd8, 0xff, 0, 0], "a.jpg"));
        Assert.Throws<ImageException>(() => Picture.Load("no/such/file.png"));
    }
}
