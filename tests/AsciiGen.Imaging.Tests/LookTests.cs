// Looks of drawings whose likeness anybody would agree on, and the ranks that come of them.

using System.Numerics;
using AsciiGen.Imaging.Measures;
using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Imaging.Tests;

public sealed class LookTests
{
    private static readonly string[] _tent = ["   /\\", "  /  \\", " /    \\", "/______\\"];
    private static readonly string[] _box = [".------.", "|      |", "|      |", "'------'"];
    private static readonly string[] _flag = ["|=====", "|=====", "|", "|"];

    private static readonly Lazy<GlyphAtlas> _atlas = new(() => GlyphAtlas.Load(GlyphAtlas.FindFont()!));

    [Fact]
    public void A_look_has_length_one_and_the_mirror_image_of_a_look_is_the_look_of_the_mirror_image()
    {
        var picture = Lines([new(0, 0), new(10, 3), new(4, 9)], [new(9, 0), new(9, 8)]);
        var mirrored = new Coverage(picture.Columns, picture.Rows);
        for (var i = 0; i < picture.Ink.Length; i++) mirrored.Ink[i - (i % picture.Width) + picture.Width - 1 - (i % picture.Width)] = picture.Ink[i];
        var look = PictureLook.Of(picture);
        Assert.Equal(1, PictureLook.Compare(look, look), 4);
        Assert.Equal(1, PictureLook.Compare(PictureLook.Mirror(look), PictureLook.Of(mirrored)), 4);
        Assert.InRange(PictureLook.Compare(look, PictureLook.Of(mirrored)), 0, 0.9);
        Assert.Equal(look, PictureLook.Mirror(PictureLook.Mirror(look)));
    }

    [Fact]
    public void A_look_does_not_depend_on_place_and_little_on_size()
    {
        Vector2[] roof = [new(0, 6), new(5, 0), new(10, 6)];
        var look = PictureLook.Of(Lines(roof));
        Assert.Equal(1, PictureLook.Compare(look, PictureLook.Of(Lines([.. roof.Select(point => point + new Vector2(4, 8))]))), 4);
        Assert.True(PictureLook.Compare(look, PictureLook.Of(Lines([.. roof.Select(point => point * 2)]))) > 0.9);
    }

    [Fact]
    public void Paper_without_ink_looks_like_nothing()
    {
        Assert.All(PictureLook.Of(new Coverage(4, 2)), value => Assert.Equal(0, value));
        var ranking = new SubjectRanking([new("tent", "a", PictureLook.Of(Lines((Vector2[])[new(0, 0), new(5, 5)]))), new("box", "a", PictureLook.Of(Lines((Vector2[])[new(0, 0), new(5, 0)])))]);
        Assert.Equal(2, ranking.RankOf(ranking.Compare(new float[PictureLook.Length]), "tent"));
    }

    [Fact]
    public void Drawings_rank_what_they_show_first_and_mirrored_ones_as_well()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, "no monospaced font on this machine; apt-get install fonts-dejavu-core");
        var ranking = new SubjectRanking(
        [
            new("tent", "a", PictureLook.Of(new Sketch([(Vector2[])[new(0, 10), new(5, 0), new(10, 10), new(0, 10)]]))),
            new("box", "a", PictureLook.Of(new Sketch([(Vector2[])[new(0, 0), new(10, 0), new(10, 8), new(0, 8), new(0, 0)]]))),
            new("flag", "b", PictureLook.Of(new Sketch([(Vector2[])[new(0, 10), new(0, 0), new(8, 0), new(8, 4), new(0, 4)], (Vector2[])[new(0, 2), new(8, 2)]]))),
        ]);
        Assert.Equal((3, 3), (ranking.SubjectCount, ranking.PictureCount));
        foreach (var (subject, rows) in new[] { ("tent", _tent), ("box", _box), ("flag", _flag) })
        {
            var nearness = ranking.Compare(Look(rows));
            Assert.Equal(subject, ranking.NearestTo(nearness));
            Assert.Equal(1, ranking.RankOf(nearness, subject));
            Assert.Null(ranking.RankOf(nearness, "whale"));
        }

        var turned = ranking.Compare(Look("=====|", "=====|", "     |", "     |"));
        Assert.Equal(1, ranking.RankOf(turned, "flag"));
        Assert.True(ranking.Knows("flag"));
        Assert.Null(ranking.RankOf(ranking.Compare(Look(_flag), "b"), "flag"));
    }

    [Fact]
    public void A_look_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PictureLook.Mirror(new float[3]));
        Assert.Throws<ArgumentException>(() => PictureLook.Compare(new float[3], new float[3]));
    }

    private static float[] Look(params string[] rows) => PictureLook.Of(TextPicture.Draw(rows, rows.Max(row => row.Length), rows.Length, _atlas.Value));

    private static Coverage Lines(params Vector2[][] strokes) =>
        StrokePicture.Draw(new Sketch(strokes), new AsciiGen.Imaging.Lines.Placement(Vector2.One, Vector2.One, 24, 12, 0), StrokePicture.FontStroke);
}
