// Pictures made to hang a program or to eat its memory, through the whole way from bytes to strokes and area. Each ends
// within seconds: drawn, or refused with one line.

using System.Diagnostics;
using System.Text;

namespace AsciiGen.Imaging.Tests;

public sealed class HostilePictureTests
{
    private const string Open = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 24 24'>";
    private const int MostMegabytes = 400; // growth of the whole process; other tests run beside
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15); // what is allowed takes three; CI is slow

    private static string? Try(string svg)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.WorkingSet);
        string? refusal = null;
        try
        {
            var picture = Picture.Read(Encoding.UTF8.GetBytes(svg), "test.svg");
            _ = picture.ToSketch();
            _ = picture.ToShape();
        }
        catch (AsciiGenException error)
        {
            refusal = error.Message;
            Assert.DoesNotContain('\n', refusal);
            Assert.True(refusal.Length < 300);
        }

        Assert.True(clock.Elapsed < _patience, $"took {clock.Elapsed}");
        Assert.True((Environment.WorkingSet - before) >> 20 < MostMegabytes, "took too much memory");
        return refusal;
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    [Fact]
    public void A_billion_laughs_are_refused()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} '{Repeat($"&l{i - 1};", 10)}'>"));
        Assert.Contains("document type", Try($"<!DOCTYPE svg [<!ENTITY l0 'ha'>{entities}]>{Open}<path d='&l9;'/></svg>"));
    }

    [Theory]
    [InlineData("use", "<use href='#N'/>")]
    [InlineData("mask", "<path d='M0 0h9v9z' mask='url(#N)'/>")]
    [InlineData("clipPath", "<path d='M0 0h9v9z' style='clip-path: url( \"#N\" )'/>")]
    public void References_that_double_at_every_step_are_refused(string kind, string reference)
    {
        var body = new StringBuilder("<defs><g id='n0'>").Append(Repeat("<path d='M0 0h9v9z'/>", 20)).Append("</g>");
        for (var i = 1; i <= 8; i++)
        {
            var element = kind == "use" ? "g" : kind;
            body.Append($"<{element} id='n{i}'>").Append(Repeat(reference.Replace("#N", $"#n{i - 1}"), 20)).Append($"</{element}>");
        }

        Assert.Contains("refused", Try($"{Open}{body}</defs>{reference.Replace("#N", "#n8")}</svg>"));
    }

    [Fact]
    public void A_long_chain_of_references_is_refused()
    {
        var chain = string.Concat(Enumerable.Range(0, 15_000).Select(i => $"<g id='n{i}' mask='url(#n{i + 1})'/>"));
        Assert.Contains("chain", Try($"{Open}{chain}<path d='M0 0h9v9z'/></svg>"));
    }

    [Fact]
    public void Ten_megabytes_of_path_are_refused() => Assert.Contains("characters", Try($"{Open}<path d='M0 0{Repeat("h1", 5_000_000)}'/></svg>"));

    [Theory]
    [InlineData("fill='none' stroke='red'", "c9 9 9 9 1 1", 280_000)]
    [InlineData("fill='none' stroke='red'", "a9 9 0 1 1 5 5", 240_000)]
    [InlineData("", "L9 1 2 20 17 3 1 8", 200_000)]
    [InlineData("", "h1", 1_900_000)]
    public void A_path_of_megabytes_is_refused(string paint, string step, int count) =>
        Assert.Contains("simplify", Try($"{Open}<path {paint} d='M0 0{Repeat(step, count)}'/></svg>"));

    [Theory]
    [InlineData("<path d='M0 0h20v20z'/>", 19_900)]
    [InlineData("<path opacity='.5' d='M0 0h20v20z'/>", 19_000)]
    [InlineData("<path fill='none' stroke='red' d='M0 0h20v20z'/>", 19_900)]
    public void Many_elements_end_soon(string element, int count) => Try($"{Open}{Repeat(element, count)}</svg>");

    [Fact]
    public void Groups_in_groups_without_end_are_refused() =>
        Assert.Contains("well-formed", Try($"{Open}{Repeat("<g opacity='.9'>", 1_000)}<path d='M0 0h9v9z'/>{Repeat("</g>", 1_000)}</svg>"));

    [Theory]
    [InlineData("width='100000000' height='100000000'")]
    [InlineData("width='1e30' height='1'")]
    [InlineData("width='NaN' height='NaN'")]
    [InlineData("viewBox='0 0 Infinity 10'")]
    [InlineData("viewBox='NaN 0 10 10'")]
    [InlineData("viewBox='0 0 -5 10'")]
    [InlineData("viewBox='0 0 10'")]
    public void Sizes_that_cannot_be_are_refused(string size) =>
        Assert.Contains("size", Try($"<svg xmlns='http://www.w3.org/2000/svg' {size}><path d='M0 0h20v20z'/></svg>"));

    [Theory]
    [InlineData("width='900000' height='900000'")]
    [InlineData("viewBox='0 0 1000000 0.01'")]
    [InlineData("viewBox='-1000000 -1000000 1 1'")]
    public void Sizes_at_the_limit_end_soon(string size) => Try($"<svg xmlns='http://www.w3.org/2000/svg' {size}><path d='M0 0h900000v300000z'/></svg>");

    [Theory]
    [InlineData("<path fill='none' stroke='red' d='M0 0LNaN 3 9 9'/>")]
    [InlineData("<path fill='none' stroke='red' d='M0 0L1e39 3 9 9'/>")]
    [InlineData("<polyline fill='none' stroke='red' points='0,0 Infinity,3'/>")]
    [InlineData("<circle fill='none' stroke='red' r='NaN'/>")]
    [InlineData("<path fill='none' stroke='red' d='M0 0L9e7 3'/>")]
    public void Coordinates_that_are_no_places_are_refused(string body) => Assert.NotNull(Try($"{Open}{body}</svg>"));

    [Theory]
    [InlineData("<g transform='scale(1e30)'><path d='M0 0h20v20z'/></g>")]
    [InlineData("<path stroke='red' stroke-width='1e30' d='M0 0h20v20z'/>")]
    [InlineData("<path stroke='red' style='stroke-dasharray:1e-9' d='M0 0h20v20z'/>")]
    [InlineData("<svg width='1e9' height='1e9' viewBox='0 0 1e-9 1e-9'><path d='M0 0h20v20z'/></svg>")]
    [InlineData("<path d='M0 0L1e39 3 9 9z'/>")]
    [InlineData("<path d='M0 0LNaN 3 9 9z'/>")]
    public void Numbers_beyond_reason_end_soon(string body) => Try($"{Open}{body}</svg>");

    [Fact]
    public void A_large_file_that_is_no_picture_is_refused()
    {
        var bytes = new byte[20_000_000];
        bytes[0] = (byte)'<';
        Assert.Throws<ImageException>(() => Picture.Read(bytes, "test.svg"));
    }

    [Fact]
    public void A_bitmap_that_claims_to_be_huge_is_refused()
    {
        byte[] png =
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R',
            0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 6, 0, 0, 0, 0, 0, 0, 0,
        ];
        Assert.Throws<ImageException>(() => Picture.Read(png, "a.png"));
    }
}
