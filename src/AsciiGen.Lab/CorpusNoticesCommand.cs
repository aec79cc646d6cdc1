// `corpus notices`: THIRD-PARTY-NOTICES.md from a recipe, so that every source of a corpus is named as its licence asks.

using System.CommandLine;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Formats;

namespace AsciiGen.Lab;

internal static class CorpusNoticesCommand
{
    internal static Command Create()
    {
        var recipe = new Option<string>("--recipe") { Description = "The recipe", HelpName = "FILE", DefaultValueFactory = _ => "corpus/default.json" };
        var output = new Option<string>("--out") { Description = "Where to write", HelpName = "FILE", DefaultValueFactory = _ => "THIRD-PARTY-NOTICES.md" };
        var command = new Command("notices", "Writes whose work is in the programs and in a corpus made with a recipe.") { recipe, output };
        command.Does((parsed, _) =>
        {
            var loaded = Recipe.Load(parsed.GetRequiredValue(recipe));
            var path = parsed.GetRequiredValue(output);
            AtomicFile.SaveText(path, ThirdPartyNotices.Format(loaded));
            Console.WriteLine($"{path}: {loaded.Sources.Count} sources, {loaded.WordLists.Count} word lists.");
        });
        return command.WithExamples("ascii-lab corpus notices --recipe corpus/default.json --out THIRD-PARTY-NOTICES.md");
    }
}
