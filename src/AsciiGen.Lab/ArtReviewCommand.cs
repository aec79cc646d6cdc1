// `art review`: numbered answers and their key -> verdicts in REVIEW.tsv. Guesses that are neither the subject's word nor
// decided before go to a file as pairs of words, to be decided without the drawing; `--decide` reads them back.
// `--set` takes the decisions on what nobody named: clear, or dropped.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Collection;

namespace AsciiGen.Lab;

internal static class ArtReviewCommand
{
    internal static Command Create()
    {
        var folder = ArtCommand.FolderOption();
        var key = new Option<string?>("--key") { Description = "Key of the sheets that were named", HelpName = "FILE" };
        var answers = new Option<string[]>("--answers") { Description = "Files of lines NUMBER, tab, guess, tab, guess, tab, note", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var undecided = new Option<string?>("--undecided") { Description = "Write the pairs of words to decide here", HelpName = "FILE" };
        var decide = new Option<string[]>("--decide") { Description = "Files of lines SUBJECT, tab, guess, tab, yes or no", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var set = new Option<string[]>("--set") { Description = "Files of lines ID, tab, verdict", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var pending = new Option<string?>("--pending") { Description = "Write the drawings that await a second look here", HelpName = "FILE" };
        var into = new Option<string?>("--into") { Description = "Table of verdicts [default: REVIEW.tsv of the collection]; another one for a sample shown again", HelpName = "FILE" };
        var date = new Option<string?>("--date") { Description = "Day of the verdicts [default: today]", HelpName = "YYYY-MM-DD" };
        var command = new Command("review", "Turns answers of a blind naming into verdicts.") { folder, key, answers, undecided, decide, set, pending, into, date };
        command.Does((parsed, _) =>
        {
            if ((parsed.GetValue(key) is null) != (parsed.GetValue(answers) is not { Length: > 0 })) throw new ArgumentException("--key and --answers belong together; give both");
            var collection = parsed.GetRequiredValue(folder);
            var verdicts = parsed.GetValue(into) ?? Path.Combine(collection, CollectionFolder.ReviewFile);
            var table = ReviewTable.Load(verdicts);
            var judge = GuessJudge.Load(Path.Combine(collection, CollectionFolder.GuessFile));
            var day = parsed.GetValue(date) ?? DateTime.UtcNow.ToString("yyyy-MM-dd");
            foreach (var (path, field) in DecisionLines.Read(parsed.GetValue(decide) ?? [], 3)) judge.Decide(field[0], field[1], field[2], path);
            if (parsed.GetValue(key) is { } keyFile) Name(table, BlindNaming.Judge(keyFile, parsed.GetValue(answers)!, judge, day).Rows);
            foreach (var (path, field) in DecisionLines.Read(parsed.GetValue(set) ?? [], 2)) SetVerdict(table, field[0], field[1], day, path);
            judge.Save(Path.Combine(collection, CollectionFolder.GuessFile));
            table.Save(verdicts);
            if (parsed.GetValue(undecided) is { } file) File.WriteAllText(file, string.Concat(judge.Undecided.Select(pair => $"{pair.Subject}\t{pair.Guess}\n")));
            if (parsed.GetValue(pending) is { } list) File.WriteAllText(list, Pending(table, CollectionFolder.Load(DrawingFile.Find([collection]))));
            if (judge.Undecided.Count > 0) Console.WriteLine($"{judge.Undecided.Count} guesses are neither the subject's word nor decided; --undecided lists them.");
        });
        return command.WithExamples(
            "ascii-lab art review --key sheets.key.tsv --answers answers.txt --undecided pairs.tsv",
            "ascii-lab art review --decide pairs.tsv --key sheets.key.tsv --answers answers.txt",
            "ascii-lab art review --set second-look.tsv");
    }

    private static void Name(ReviewTable table, IReadOnlyList<ReviewRow> rows)
    {
        // Answers given again, with more pairs decided, change guesses into names; what a second look decided stays.
        foreach (var row in rows.Where(row => table.Find(row.Id) is not { Verdict: ReviewVerdict.Clear or ReviewVerdict.Dropped } known || known.Sheet != row.Sheet)) table.Set(row);
        foreach (var verdict in rows.GroupBy(row => row.Verdict).OrderBy(group => group.Key))
        {
            Console.WriteLine($"{verdict.Key.ToString().ToLowerInvariant(),-8} {verdict.Count(),6:N0}  {(double)verdict.Count() / rows.Count:0.0%}");
        }
    }

    private static void SetVerdict(ReviewTable table, string id, string word, string date, string file)
    {
        if (table.Find(id) is not { } row) throw new CorpusException($"{id} has no row in the review. Show the drawing on a sheet first.");
        table.Set(row with { Verdict = ReviewTable.ParseVerdict(word, $"{file}: {id}"), Date = date });
    }

    // Unnamed drawings, and named ones the viewer remarked something on.
    private static string Pending(ReviewTable table, IEnumerable<Corpus.Collection.Drawing> drawings) => string.Concat(drawings
        .Select(drawing => (drawing, row: table.Find(drawing.Id)))
        .Where(pair => pair.row is { Verdict: ReviewVerdict.Unnamed } or { Verdict: ReviewVerdict.First or ReviewVerdict.Second, Note.Length: > 0 })
        .Select(pair => $"{pair.drawing.Id}\t{pair.drawing.Subject}\t{pair.drawing.Size.Name}\t{pair.row!.FirstGuess}\t{pair.row.SecondGuess}\t{pair.row.Note}\t{pair.drawing.Place}\n"));
}
