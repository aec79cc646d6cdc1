// Can one see what a drawing shows? Its look is compared with looks of held-out pictures of all subjects, and the right one
// should come first; a drawing without ink comes last. Line and hand drawings are compared with strokes, solid ones with areas.
// Three bounds stand beside the model: the same drawings under each other's names (chance), the converter's drawings of held-out
// pictures against pictures of the other families, and hand-drawn pieces (what drawings of another hand than the pictures' can reach).

using AsciiGen.Decoding;
using AsciiGen.Imaging.Measures;
using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Lab.Evaluation;

/// <summary>Measures recognition.</summary>
internal sealed class RecognitionMeasure(IReadOnlyList<HeldOutPicture> looks, GlyphAtlas atlas, int threads, CancellationToken cancel)
{
    private const int TopFew = 5;
    private const string Model = "model", Shuffled = "model, shuffled", Converter = "converter", Pieces = "pieces";

    private static readonly string[] _kinds = [Model, Shuffled, Converter, Pieces]; // in the order of the rows

    private readonly SubjectRanking _lines = RankingOf(looks, Style.Line), _areas = RankingOf(looks, Style.Solid);

    private readonly record struct Query(string Kind, Style Style, CanvasSize Size, string Subject, string? Family, string? Text, float[]? Look, Drawn? Drawn);

    private readonly record struct Answer(Query Query, int Rank, string Nearest, int? ShuffledRank);

    /// <summary>Ranks drawings.</summary>
    /// <param name="drawings">The model's, empty ones too.</param>
    /// <param name="pieces">Hand-drawn pieces of the subjects asked for.</param>
    internal (Recognition Result, List<ScoredDrawing> Scores) Measure(IReadOnlyList<Drawn> drawings, IEnumerable<PackPiece> pieces)
    {
        var asked = drawings.Select(drawn => drawn.Request.Subject).ToHashSet();
        List<Query> queries =
        [
            .. drawings.Select(drawn => new Query(Model, drawn.Request.Style, drawn.Request.Size, drawn.Request.Subject, null, drawn.Text, null, drawn)),
            .. looks.Where(picture => asked.Contains(picture.Subject)).SelectMany(picture => picture.Drawings.Select(drawing =>
                new Query(Converter, picture.Style, drawing.Size, picture.Subject, picture.Family, null, drawing.Look, null))),
            .. pieces.Select(piece => new Query(Pieces, piece.Style, piece.Size, piece.Subject, null, piece.Text, null, null)),
        ];
        queries.RemoveAll(query => !RankingFor(query.Style).Knows(query.Subject));
        var others = OtherSubjects(queries);
        var answers = new Answer?[queries.Count];
        Parallel.For(0, queries.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, i => answers[i] = Rank(queries[i], others[i]));
        var ranked = answers.OfType<Answer>().ToList();
        List<RecognitionRow> rows =
        [
            .. Rows(ranked, answer => answer.Query.Kind, answer => answer.Rank)
                .Concat(Rows(ranked.Where(answer => answer.ShuffledRank is not null), _ => Shuffled, answer => answer.ShuffledRank!.Value))
                .OrderBy(row => Array.IndexOf(_kinds, row.Drawings)),
        ];
        var scores = ranked.Where(answer => answer.Query.Drawn is not null).Select(answer => new ScoredDrawing(
            answer.Query.Drawn!, -answer.Rank, answer.Query.Drawn!.IsEmpty ? "empty" : answer.Rank == 1 ? "recognised" : $"place {answer.Rank}, nearest {answer.Nearest}")).ToList();
        return (new Recognition(looks.Select(look => look.Family).Distinct().Count(), rows), scores);
    }

    private static SubjectRanking RankingOf(IEnumerable<HeldOutPicture> looks, Style style) =>
        new(looks.Where(picture => picture.Style == style).Select(picture => new LookReference(picture.Subject, picture.Family, picture.Look)));

    private SubjectRanking RankingFor(Style style) => style == Style.Solid ? _areas : _lines;

    // For each of the model's drawings the subject of another one of its style and size, half of them away.
    private static string?[] OtherSubjects(List<Query> queries)
    {
        var others = new string?[queries.Count];
        foreach (var group in queries.Index().Where(pair => pair.Item.Drawn is not null).GroupBy(pair => (pair.Item.Style, pair.Item.Size)))
        {
            var members = group.ToArray();
            for (var i = 0; i < members.Length && members.Length > 1; i++) others[members[i].Index] = members[(i + (members.Length / 2)) % members.Length].Item.Subject;
        }

        return others;
    }

    private Answer? Rank(Query query, string? otherSubject)
    {
        var ranking = RankingFor(query.Style);
        if (query.Drawn is { IsEmpty: true }) return new Answer(query, ranking.SubjectCount, "nothing", otherSubject is null ? null : ranking.SubjectCount);
        var nearness = ranking.Compare(query.Look ?? TextLook.Of(query.Text!, atlas), query.Family);
        return ranking.RankOf(nearness, query.Subject) is { } rank
            ? new Answer(query, rank, ranking.NearestTo(nearness), otherSubject is null ? null : ranking.RankOf(nearness, otherSubject))
            : null;
    }

    private IEnumerable<RecognitionRow> Rows(IEnumerable<Answer> answers, Func<Answer, string> kind, Func<Answer, int> rank) =>
        answers.GroupBy(answer => (Kind: kind(answer), answer.Query.Style, answer.Query.Size))
        .OrderBy(group => group.Key.Style).ThenBy(group => group.Key.Size.Width).Select(group =>
        {
            var ranks = group.Select(rank).ToList();
            var ranking = RankingFor(group.Key.Style);
            return new RecognitionRow(
                group.Key.Kind, Styles.NameOf(group.Key.Style), SizeClass.NameOf(group.Key.Size), ranks.Count, ranking.SubjectCount, ranking.PictureCount,
                Figures.Share(ranks.Count(place => place == 1), ranks.Count), Figures.Share(ranks.Count(place => place <= TopFew), ranks.Count), Figures.Median(ranks.Select(place => (double)place)), ranks.Average(place => 1.0 / place));
        });
}
