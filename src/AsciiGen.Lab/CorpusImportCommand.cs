// `corpus import`: one subcommand for each kind of source. Here are the kinds that are text already; pictures need a
// converter and have files of their own. What they share: a report of counts, problems listed with file and line.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Sources;

namespace AsciiGen.Lab;

internal static class CorpusImportCommand
{
    private const int MostProblemsShown = 10;

    internal static Command Create() => new Command("import", "Adds drawings from files. What is there already is skipped.")
    {
        CreateHand(),
    }.WithExamples("ascii-lab corpus import hand art/hand");

    /// <summary>Imports into the database at <paramref name="path"/> with a live count, then prints what came of it.</summary>
    internal static void Run(string path, SourceInfo source, Func<CorpusDatabase, IEnumerable<ImportResult>> read, CancellationToken cancel)
    {
        using var corpus = CorpusDatabase.Open(path);
        var report = Importer.Import(corpus, source, read(corpus), new LiveCount(), cancel);
        LiveCount.Clear();
        Console.WriteLine(
            $"{source.Name}: {report.Read} drawings read, {report.Added} added, {report.Invalid} added as not valid, "
            + $"{report.Duplicates} there already, {report.Problems.Count} unreadable.");
        foreach (var problem in report.Problems.Take(MostProblemsShown)) Console.Error.WriteLine($"{problem.Place}: {problem.Message}");
        if (report.Problems.Count > MostProblemsShown)
        {
            Console.Error.WriteLine($"... and {report.Problems.Count - MostProblemsShown} more; 'ascii-lab corpus stats --problems' lists all.");
        }
    }

    private static Command CreateHand()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, or folders with *.txt", Arity = ArgumentArity.OneOrMore };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("hand", "Our own drawings: blocks of 'subject | aliases | size', the drawing, '%%'.") { paths, database };
        command.Does((parsed, cancel) =>
        {
            var files = HandDrawnSource.FindFiles(parsed.GetRequiredValue(paths));
            Run(parsed.GetRequiredValue(database), HandDrawnSource.Info, _ => HandDrawnSource.Read(files), cancel);
        });
        return command.WithExamples("ascii-lab corpus import hand art/hand", "ascii-lab corpus import hand my.txt --db my.db");
    }

    /// <summary>One line on stderr that counts up; silent when stderr is no terminal.</summary>
    private sealed class LiveCount : IProgress<ImportReport>
    {
        public void Report(ImportReport value)
        {
            if (!Console.IsErrorRedirected) Console.Error.Write($"\r{value.Read} drawings, {value.Added} new ");
        }

        internal static void Clear()
        {
            if (!Console.IsErrorRedirected) Console.Error.Write("\r\x1b[K");
        }
    }
}
