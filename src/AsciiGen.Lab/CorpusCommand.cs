// `ascii-lab corpus`: the group of commands around the corpus database. Each command lives in its own file; what
// they share is the --db option.

using System.CommandLine;

namespace AsciiGen.Lab;

internal static class CorpusCommand
{
    internal const string DefaultDatabase = "data/ascii_art.db";

    internal static Command Create() => new Command("corpus", "Collects drawings in a database and packs them for training.")
    {
        CorpusInitCommand.Create(),
        CorpusBuildCommand.Create(),
        CorpusImportCommand.Create(),
        CorpusSearchCommand.Create(),
        CorpusSheetsCommand.Create(),
        CorpusStatsCommand.Create(),
        CorpusReportCommand.Create(),
        CorpusShowCommand.Create(),
        CorpusValidateCommand.Create(),
        CorpusPackCommand.Create(),
        CorpusSubjectsCommand.Create(),
        CorpusNoticesCommand.Create(),
    }.WithExamples(
        "ascii-lab corpus init",
        "ascii-lab corpus import hand art/hand",
        "ascii-lab corpus stats");

    /// <summary>A new --db option; every command needs its own.</summary>
    internal static Option<string> DatabaseOption() => new("--db")
    {
        Description = "The corpus database",
        HelpName = "FILE",
        DefaultValueFactory = _ => DefaultDatabase,
    };
}
