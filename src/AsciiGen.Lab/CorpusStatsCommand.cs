// `corpus stats`: counts by source and style, and why drawings were refused.

using System.CommandLine;
using AsciiGen.Corpus;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class CorpusStatsCommand
{
    internal static Command Create()
    {
        var problems = new Option<bool>("--problems") { Description = "List everything the last imports could not read" };
        var digest = new Option<bool>("--digest") { Description = "Print a number that two corpora share only if they hold the same" };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("stats", "Counts drawings, subjects, tokens and faults.") { problems, digest, database };
        command.Does((parsed, _) =>
        {
            var path = parsed.GetRequiredValue(database);
            using var corpus = CorpusDatabase.Open(path, readOnly: true);
            if (parsed.GetValue(digest))
            {
                Console.WriteLine(CorpusDigest.Compute(corpus));
                return;
            }

            var counts = ArtworkQueries.Count(corpus);
            if (counts.Sources.Count == 0) Console.WriteLine($"{path} has no artworks yet.");
            else PrintCounts(counts);
            if (parsed.GetValue(problems))
            {
                foreach (var problem in counts.Problems) Console.WriteLine($"{problem.Place}: {problem.Message}");
            }
            else if (counts.Problems.Count > 0)
            {
                Console.WriteLine($"{counts.Problems.Count} could not be read; --problems lists them.");
            }
        });
        return command.WithExamples("ascii-lab corpus stats", "ascii-lab corpus stats --problems", "ascii-lab corpus stats --digest");
    }

    private static void PrintCounts(CorpusStatistics counts)
    {
        var table = LabTable.Create("source", "style", "licence", "artworks", "valid", "subjects", "tokens", "mirror");
        foreach (var column in table.Columns.Skip(3)) column.RightAligned();
        foreach (var source in counts.Sources)
        {
            table.AddTextRow(
                source.Source, Styles.NameOf(source.Style), source.License, $"{source.Artworks:N0}", $"{source.Valid:N0}",
                $"{source.Subjects:N0}", $"{source.Tokens:N0}", $"{source.Mirrorable:N0}");
        }

        table.AddTextRow(
            "all", "", "", $"{counts.Sources.Sum(source => source.Artworks):N0}", $"{counts.Sources.Sum(source => source.Valid):N0}",
            $"{counts.Subjects:N0}", $"{counts.Sources.Sum(source => source.Tokens):N0}", $"{counts.Sources.Sum(source => source.Mirrorable):N0}");
        AnsiConsole.Write(table);
        if (counts.Reasons.Count == 0) return;
        var reasons = LabTable.Create("not valid because", "artworks");
        reasons.Columns[1].RightAligned();
        foreach (var reason in counts.Reasons) reasons.AddTextRow(reason.Reasons, $"{reason.Artworks:N0}");
        AnsiConsole.Write(reasons);
    }
}
