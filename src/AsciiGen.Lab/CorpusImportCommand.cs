// `corpus import`: one subcommand for each kind of source, each in a file of its own. What they share is here: a live
// count, a report, problems listed with file and line. A source of which nothing at all could be read is a failure.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Lab.Building;

namespace AsciiGen.Lab;

internal static class CorpusImportCommand
{
    private const int MostProblemsShown = 10;

    internal static Command Create() => new Command("import", "Adds drawings from files. What is there already is skipped.")
    {
        CorpusImportHandCommand.Create(),
        CorpusImportFigletCommand.Create(),
        PictureImportCommand.CreateIcons(),
        PictureImportCommand.CreateQuickDraw(),
    }.WithExamples(
        "ascii-lab corpus import hand art/hand",
        "ascii-lab corpus import figlet /usr/share/figlet --license BSD-3-Clause",
        "ascii-lab corpus import icons node_modules/@iconify-json/lucide");

    /// <summary>Imports into the database at <paramref name="path"/> with a live count, then prints what came of it.</summary>
    internal static void Run(string path, SourceInfo source, Func<CorpusDatabase, IEnumerable<ImportResult>> read, CancellationToken cancel)
    {
        using var corpus = CorpusDatabase.Open(path);
        var report = Import(corpus, source, read(corpus), cancel);
        if (report.Read == 0 && report.Problems.Count > 0) throw new CorpusException($"{report.Problems[0].Place}: {report.Problems[0].Message}");
        Console.WriteLine(
            $"{source.Name}: {report.Read} drawings read, {report.Added} added, {report.Invalid} added as not valid, "
            + $"{report.Duplicates} there already, {report.Problems.Count} unreadable.");
        foreach (var problem in report.Problems.Take(MostProblemsShown)) Console.Error.WriteLine($"{problem.Place}: {problem.Message}");
        if (report.Problems.Count > MostProblemsShown)
        {
            Console.Error.WriteLine($"... and {report.Problems.Count - MostProblemsShown} more; 'ascii-lab corpus stats --problems' lists all.");
        }
    }

    // Whatever ends the import, the next message begins on a line of its own.
    private static ImportReport Import(CorpusDatabase corpus, SourceInfo source, IEnumerable<ImportResult> results, CancellationToken cancel)
    {
        using var live = new LiveLine();
        return Importer.Import(corpus, source, results, live, cancel);
    }
}
