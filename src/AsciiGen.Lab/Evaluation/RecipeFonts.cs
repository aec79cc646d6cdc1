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
            try
            {
                var path = store.LocateAsync(source, cancel).GetAwaiter().GetResult();
                fonts.AddRange(FigletSource.FindFonts([path]).Where(font => source.Takes(Path.GetFileNameWithoutExtension(font))).Select(FigletFont.Load));
            }
            catch (Exception error) when (error is CorpusException or PackageException)
            {
                problems.Add($"fonts of '{source.Name}': {error.Message}");
            }
        }

        return fonts;
    }
}
