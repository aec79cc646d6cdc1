// `corpus validate`: today's rules over everything that was imported before.

using System.CommandLine;
using AsciiGen.Corpus;

namespace AsciiGen.Lab;

internal static class CorpusValidateCommand
{
    private const int ExamplesShown = 3;

    internal static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would change" };
        var all = new Option<bool>("--all") { Description = "List every drawing whose verdict differs, not a few of each kind" };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("validate", "Judges every drawing again by the rules of this program.") { dryRun, all, database };
        command.Does((parsed, cancel) =>
        {
            var (isDry, isListing) = (parsed.GetValue(dryRun), parsed.GetValue(all));
            using var corpus = CorpusDatabase.Open(parsed.GetRequiredValue(database), readOnly: isDry);
            var changes = ArtworkValidation.Validate(corpus, isDry, cancel);
            foreach (var kind in changes.GroupBy(change => $"{Name(change.Before)} -> {Name(change.Now)}").OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal))
            {
                Console.WriteLine($"{kind.Count()} {kind.Key}");
                foreach (var change in kind.Take(isListing ? int.MaxValue : ExamplesShown)) Console.WriteLine($"    {change.Id} {change.Subject}");
            }

            Console.Error.WriteLine($"{changes.Count} verdicts {(isDry ? "would change" : "changed")}.");
        });
        return command.WithExamples("ascii-lab corpus validate --dry-run", "ascii-lab corpus validate");
    }

    private static string Name(string reasons) => reasons.Length == 0 ? "valid" : reasons;
}
