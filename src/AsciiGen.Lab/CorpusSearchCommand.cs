// `corpus search`: full-text search over subject, aliases, keywords and source.

using System.CommandLine;
using System.Diagnostics;
using AsciiGen.Corpus;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class CorpusSearchCommand
{
    internal static Command Create()
    {
        var words = new Argument<string[]>("WORD") { Description = "Words of the subject, an alias, a keyword or the source; beginnings count", Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit") { Description = "Most drawings to list", HelpName = "N", DefaultValueFactory = _ => 20 };
        var art = new Option<bool>("--art") { Description = "Print the drawings themselves" };
        var verbose = new Option<bool>("--verbose") { Description = "Tell how long the search took" };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("search", "Finds drawings by their words.") { words, limit, art, verbose, database };
        command.Does((parsed, _) =>
        {
            if (parsed.GetValue(limit) < 1) throw new ArgumentException("--limit is below 1; ask for at least one drawing");
            using var corpus = CorpusDatabase.Open(parsed.GetRequiredValue(database), readOnly: true);
            var query = string.Join(' ', parsed.GetRequiredValue(words));
            if (parsed.GetValue(verbose)) ArtworkQueries.Search(corpus, query, 1); // opens the index, loads the code
            var clock = Stopwatch.StartNew();
            var found = ArtworkQueries.Search(corpus, query, parsed.GetValue(limit));
            if (parsed.GetValue(verbose)) Console.Error.WriteLine($"{found.Count} drawings in {clock.Elapsed.TotalMilliseconds:F1} ms.");
            if (found.Count == 0) Console.Error.WriteLine("Nothing found.");
            else if (parsed.GetValue(art)) PrintDrawings(found);
            else PrintTable(found);
        });
        return command.WithExamples(
            "ascii-lab corpus search cat", "ascii-lab corpus search sea creature --limit 5", "ascii-lab corpus search owl --art");
    }

    private static void PrintTable(IReadOnlyList<Artwork> artworks)
    {
        var table = LabTable.Create("id", "subject", "aliases", "style", "size", "source", "valid");
        foreach (var artwork in artworks)
        {
            table.AddTextRow(
                $"{artwork.Id}", artwork.Subject, string.Join(", ", artwork.Aliases), Styles.NameOf(artwork.Style),
                $"{artwork.Width}x{artwork.Height}", artwork.Source, artwork.IsValid ? "yes" : artwork.Reasons);
        }

        AnsiConsole.Write(table);
    }

    private static void PrintDrawings(IReadOnlyList<Artwork> artworks)
    {
        foreach (var artwork in artworks)
        {
            Console.WriteLine($"{artwork.Id} {artwork.Subject} ({Styles.NameOf(artwork.Style)}, {artwork.Width}x{artwork.Height})");
            Console.WriteLine(artwork.Text);
            Console.WriteLine();
        }
    }
}
