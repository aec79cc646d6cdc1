// Drawings in other formats: nothing lost, nothing that was text becomes markup, colours only where they were asked for.

using System.Text.RegularExpressions;
using System.Xml.Linq;
using AsciiGen.Rendering;

namespace AsciiGen.Tests.Rendering;

public sealed partial class RenderingTests
{
    private const string Nasty = "  <b>\n&amp; ]]> \"'\n\n```` `\n |\\_/~^{}";

    public static TheoryData<string> Names => [.. Themes.Names];

    [Theory, MemberData(nameof(Names))]
    public void Svg_is_xml_that_holds_every_character(string name)
    {
        Assert.True(Themes.TryParse(name, out var theme));
        var svg = XDocument.Parse(SvgRenderer.Render(Nasty, "</title><script>\u0007\u202e & \"cat\"", theme));
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").ToList();
        Assert.Equal(string.Concat(Nasty.Where(c => c > ' ')), string.Concat(texts.Select(text => text.Value.Replace(" ", "", StringComparison.Ordinal))));
        Assert.Equal("</title><script> & \"cat\"", svg.Descendants().Single(element => element.Name.LocalName == "title").Value);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
        Assert.Equal(theme.Colours.Count > 1 ? theme.Colours.Count : 0, svg.Descendants().Count(element => element.Name.LocalName == "stop"));
        Assert.Equal(theme.Background is not null, svg.Descendants().Any(element => element.Name.LocalName == "rect"));

        // The first character of the first row stands in the third cell, a margin of one before it.
        Assert.Equal(("30", "35"), ((string?)texts[0].Attribute("x"), (string?)texts[0].Attribute("y")));
    }

    [Theory, MemberData(nameof(Names))]
    public void Page_holds_the_drawing_as_text(string name)
    {
        Assert.True(Themes.TryParse(name, out var theme));
        var page = HtmlRenderer.Render(Nasty, "</title><script>", theme);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        var drawing = XElement.Parse(page[page.IndexOf("<pre", StringComparison.Ordinal)..(page.IndexOf("</pre>", StringComparison.Ordinal) + 6)], LoadOptions.PreserveWhitespace);
        Assert.Equal($"\n{Nasty}\n", drawing.Value);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Equal("ASCII drawing: </title><script>", (string?)drawing.Attribute("aria-label"));
    }

    [Fact]
    public void Fence_is_longer_than_any_run_of_backticks()
    {
        Assert.Equal("```text\nab\n```\n", MarkdownRenderer.Render("ab"));
        Assert.Equal($"`````text\n{Nasty}\n`````\n", MarkdownRenderer.Render(Nasty));
    }

    [Theory, MemberData(nameof(Names))]
    public void Terminal_gets_the_text_and_colours_that_end_with_each_row(string name)
    {
        Assert.True(Themes.TryParse(name, out var theme));
        foreach (var trueColour in new[] { true, false })
        {
            var coloured = TerminalRenderer.Render(Nasty + "\n", theme, trueColour);
            Assert.Equal(Nasty + "\n", Escapes().Replace(coloured, ""));
            Assert.Equal(theme.Colours.Count > 0, coloured.Contains('\e', StringComparison.Ordinal));
            foreach (var row in coloured.Split('\n').Where(row => row.Contains('\e', StringComparison.Ordinal))) Assert.EndsWith("\e[0m", row, StringComparison.Ordinal);
            Assert.Equal(theme.Colours.Count > 0 && trueColour, coloured.Contains("\e[38;2;", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Colours_run_from_the_first_to_the_last()
    {
        var theme = new Theme("test", [0x000000, 0x804020, 0xFFFFFF]);
        Assert.Equal([0x000000, 0x402010, 0x804020, 0xFFFFFF], new[] { 0, 0.25, 0.5, 1 }.Select(theme.At));
        Assert.Equal("\e[38;2;0;0;0ma\e[0m\n\e[38;2;255;255;255mb\e[0m", TerminalRenderer.Render("a\nb", theme, trueColour: true));
        Assert.Equal("\e[38;5;231mb\e[0m", TerminalRenderer.Render("b", theme, trueColour: false, firstRow: 1));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(11)]
    [InlineData(4)]
    public void Sheet_keeps_the_columns_and_every_drawing_over_its_caption(int columns)
    {
        var sheet = Sheet.Arrange(["ab\ncd", "X", "1234"], ["a", "b", "c"], columns);
        Assert.All(sheet.Split('\n'), row => Assert.True(row.Length <= columns && !row.EndsWith(' '), row));
        var expected = columns switch
        {
            20 => "ab\ncd   X   1234\na    b   c",
            11 => "ab\ncd   X\na    b\n\n1234\nc",
            _ => "ab\ncd\na\n\nX\nb\n\n1234\nc",
        };
        Assert.Equal(expected, sheet);
    }

    [Fact]
    public void Formats_are_found_by_name_and_ending()
    {
        foreach (var (index, name) in DrawingFormats.Names.Index())
        {
            Assert.True(DrawingFormats.TryParse(name, out var format));
            Assert.Equal(index, (int)format);
        }

        Assert.False(DrawingFormats.TryParse("SVG", out _));
        Assert.Equal(DrawingFormat.Svg, DrawingFormats.OfExtension("a/b.c/d.SVG"));
        Assert.Null(DrawingFormats.OfExtension("svg"));
    }

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Escapes();
}
