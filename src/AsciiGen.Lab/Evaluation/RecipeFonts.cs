// The fonts that the banners of a corpus were drawn with, from the recipe's packages. What cannot be had is named; the other
// fonts go on.

using AsciiGen.Corpus;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Corpus.Sources;

namespace AsciiGen.Lab.Evaluation;

internal static class RecipeFonts
{
    /// <summary>Reads every font of a recipe.</summary>
    /// <param name="recipe">With sources of the kind figlet.</param>
    /// <param name="store">Where packages are kept.</param>
    /// <param name="problems">Gets a line for each source or font that cannot be had.</param>
    /// <param name="cancel">Stops a fetch.</param>
    internal static List<FigletFont> Load(Recipe recipe, PackageStore store, List<string> problems, CancellationToken cancel)
    {
        var fonts = new List<FigletFont>();
        foreach (var source in recipe.Sources.Where(source => source.Kind == SourceKind.Figlet))
        {
            foreach (var path in Try(() => FilesOf(source, store, cancel), source, problems) ?? [])
            {
                if (Try(() => FigletFont.Load(path), source, problems) is { } font) fonts.Add(font);
            }
        }

        if (fonts.Count == 0) problems.Add("banners: the recipe has no font");
        return fonts;
    }

    private static List<string> FilesOf(RecipeSource source, PackageStore store, CancellationToken cancel) =>
        [.. FigletSource.FindFonts([store.LocateAsync(source, cancel).GetAwaiter().GetResult()]).Where(font => source.Takes(Path.GetFileNameWithoutExtension(font)))];

    private static T? Try<T>(Func<T> load, RecipeSource source, List<string> problems)
        where T : class
    {
        try
        {
            return load();
        }
        catch (Exception error) when (error is CorpusException or PackageException)
        {
            problems.Add($"fonts of '{source.Name}': {error.Message}");
            return null;
        }
    }
}
