// Filled drawings of shapes that anybody would fill the same way, and the rules that hold for every picture.

using AsciiGen.Imaging.Solid;

namespace AsciiGen.Imaging.Tests;

public sealed class SolidConverterTests
{
    private static string Draw(string body, int width, int height) =>
        SolidConverter.Convert(Picture.ReadSvg($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'>{body}</svg>", "test.svg"), new(width, height));

    // Mirrors a drawing as its own glyph table does, where 'Y' and 'P' are partners.
    private static string[] Mirrored(string text)
    {
        var rows = text.Split('\n');
        var width = rows.Max(row => row.Length);
        return [.. rows.Select(row => string.Concat(row.PadRight(width).Reverse().Select(PartnerOf)))];
    }

    private static char PartnerOf(char character)
    {
        var glyph = SolidGlyph.All.FirstOrDefault(glyph => glyph.Character == character && !glyph.IsSymmetric);
        return glyph?.Partner ?? character;
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(15, 9)]
    [InlineData(20, 10)]
    public void A_box_is_full_to_its_borders(int width, int height) =>
        Assert.All(Draw("<path d='M0 0h64v64h-64z'/><path fill='white' d='M0 0h64v2h-64zM0 62h64v2h-64zM0 0h2v64h-2zM62 0h2v64h-2z'/>", width, height).Split('\n'),
            row => Assert.Equal(new string('@', row.Length), row));

    [Fact]
    public void A_frame_keeps_its_hole()
    {
        var rows = Draw("<path fill-rule='evenodd' d='M2 2h60v60h-60zM17 17v30h30v-30z'/>", 16, 8).Split('\n');
        Assert.Equal(["@@@@@@@@@@@@@@@@", "@@@@@@@@@@@@@@@@", "@@@@        @@@@"], rows[..3]);
        Assert.Equal("@@@@        @@@@", rows[5]);
    }

    [Fact]
    public void A_slope_is_an_edge_without_steps_or_holes()
    {
        var rows = Draw("<path d='M2 62h60l-30 -60z'/>", 24, 12).Split('\n');
        for (var i = 1; i < rows.Length; i++)
        {
            Assert.DoesNotContain("@ @", rows[i]);
            Assert.True(rows[i].Length > rows[i - 1].Length && rows[i].Length - rows[i - 1].Length <= 2);
        }
    }

    [Theory]
    [InlineData("<circle cx='32' cy='32' r='28'/>", 21)]
    [InlineData("<circle cx='32' cy='32' r='28'/>", 32)]
    [InlineData("<path d='M32 60C0 36 0 8 16 8C24 8 32 14 32 22C32 14 40 8 48 8C64 8 64 36 32 60z'/>", 17)]
    [InlineData("<path d='M4 60h20v-20h16v20h20v-30l-28 -24l-28 24z'/>", 40)]
    public void A_mirrored_picture_is_a_mirrored_drawing(string body, int width)
    {
        var text = Draw(body, width, DrawingLimits.SquareHeight(width));
        Assert.Equal(Mirrored(text).Select(row => row.TrimEnd()), text.Split('\n'));
    }

    [Fact]
    public void Limits_hold_and_no_row_ends_in_a_blank()
    {
        foreach (var width in (ReadOnlySpan<int>)[4, 7, 12, 31, 60])
        {
            foreach (var height in (ReadOnlySpan<int>)[2, 5, 9, 30])
            {
                var rows = Draw("<path d='M3 9l50 3l-20 44z'/><circle cx='50' cy='50' r='9'/>", width, height).Split('\n');
                Assert.InRange(rows.Length, 1, height);
                Assert.All(rows, row => Assert.True(row.Length <= width && !row.EndsWith(' ')));
            }
        }
    }

    [Fact]
    public void A_picture_gives_the_same_drawing_every_time() =>
        Assert.Equal(Draw("<circle cx='20' cy='32' r='17'/><path d='M30 3l9 50z'/>", 33, 17), Draw("<circle cx='20' cy='32' r='17'/><path d='M30 3l9 50z'/>", 33, 17));

    [Fact]
    public void Every_shape_has_a_mirror_image_with_the_partner_character() =>
        Assert.All(SolidGlyph.All.Where(glyph => !glyph.IsSymmetric), glyph =>
        {
            var index = Array.IndexOf(SolidGlyph.All, glyph);
            Assert.Contains(SolidGlyph.All[(index > 0 ? index - 1 : 0)..Math.Min(SolidGlyph.All.Length, index + 2)], other =>
                other.Character == glyph.Partner && other.Partner == glyph.Character
                && Enumerable.Range(0, glyph.Fill.Length).All(i => other.Fill[i] == glyph.Fill[(i / SolidGlyph.Across * SolidGlyph.Across) + SolidGlyph.Across - 1 - (i % SolidGlyph.Across)]));
        });

    [Fact]
    public void Colours_beside_each_other_get_fills_of_their_own()
    {
        var rows = Draw("<path fill='#802010' d='M0 0h32v64h-32z'/><path fill='#f0c040' d='M32 0h30v64h-30z'/>", 16, 8).Split('\n');
        Assert.All(rows, row => Assert.StartsWith("@@@@@@@@:::::::", row));
    }

    [Fact]
    public void Equally_light_colours_are_told_apart()
    {
        var row = Draw("<path fill='#d03030' d='M0 0h32v64h-32z'/><path fill='#1a7a3a' d='M32 0h30v64h-30z'/>", 16, 8).Split('\n')[3];
        Assert.NotEqual(row[2], row[12]);
        Assert.DoesNotContain(' ', row);
    }

    [Fact]
    public void White_is_a_hole_inside_and_a_tone_at_the_rim()
    {
        var eye = Draw("<path fill='#c02020' d='M2 2h60v60h-60z'/><path fill='white' d='M16 16h32v32h-32z'/>", 16, 8).Split('\n');
        Assert.Contains("     ", eye[4]);
        var egg = Draw("<path fill='#c02020' d='M2 32h60v30h-60z'/><path fill='white' d='M2 2h60v30h-60z'/>", 16, 8).Split('\n');
        Assert.Contains("::::::::", egg[1]);
    }
}
