// What a corpus is made of: sources in order and word lists, read from one JSON file that is checked completely
// before anything is fetched. Paths in it are relative to the parent of the folder the recipe lies in, so
// corpus/default.json names files of the repository, wherever that lies and whatever the current directory is.

namespace AsciiGen.Corpus.Recipes;

/// <summary>A recipe: where the drawings of a corpus come from.</summary>
/// <param name="File">The file as it was given.</param>
/// <param name="Sources">At least one, in the order they are built in.</param>
/// <param name="WordLists">Possibly none.</param>
public sealed record Recipe(string File, IReadOnlyList<RecipeSource> Sources, IReadOnlyList<RecipeWordList> WordLists)
{
    /// <summary>Reads and checks a recipe.</summary>
    /// <param name="path">The file; what it names by path is looked for below the parent of its folder.</param>
    /// <exception cref="CorpusException">The file cannot be read, or a field is missing, unknown, given twice or wrong: one line with file and field.</exception>
    public static Recipe Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RecipeReader.Read(Text(path), path, RootOf(path));
    }

    /// <summary>Full path of the folder that paths in the recipe are relative to.</summary>
    public string Root => RootOf(File);

    /// <summary>Every package of the recipe once, in order: what can be fetched ahead.</summary>
    public IReadOnlyList<RecipePackage> Packages =>
        [.. Sources.Select(source => source.Package).Concat(WordLists.Select(list => list.Package)).OfType<RecipePackage>().DistinctBy(package => (package.Client, package.Name, package.Version))];

    private static string RootOf(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Path.GetDirectoryName(folder) ?? folder;
    }

    private static string Text(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException($"{path}: cannot be read ({error.Message.TrimEnd('.')}). Give the path of a recipe, such as corpus/default.json.", error);
        }
    }
}
