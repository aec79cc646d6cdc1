// The collection on disk: one small file per subject, below a folder per initial letter, so that whoever adds a drawing
// edits one file and two people rarely edit the same one.

using AsciiGen.Corpus.Sources;
using AsciiGen.Formats;

namespace AsciiGen.Corpus.Collection;

/// <summary>Reads the collection's folder and puts drawings where they belong in it.</summary>
public static class CollectionFolder
{
    /// <summary>Name of the review table within the folder.</summary>
    public const string ReviewFile = "REVIEW.tsv";

    /// <summary>Name of the table of decided guesses within the folder.</summary>
    public const string GuessFile = "GUESSES.tsv";

    /// <summary>True for the folder of a collection: it has a review table.</summary>
    public static bool IsCollection(string folder) => File.Exists(Path.Combine(folder, ReviewFile));

    /// <summary>All drawings of files, in file order.</summary>
    /// <exception cref="CorpusException">A file cannot be read, or a block in it is spoilt.</exception>
    public static IReadOnlyList<Drawing> Load(IEnumerable<string> files) => DrawingFile.Read(files).Select(result => result.Drawing
        ?? throw new CorpusException($"{result.Problem!.Place}: {result.Problem.Message}. Mend it first; 'ascii-lab art check' lists all faults.")).ToList();

    /// <summary>Faults of files that stand in the wrong place of the collection.</summary>
    /// <param name="folder">The collection.</param>
    public static IEnumerable<ImportProblem> CheckPlaces(string folder)
    {
        foreach (var file in DrawingFile.Find([folder]))
        {
            var place = Path.GetRelativePath(folder, file);
            foreach (var drawing in DrawingFile.Parse(SourceFiles.ReadText(file), Path.GetFileName(file)).Select(result => result.Drawing).OfType<Drawing>())
            {
                var expected = DrawingFile.PathOf(drawing.Subject);
                if (place != expected) yield return new(drawing.Place, $"{drawing.Subject}: belongs into {expected}");
            }
        }
    }

    /// <summary>Writes the files of these drawings anew, smallest size first, and deletes the files of the folder that hold none of them.</summary>
    /// <returns>Files written or deleted.</returns>
    public static int Save(string folder, IEnumerable<Drawing> drawings)
    {
        var files = drawings.GroupBy(drawing => Path.Combine(folder, DrawingFile.PathOf(drawing.Subject)))
            .ToDictionary(file => file.Key, file => DrawingFile.Format(file
                .OrderBy(drawing => drawing.Subject, StringComparer.Ordinal)
                .ThenBy(drawing => drawing.Size.MaxWidth)
                .ThenBy(drawing => drawing.Tags.Count > 0)));
        var changed = 0;
        foreach (var (path, text) in files)
        {
            if (File.Exists(path) && File.ReadAllText(path) == text) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.SaveText(path, text);
            changed++;
        }

        foreach (var old in Directory.GetFiles(folder, "*.txt", SearchOption.AllDirectories).Where(path => !files.ContainsKey(path)))
        {
            File.Delete(old);
            changed++;
        }

        return changed;
    }
}
