// `corpus build`: recipe -> corpus. Fetches ahead while it converts, builds source after source in the recipe's order,
// then does what needs all drawings. A source that cannot be had is reported and left out as a whole; a build that is
// interrupted goes on where it stopped.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Building;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Lab.Building;

namespace AsciiGen.Lab;

internal static class CorpusBuildCommand
{
    internal static Command Create()
    {
        var recipe = new Option<string>("--recipe") { Description = "What to build", HelpName = "FILE", DefaultValueFactory = _ => "corpus/default.json" };
        var packages = new Option<string>("--packages") { Description = "Where fetched packages are kept", HelpName = "FOLDER", DefaultValueFactory = _ => "data/packages" };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("build", "Fetches, draws and stores everything a recipe names. Interrupted, it goes on where it stopped.")
        {
            recipe, packages, database,
        };
        command.Does((parsed, cancel) =>
        {
            var path = parsed.GetRequiredValue(database);
            var plan = Recipe.Load(parsed.GetRequiredValue(recipe));
            using var held = BuildLock.Take(path);
            using var store = new PackageStore(parsed.GetRequiredValue(packages));
            using var corpus = CorpusDatabase.Create(path);
            new CorpusBuild(plan, store, corpus).Run(cancel);
        });
        return command.WithExamples(
            "ascii-lab corpus build",
            "ascii-lab corpus build --recipe corpus/default.json --db data/ascii_art.db");
    }
}
