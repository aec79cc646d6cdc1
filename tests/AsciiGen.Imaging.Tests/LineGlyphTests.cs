// Every shape of every character, drawn alone in the middle of nine cells, must come back as that character.

using System.Numerics;
using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Tests;

public sealed class LineGlyphTests
{
    public static TheoryData<int> Shapes { get; } = [.. Enumerable.Range(1, LineGlyph.All.Count - 1)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_glyphs_own_picture_converts_to_itself(int index)
    {
        var glyph = LineGlyph.All[index];
        var moved = glyph.Strokes.Select(stroke => (IReadOnlyList<Vector2>)[.. stroke.Select(point => point + new Vector2(1, 2))]).ToList();
        var (glyphs, _) = CellMatcher.Match(StrokeSampler.Sample(moved), 3, 3);
        var text = string.Concat(glyphs.Select(chosen => LineGlyph.All[chosen].Character));
        Assert.Equal($"    {glyph.Character}    ", text);
    }

    [Fact]
    public void Every_character_has_a_mirror_partner() =>
        Assert.All(LineGlyph.All, glyph => Assert.NotEqual('\0', Tokens.Mirror.Partner(glyph.Character)));

    [Fact]
    public void Shapes_stay_inside_their_cell() =>
        Assert.All(LineGlyph.All.SelectMany(glyph => glyph.Strokes).SelectMany(stroke => stroke), point =>
        {
            Assert.InRange(point.X, 0, 1);
            Assert.InRange(point.Y, 0, 2);
        });
}
