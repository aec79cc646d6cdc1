// Do banners spell their word? Words of one to eight letters, some that banners were learned of and some that were set aside
// to validate with; and, as the upper bound, the pack's own banners of such words through the same eyes.

using AsciiGen.Corpus;
using AsciiGen.Corpus.Sources;

namespace AsciiGen.Lab.Evaluation;

internal sealed class BannerMeasure(EvaluationPlan plan, BannerSpeller speller, IReadOnlyList<PackPiece> pieces)
{
    private const string Learned = "learned", New = "new", OfPack = "pieces";

    private readonly record struct Reading(string Words, string Word, BannerSpelling Spelling);

    /// <summary>Words that banners were learned of, and new ones: as many of each length as the plan says and there are.</summary>
    internal (List<string> Learned, List<string> New) Words()
    {
        var learned = WordsOf(PackSplit.Training).ToHashSet();
        return (OfEachLength(learned), OfEachLength(WordsOf(PackSplit.Validation).Where(word => !learned.Contains(word))));
    }

    /// <summary>Reads drawings of the words, and pieces of the pack.</summary>
    /// <param name="learned">Drawings of words that were learned.</param>
    /// <param name="others">Drawings of new words.</param>
    /// <param name="threads">Threads that read.</param>
    internal (Banners Result, List<ScoredDrawing> Scores) Measure(IReadOnlyList<Drawn> learned, IReadOnlyList<Drawn> others, int threads)
    {
        var ofPack = OfEachLength(pieces.Where(piece => piece.Style == Style.Banner && IsWord(piece.Subject)), piece => piece.Subject.Length).ToList();
        List<(string Words, string Word, string Text)> work =
        [
            .. learned.Select(drawn => (Learned, drawn.Request.Subject, drawn.Text)),
            .. others.Select(drawn => (New, drawn.Request.Subject, drawn.Text)),
            .. ofPack.Select(piece => (OfPack, piece.Subject, piece.Text)),
        ];
        var readings = new Reading[work.Count];
        Parallel.For(0, work.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            readings[i] = new Reading(work[i].Words, work[i].Word, speller.Read(work[i].Word, work[i].Text)));
        var rows = new List<BannerRow>();
        foreach (var kind in readings.GroupBy(reading => reading.Words))
        {
            rows.Add(Row(kind.Key, "all", [.. kind]));
            rows.AddRange(kind.GroupBy(reading => reading.Word.Length).OrderBy(group => group.Key).Select(group => Row(kind.Key, $"{group.Key}", [.. group])));
        }

        var scores = learned.Concat(others).Zip(readings, (drawn, reading) => new ScoredDrawing(
            drawn, (double)reading.Spelling.Letters / reading.Word.Length + reading.Spelling.Agreement,
            $"{reading.Words}, {reading.Spelling.Letters} of {reading.Word.Length} letters, {Figures.Percent(reading.Spelling.Agreement)} agree")).ToList();
        return (new Banners(speller.FontCount, rows), scores);
    }

    private static BannerRow Row(string words, string length, Reading[] readings) => new(
        words, length, readings.Length, Figures.Share(readings.Count(reading => reading.Spelling.IsExact), readings.Length),
        Figures.Share(readings.Sum(reading => reading.Spelling.Letters), readings.Sum(reading => reading.Word.Length)));

    private IEnumerable<string> WordsOf(PackSplit split) =>
        pieces.Where(piece => piece.Style == Style.Banner && piece.Split == split && IsWord(piece.Subject)).Select(piece => piece.Subject).Distinct();

    private List<string> OfEachLength(IEnumerable<string> words) => [.. OfEachLength(words.Order(StringComparer.Ordinal), word => word.Length)];

    private IEnumerable<T> OfEachLength<T>(IEnumerable<T> items, Func<T, int> length) =>
        items.GroupBy(length).OrderBy(group => group.Key).SelectMany(group => plan.Choose(group, plan.BannersOfLength));

    private static bool IsWord(string text) => text.Length is > 0 and <= EvaluationPlan.LongestWord && text.All(char.IsAsciiLetter);
}
