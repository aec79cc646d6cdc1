// `corpus init`: an empty database; harmless when it is there already.

using System.CommandLine;
using AsciiGen.Corpus;

namespace AsciiGen.Lab;

internal static class CorpusInitCommand
{
    internal static Command Create()
    {
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("init", "Makes an empty corpus database. One that exists stays as it is.") { database };
        command.Does((parsed, _) =>
        {
            var path = parsed.GetRequiredValue(database);
            var existed = new FileInfo(path) is { Exists: true, Length: > 0 };
            using var corpus = CorpusDatabase.Create(path);
            Console.Error.WriteLine(existed ? $"{path} is a corpus already." : $"Made {path}.");
        });
        return command.WithExamples("ascii-lab corpus init", "ascii-lab corpus init --db other.db");
    }
}
