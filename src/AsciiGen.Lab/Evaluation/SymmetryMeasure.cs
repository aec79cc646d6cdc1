// Are drawings symmetrical where they should be? A subject should if at least half of its training pieces of the style are, and
// there are three or more: a piece is symmetrical when nine of ten rows are their own mirror image about one axis.

using AsciiGen.Corpus.Collection;

namespace AsciiGen.Lab.Evaluation;

internal static class SymmetryMeasure
{
    private const double Symmetrical = 0.9;
    private const int FewestPieces = 3;

    /// <summary>Measures the drawings of symmetrical subjects.</summary>
    /// <param name="drawings">Not empty ones.</param>
    /// <param name="pieces">Training pieces.</param>
    internal static (List<SymmetryRow> Rows, List<ScoredDrawing> Scores) Measure(IReadOnlyCollection<Drawn> drawings, IEnumerable<PackPiece> pieces)
    {
        var asked = drawings.Where(drawn => drawn.Request.Style is Style.Hand or Style.Line).ToLookup(drawn => (drawn.Request.Style, drawn.Request.Subject));
        var symmetrical = pieces.Where(piece => asked.Contains((piece.Style, piece.Subject))).GroupBy(piece => (piece.Style, piece.Subject))
            .Select(subject => (subject.Key, Shares: subject.Select(piece => MirrorSymmetry.MirroredRows(piece.Text)).ToArray()))
            .Where(subject => subject.Shares.Length >= FewestPieces && 2 * subject.Shares.Count(IsSymmetrical) >= subject.Shares.Length).ToList();
        var rows = new List<SymmetryRow>();
        var scores = new List<ScoredDrawing>();
        foreach (var style in symmetrical.GroupBy(subject => subject.Key.Style).OrderBy(style => style.Key))
        {
            var ours = style.SelectMany(subject => asked[subject.Key]).Select(drawn => (Drawn: drawn, Share: MirrorSymmetry.MirroredRows(drawn.Text))).ToList();
            var theirs = style.SelectMany(subject => subject.Shares).ToList();
            rows.Add(new SymmetryRow(
                Styles.NameOf(style.Key), style.Count(), ours.Count, ours.Average(item => item.Share), Figures.Share(ours.Count(item => IsSymmetrical(item.Share)), ours.Count),
                theirs.Count, theirs.Average(), Figures.Share(theirs.Count(IsSymmetrical), theirs.Count)));
            scores.AddRange(ours.Select(item => new ScoredDrawing(item.Drawn, item.Share, $"{Figures.Percent(item.Share)} of the rows mirrored")));
        }

        return (rows, scores);
    }

    private static bool IsSymmetrical(double share) => share >= Symmetrical;
}
