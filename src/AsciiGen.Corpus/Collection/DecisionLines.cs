// What somebody decided, as the review's commands take it: a line for each decision, its fields between tabs. Does not know
// what the fields mean.

using AsciiGen.Corpus.Sources;

namespace AsciiGen.Corpus.Collection;

/// <summary>Reads decisions.</summary>
public static class DecisionLines
{
    /// <summary>Lines of files that are not empty, with the file each is of.</summary>
    /// <param name="files">Text files.</param>
    /// <param name="fields">Fields a line has at least.</param>
    /// <exception cref="CorpusException">A file cannot be read, or a line has fewer fields.</exception>
    public static IEnumerable<(string Path, string[] Fields)> Read(IEnumerable<string> files, int fields)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in files)
        {
            foreach (var line in SourceFiles.ReadText(file).ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0))
            {
                var parts = line.Split('\t', StringSplitOptions.TrimEntries);
                if (parts.Length < fields) throw new CorpusException($"{file}: '{line}' has {parts.Length} fields, expected {fields}. Separate them by tabs.");
                yield return (file, parts);
            }
        }
    }
}
