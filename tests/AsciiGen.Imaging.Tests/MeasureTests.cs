// The two measures on drawings whose rank anybody would agree on. Need a font of the machine, which the tests say when
// there is none.

using System.Numerics;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Measures;
using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Imaging.Tests;

public sealed class MeasureTests
{
    private const string NoFont = "no monospaced font on this machine; apt-get install fonts-dejavu-core";

    private static readonly string[] _box = ["+------+", "|      |", "|      |", "+------+"];

    private static readonly Lazy<GlyphAtlas> _atlas = new(() => GlyphAtlas.Load(GlyphAtlas.FindFont()!));

    // A box through the middles of the outer cells of an 8 x 4 grid.
    private static Coverage Box => StrokePicture.Draw(
        new Sketch([(Vector2[])[new(0.5f, 1), new(7.5f, 1), new(7.5f, 7), new(0.5f, 7), new(0.5f, 1)]]),
        new Placement(Vector2.One, Vector2.Zero, 8, 4, 0), StrokePicture.FontStroke);

    private static double SimilarityOf(params string[] rows) => Similarity.Of(TextPicture.Draw(rows, 8, 4, _atlas.Value), Box);

    [Fact]
    public void A_text_is_wholly_similar_to_its_own_picture_however_strong()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        var picture = TextPicture.Draw(_box, 8, 4, _atlas.Value);
        var faint = new Coverage(8, 4);
        for (var i = 0; i < faint.Ink.Length; i++) faint.Ink[i] = picture.Ink[i] / 3;
        Assert.Equal(1, Similarity.Of(picture, picture), 9);
        Assert.Equal(1, Similarity.Of(faint, picture), 5);
    }

    [Fact]
    public void The_better_drawing_of_a_box_is_the_more_similar_one()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        var good = SimilarityOf(_box);
        var gap = SimilarityOf("+------+", "|      |", "|       ", "+------+");
        var noisy = SimilarityOf("+------+", "|   *  |", "|  v   |", "+------+");
        var empty = SimilarityOf();
        Assert.True(good > 0.75 && good > gap && good > noisy && Math.Min(gap, noisy) > empty + 0.3, $"{good:0.000} {gap:0.000} {noisy:0.000} {empty:0.000}");
    }

    [Fact]
    public void Blank_paper_around_a_picture_changes_its_similarity_little()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        var wide = StrokePicture.Draw(
            new Sketch([(Vector2[])[new(0.5f, 1), new(7.5f, 1), new(7.5f, 7), new(0.5f, 7), new(0.5f, 1)]]),
            new Placement(Vector2.One, new(16, 16), 40, 20, 0), StrokePicture.FontStroke);
        string[] rows = [.. Enumerable.Repeat("", 8), .. _box.Select(row => new string(' ', 16) + row)];
        Assert.InRange(Similarity.Of(TextPicture.Draw(rows, 40, 20, _atlas.Value), wide) - SimilarityOf(_box), -0.15, 0.05);
    }

    [Fact]
    public void Only_characters_that_nothing_asks_for_are_stray()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        Assert.Equal((0, 16), StrayCharacters.Count(_box.Select(row => row.Replace('+', ' ')).ToList(), Box, _atlas.Value));
        Assert.Equal((1, 21), StrayCharacters.Count(["+------+", "|  #   |", "|      |", "+------+"], Box, _atlas.Value));
        Assert.Equal((2, 22), StrayCharacters.Count(["+------+", "|  ##  |", "|      |", "+------+"], Box, _atlas.Value));
    }

    [Fact]
    public void A_lone_character_on_a_lone_dot_is_not_stray_and_beside_it_is()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        var dot = StrokePicture.Draw(new Sketch([(Vector2[])[new(4.5f, 3.6f)]]), new Placement(Vector2.One, Vector2.Zero, 8, 4, 0), StrokePicture.FontStroke);
        Assert.Equal((0, 1), StrayCharacters.Count(["", "    ."], dot, _atlas.Value));
        Assert.Equal((1, 1), StrayCharacters.Count(["", "      ."], dot, _atlas.Value));
    }

    [Fact]
    public void A_character_is_loose_when_all_eight_neighbours_are_blank()
    {
        Assert.Equal((0, 4), StrayCharacters.CountLoose(["/\\", "\\/"]));
        Assert.Equal((1, 5), StrayCharacters.CountLoose([".--.", "", "  o"]));
        Assert.Equal((0, 3), StrayCharacters.CountLoose(["x", " x", "  x"]));
        Assert.Equal((2, 2), StrayCharacters.CountLoose(["x x"]));
        Assert.Equal((0, 0), StrayCharacters.CountLoose([""]));
    }

    [Fact]
    public void The_ends_of_a_closed_outline_are_joined_and_those_of_a_gap_are_not()
    {
        Assert.Equal((16, 16), StrokeEnds.Count([".--.", "|  |", "|  |", "'--'"]));
        Assert.Equal((10, 12), StrokeEnds.Count([" ____", "/    \\"]));
        Assert.Equal((12, 14), StrokeEnds.Count([".-  ", "|  |", "|  |", "'--'"]));
        Assert.Equal((0, 2), StrokeEnds.Count(["-"]));
        Assert.Equal((8, 8), StrokeEnds.Count(["/\\", "\\/"]));
        Assert.Equal((0, 8), StrokeEnds.Count(["\\ /", "   ", "/ \\"]));
        Assert.Equal((0, 0), StrokeEnds.Count(["o.'"]));
    }

    [Fact]
    public void A_drawing_is_untrimmed_and_its_picture_lies_under_it()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        var sketch = new Sketch([(Vector2[])[new(0, 0), new(20, 0), new(20, 12), new(0, 12), new(0, 0)]]);
        var trial = Trial.OfLines(sketch, new(20, 10));
        var picture = trial.DrawPicture();
        Assert.Equal((trial.Rows[0].Length, trial.Rows.Count), (picture.Columns, picture.Rows));
        Assert.True(Similarity.Of(TextPicture.Draw(trial.Rows, picture.Columns, picture.Rows, _atlas.Value), picture) > 0.7);
        Assert.True(trial.DrawInput().Ink.Sum() > 2 * picture.Ink.Sum());
    }

    [Fact]
    public void Pictures_of_different_sizes_and_texts_larger_than_the_picture_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Similarity.Of(new Coverage(4, 2), new Coverage(5, 2)));
        Assert.Throws<ArgumentException>(() => Similarity.Of(new Coverage(4, 2), new Coverage(4, 2)));
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, NoFont);
        Assert.Throws<ArgumentException>(() => StrayCharacters.Count(["#####"], new Coverage(4, 2), _atlas.Value));
    }
}
