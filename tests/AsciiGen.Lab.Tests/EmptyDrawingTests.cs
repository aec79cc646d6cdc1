// Drawings without ink, which is what is left when a model's context is full of blanks: they fill nothing, are near to nothing
// and come last. What has no strokes is not asked how its strokes are.

using AsciiGen.Corpus;
using AsciiGen.Decoding;
using AsciiGen.Imaging.Sheets;
using AsciiGen.Lab.Evaluation;

namespace AsciiGen.Lab.Tests;

public sealed class EmptyDrawingTests
{
    private const string Tent = "   /\\\n  /  \\\n /    \\\n/______\\", Wall = ".----------------.\n|                |\n'----------------'", Pole = "|\n|\n|\n|";

    private static readonly CanvasSize _size = CanvasSize.Common[1];

    private static readonly Lazy<GlyphAtlas> _atlas = new(() => GlyphAtlas.Load(GlyphAtlas.FindFont()!));

    public static TheoryData<string> Nothing => ["", "    ", "  \n \n   "];

    [Theory, MemberData(nameof(Nothing))]
    public void Nothing_fills_no_canvas_and_is_cut_off_by_none(string nothing)
    {
        var row = Assert.Single(CanvasMeasure.Measure([Draw("cat", nothing), Draw("wall", Wall)]).Rows);
        Assert.Equal((2, 0.5), (row.Drawings, row.FilledShare));
        var (rows, scores) = CanvasMeasure.Measure([Draw("cat", nothing)]);
        Assert.Equal([new CanvasRow("hand", "24x12", 1, 0, 0, 0, 0)], rows);
        Assert.Equal((0, "empty"), (scores[0].Value, scores[0].Note));
        Assert.False(CanvasMeasure.IsFilled(new Drawn(new DrawingRequest("cat", Style.Hand, new(1, 1), 1), nothing, IsComplete: false)));
        Assert.Equal(new LimitCounts(2, 0, 0, 0, Empty: 1, 0), CanvasMeasure.CountBroken([Draw("cat", nothing), Draw("wall", Wall)]));
    }

    [Theory, MemberData(nameof(Nothing))]
    public void Nothing_is_near_to_no_piece_not_even_to_an_empty_one(string nothing)
    {
        PackPiece[] pieces = [new("cat", Style.Hand, _size, PackSplit.Training, ""), new("wall", Style.Hand, _size, PackSplit.Training, Wall)];
        var (rows, scores) = NoveltyMeasure.Measure([Draw("cat", nothing), Draw("wall", Wall)], pieces, 1, CancellationToken.None);
        Assert.Equal([new NoveltyRow("hand", "24x12", 2, 0.5, 0.5, 0.5)], rows);
        Assert.Equal("wall", Assert.Single(scores).Drawn.Request.Subject);
    }

    [Theory, MemberData(nameof(Nothing))]
    public void Nothing_comes_last_among_all_subjects_under_any_name(string nothing)
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, "no monospaced font on this machine; apt-get install fonts-dejavu-core");
        var atlas = _atlas.Value;
        HeldOutPicture[] looks = [.. new[] { ("tent", Tent), ("wall", Wall), ("pole", Pole) }.Select(look => new HeldOutPicture(look.Item1, "family", Style.Line, TextLook.Of(look.Item2, atlas), []))];
        var (result, scores) = new RecognitionMeasure(looks, atlas, 1, CancellationToken.None).Measure([Draw("pole", nothing), Draw("tent", Tent)], []);
        Assert.Equal(["pole -3 empty", "tent -1 recognised"], scores.Select(score => $"{score.Drawn.Request.Subject} {score.Value} {score.Note}"));
        var model = Assert.Single(result.Rows, row => row.Drawings == "model");
        Assert.Equal((2, 0.5, 2.0), (model.Count, model.Top1, model.MedianRank));
        var alone = new RecognitionMeasure(looks, atlas, 1, CancellationToken.None).Measure([Draw("pole", nothing), Draw("tent", nothing)], []).Result;
        Assert.Equal(["model", "model, shuffled"], alone.Rows.Select(row => row.Drawings));
        Assert.All(alone.Rows, row => Assert.Equal((0.0, 3.0), (row.Top1, row.MedianRank)));
    }

    [Fact]
    public void Nothing_is_no_variety()
    {
        var (row, subjects) = VarietyMeasure.Measure([[Draw("tent", ""), Draw("tent", " "), Draw("tent", Tent)]]);
        Assert.Equal((1, 1.0, 0.0), (subjects[0].Different, row.MedianDifferent, row.VariousShare));
    }

    private static Drawn Draw(string subject, string text) => new(DrawingRequest.Of(subject, Style.Hand, _size, 1), text, IsComplete: true);
}
