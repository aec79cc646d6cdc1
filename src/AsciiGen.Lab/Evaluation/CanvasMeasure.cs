// Were the limits kept, and was the room used? A drawing fills its canvas when it has 70 % of the width or of the height that
// was asked for: one side is enough, since subjects have shapes of their own. It is cut off when a stroke runs out of the canvas, as
// the choice among candidates sees it. A drawing without ink fills nothing.

using AsciiGen.Corpus;
using AsciiGen.Decoding.Scoring;
using AsciiGen.Tokens;

namespace AsciiGen.Lab.Evaluation;

internal static class CanvasMeasure
{
    internal static LimitCounts CountBroken(IReadOnlyList<Drawn> drawings)
    {
        int wide = 0, high = 0, other = 0;
        foreach (var drawn in drawings)
        {
            var rows = drawn.Raw.Split('\n');
            if (rows.Max(row => row.Length) > drawn.Request.Size.Width) wide++;
            if (rows.Length > drawn.Request.Size.Height) high++;
            if (drawn.Raw.Any(character => character != '\n' && !Vocabulary.IsPrintable(character))) other++;
        }

        return new LimitCounts(drawings.Count, wide, high, other, drawings.Count(drawn => drawn.IsEmpty), drawings.Count(drawn => !drawn.IsComplete));
    }

    internal static (List<CanvasRow> Rows, List<ScoredDrawing> Scores) Measure(IReadOnlyList<Drawn> drawings)
    {
        var scores = drawings.Select(drawn => (Drawn: drawn, Use: UseOf(drawn), IsCut: IsCut(drawn))).ToList();
        var rows = scores.GroupBy(score => (score.Drawn.Request.Style, score.Drawn.Request.Size)).Select(group => new CanvasRow(
            Styles.NameOf(group.Key.Style), $"{group.Key.Size}", group.Count(), Figures.Share(group.Count(score => IsFilled(score.Drawn)), group.Count()),
            Figures.Share(group.Count(score => score.IsCut), group.Count()), Figures.Median(group.Select(score => score.Use.Width)), Figures.Median(group.Select(score => score.Use.Height)))).ToList();
        return (rows, scores.ConvertAll(score => new ScoredDrawing(
            score.Drawn, Math.Max(score.Use.Width, score.Use.Height),
            score.Drawn.IsEmpty ? "empty" : $"{Figures.Percent(score.Use.Width)} of the width, {Figures.Percent(score.Use.Height)} of the height{(score.IsCut ? ", cut off" : "")}")));
    }

    /// <summary>True when a drawing has enough of the width or of the height it was asked for in.</summary>
    internal static bool IsFilled(Drawn drawn)
    {
        var measures = ArtworkText.Measure(drawn.Text);
        return drawn.Request.Size.IsFilledBy(measures.Width, measures.Height);
    }

    private static bool IsCut(Drawn drawn) =>
        !drawn.IsEmpty && DrawingScorer.Score([new Drawing(drawn.Raw, drawn.Request.Seed, 1, 0, drawn.IsComplete)], drawn.Request.ToOptions(candidates: 1))[0][DrawingPart.Cut] > 0;

    private static (double Width, double Height) UseOf(Drawn drawn)
    {
        var measures = ArtworkText.Measure(drawn.Text);
        return ((double)measures.Width / drawn.Request.Size.Width, (double)measures.Height / drawn.Request.Size.Height);
    }
}
