// Loose characters and strokes that end in the open, for each style and size, beside training pieces of the same style and
// size: those have some as well, for eyes and whiskers, so the difference is what counts.

using AsciiGen.Decoding;
using AsciiGen.Imaging.Measures;

namespace AsciiGen.Lab.Evaluation;

internal static class StrokeMeasure
{
    private readonly record struct Counts(int Drawings, int Characters, int Loose, int Ends, int Joined)
    {
        internal double LooseShare => Figures.Share(Loose, Characters);

        internal double JoinedShare => Figures.Share(Joined, Ends);

        internal static Counts Of(string[] rows)
        {
            var (loose, characters) = StrayCharacters.CountLoose(rows);
            var (joined, ends) = StrokeEnds.Count(rows);
            return new Counts(1, characters, loose, ends, joined);
        }

        internal static Counts Sum(IEnumerable<Counts> parts) => parts.Aggregate(default(Counts), (a, b) =>
            new Counts(a.Drawings + b.Drawings, a.Characters + b.Characters, a.Loose + b.Loose, a.Ends + b.Ends, a.Joined + b.Joined));
    }

    /// <summary>Measures drawings of things; banners and filled areas have no outlines.</summary>
    /// <param name="drawings">Not empty ones.</param>
    /// <param name="pieces">Training pieces to compare with, of one style and class of size.</param>
    internal static (List<StrokeRow> Rows, List<ScoredDrawing> Scores) Measure(IEnumerable<Drawn> drawings, Func<Style, CanvasSize, IEnumerable<PackPiece>> pieces)
    {
        var counted = drawings.Where(drawn => drawn.Request.Style is Style.Hand or Style.Line).Select(drawn => (Drawn: drawn, Counts: Counts.Of(drawn.Rows))).ToList();
        var rows = counted.GroupBy(item => (item.Drawn.Request.Style, item.Drawn.Request.Size)).Select(group =>
        {
            var ours = Counts.Sum(group.Select(item => item.Counts));
            var theirs = Counts.Sum(pieces(group.Key.Style, group.Key.Size).Select(piece => Counts.Of(piece.Text.Split('\n'))));
            return new StrokeRow(
                Styles.NameOf(group.Key.Style), $"{group.Key.Size}", ours.Drawings, ours.LooseShare, ours.JoinedShare, theirs.Drawings, theirs.LooseShare, theirs.JoinedShare);
        }).ToList();
        return (rows, counted.ConvertAll(item => new ScoredDrawing(
            item.Drawn, item.Counts.JoinedShare - item.Counts.LooseShare, $"{item.Counts.Ends - item.Counts.Joined} open ends, {item.Counts.Loose} loose")));
    }
}
