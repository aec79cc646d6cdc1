// `corpus subjects`: which subjects a corpus has, in which styles, and under which other words, as the file that goes into
// a model directory, so that ascii-gen knows what its model was trained on.

using System.CommandLine;
using System.Text;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Corpus.Words;
using AsciiGen.Formats;
using AsciiGen.Subjects;

namespace AsciiGen.Lab;

internal static class CorpusSubjectsCommand
{
    internal static Command Create()
    {
        var recipe = new Option<string>("--recipe") { Description = "The recipe that names the dictionary", HelpName = "FILE", DefaultValueFactory = _ => "corpus/default.json" };
        var packages = new Option<string>("--packages") { Description = "Where fetched packages are kept", HelpName = "FOLDER", DefaultValueFactory = _ => "data/packages" };
        var output = new Option<string>("--out") { Description = "Where to write", HelpName = "FILE", DefaultValueFactory = _ => "data/subjects.tsv" };
        var style = new Option<string?>("--style") { Description = "Only subjects with a drawing in this style: what a model saw in another one alone it may not be able to draw", HelpName = "NAME" };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("subjects", "Writes the list of subjects that goes into a model directory (ascii-lab export --subjects).") { recipe, packages, output, style, database };
        command.Does((parsed, cancel) =>
        {
            var plan = Recipe.Load(parsed.GetRequiredValue(recipe));
            using var corpus = CorpusDatabase.Open(parsed.GetRequiredValue(database), readOnly: true);
            var subjects = SubjectListing.Of(corpus, Nouns(plan, parsed.GetRequiredValue(packages), cancel), parsed.GetValue(style) is { } name ? StyleOption.Read(name) : null);
            var path = parsed.GetRequiredValue(output);
            var text = SubjectTable.Format(subjects);
            SubjectTable.Parse(Encoding.ASCII.GetBytes(text), path);
            AtomicFile.SaveText(path, text);
            Console.WriteLine($"{path}: {subjects.Count:N0} subjects, {subjects.Sum(subject => subject.Aliases.Count):N0} aliases, {subjects.Sum(subject => subject.Kinds.Count):N0} kinds, {text.Length:N0} bytes.");
        });
        return command.WithExamples("ascii-lab corpus subjects", "ascii-lab corpus subjects --db data/ascii_art.db --out data/subjects.tsv");
    }

    private static WordNet? Nouns(Recipe recipe, string packages, CancellationToken cancel)
    {
        if (recipe.WordLists.FirstOrDefault(list => list.Kind == WordListKind.WordNet) is not { } dictionary)
        {
            Console.Error.WriteLine($"{recipe.File} names no dictionary: the list will have no kinds.");
            return null;
        }

        using var store = new PackageStore(packages);
        return WordNet.Load(store.Fetch(dictionary.Package, cancel).Content);
    }
}
