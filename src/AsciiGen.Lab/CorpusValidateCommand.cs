// `corpus validate`: today's rules over everything that was imported before.

using System.CommandLine;
using AsciiGen.Corpus;

namespace AsciiGen.Lab;

internal static class CorpusValidateCommand
{
    internal static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only list what would change" };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("validate", "Judges every drawing again by the rules of this program.") { dryRun, database };
        command.Does((parsed, cancel) =>
        {
            var isDry = parsed.GetValue(dryRun);
            using var corpus = CorpusDatabase.Open(parsed.GetRequiredValue(database), readOnly: isDry);
            var changes = ArtworkValidation.Validate(corpus, isDry, cancel);
            foreach (var change in changes)
            {
                Console.WriteLine($"{change.Id} {change.Subject}: {Name(change.Before)} -> {Name(change.Now)}");
            }

            Console.Error.WriteLine($"{changes.Count} verdicts {(isDry ? "would change" : "changed")}.");
        });
        return command.WithExamples("ascii-lab corpus validate --dry-run", "ascii-lab corpus validate");
    }

    private static string Name(string reasons) => reasons.Length == 0 ? "valid" : reasons;
}
