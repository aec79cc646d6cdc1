// Does the model draw, or recite? A drawing is equal to a training piece, or near to one: within 5 % of its characters. Both
// count mirror images. All training pieces are looked at, of whatever style and subject; how many were of the subject asked
// for tells what is recited from what is merely small.

using AsciiGen.Corpus.Duplicates;

namespace AsciiGen.Lab.Evaluation;

internal static class NoveltyMeasure
{
    private const double NearShare = 0.05;

    /// <summary>Looks drawings up among training pieces.</summary>
    /// <param name="drawings">Empty ones, too, which are near to nothing.</param>
    /// <param name="pieces">Training pieces.</param>
    /// <param name="threads">Threads that search.</param>
    /// <param name="cancel">Stops between two drawings.</param>
    internal static (List<NoveltyRow> Rows, List<ScoredDrawing> Scores) Measure(IReadOnlyList<Drawn> drawings, IReadOnlyList<PackPiece> pieces, int threads, CancellationToken cancel)
    {
        var index = new NearPieces([.. pieces.Select(piece => piece.Text)]);
        var found = new NearPiece?[drawings.Count];
        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, i => found[i] = drawings[i].IsEmpty ? null : index.Find(drawings[i].Text, NearShare));
        var items = drawings.Zip(found, (drawn, near) => (Drawn: drawn, Near: near, OfSubject: near is { } piece && pieces[piece.Index].Subject == drawn.Request.Subject)).ToList();
        var rows = items.GroupBy(item => (item.Drawn.Request.Style, item.Drawn.Request.Size)).Select(group => new NoveltyRow(
            Styles.NameOf(group.Key.Style), $"{group.Key.Size}", group.Count(), Figures.Share(group.Count(item => item.Near is { Distance: 0 }), group.Count()),
            Figures.Share(group.Count(item => item.Near is not null), group.Count()), Figures.Share(group.Count(item => item.OfSubject), group.Count()))).ToList();
        var scores = items.Where(item => item.Near is not null).Select(item => new ScoredDrawing(
            item.Drawn, item.Near!.Value.Distance, $"{item.Near.Value.Distance} changes from a piece of '{pieces[item.Near.Value.Index].Subject}'{(item.Near.Value.IsMirrored ? ", mirrored" : "")}")).ToList();
        return (rows, scores);
    }
}
