// `naming score`: numbered answers and their key -> how many drawings were named at the first guess and within two, and
// what the others were taken for. Pairs of words nobody decided yet go to a file, to be decided without the drawing.

using System.CommandLine;
using System.Globalization;
using AsciiGen.Corpus.Collection;
using AsciiGen.Formats;

namespace AsciiGen.Lab;

internal static class NamingScoreCommand
{
    internal static Command Create()
    {
        var folder = ArtCommand.FolderOption();
        var key = new Option<string>("--key") { Description = "Key of the sheets", HelpName = "FILE", Required = true };
        var answers = new Option<string[]>("--answers") { Description = "Files of lines NUMBER, tab, guess, tab, guess", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
        var decide = new Option<string[]>("--decide") { Description = "Files of lines SUBJECT, tab, guess, tab, yes or no; kept in the collection's table", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var undecided = new Option<string?>("--undecided") { Description = "Write the pairs of words to decide here", HelpName = "FILE" };
        var command = new Command("score", "Counts how many drawings a viewer named.") { folder, key, answers, decide, undecided };
        command.Does((parsed, _) =>
        {
            var table = Path.Combine(parsed.GetRequiredValue(folder), CollectionFolder.GuessFile);
            var judge = GuessJudge.Load(table);
            if (parsed.GetValue(decide) is { Length: > 0 } decisions)
            {
                foreach (var (path, field) in DecisionLines.Read(decisions, 3)) judge.Decide(field[0], field[1], field[2], path);
                judge.Save(table);
            }

            var keyPath = parsed.GetRequiredValue(key);
            var (rows, shown) = BlindNaming.Judge(keyPath, parsed.GetRequiredValue(answers), judge, DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Print(rows, shown, keyPath);
            if (parsed.GetValue(undecided) is { } file) AtomicFile.SaveText(file, string.Concat(judge.Undecided.Select(pair => $"{pair.Subject}\t{pair.Guess}\n")));
            if (judge.Undecided.Count > 0) Console.WriteLine($"{judge.Undecided.Count} guesses are neither the subject's word nor decided and count as wrong; --undecided lists them.");
        });
        return command.WithExamples(
            "ascii-lab naming score --key everyday.key.tsv --answers answers.txt --undecided pairs.tsv",
            "ascii-lab naming score --key everyday.key.tsv --answers answers.txt --decide pairs.tsv");
    }

    private static void Print(IReadOnlyList<ReviewRow> rows, int shown, string keyPath)
    {
        var first = rows.Count(row => row.Verdict == ReviewVerdict.First);
        var second = rows.Count(row => row.Verdict == ReviewVerdict.Second);
        foreach (var row in rows.Where(row => row.Verdict is not (ReviewVerdict.First or ReviewVerdict.Second)).OrderBy(row => row.Subject, StringComparer.Ordinal))
        {
            Console.WriteLine($"{BlindNaming.NumberOf(row.Sheet, keyPath),4} {row.Subject}: {row.FirstGuess}, {row.SecondGuess}");
        }

        Console.WriteLine($"{shown} drawings, {rows.Count} answered: {first} named at first guess, {first + second} within two, {rows.Count - first - second} not.");
    }
}
