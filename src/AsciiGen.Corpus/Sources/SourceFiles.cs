// Paths on the command line -> files with text. Missing paths are found before anything is imported.

namespace AsciiGen.Corpus.Sources;

internal static class SourceFiles
{
    /// <summary>A file stands for itself, a folder for its matching files sorted by name.</summary>
    internal static IReadOnlyList<string> Find(IEnumerable<string> paths, SearchOption depth, params string[] patterns)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                files.Add(path);
                continue;
            }

            if (!Directory.Exists(path)) throw new CorpusException($"{path} does not exist. Give a file or a folder.");
            var found = patterns.SelectMany(pattern => Directory.GetFiles(path, pattern, depth)).Order(StringComparer.Ordinal).ToList();
            if (found.Count == 0) throw new CorpusException($"{path} holds no {string.Join(" or ", patterns)}. Give another folder.");
            files.AddRange(found);
        }

        return files;
    }

    internal static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException($"{file} cannot be read ({error.Message.TrimEnd('.')}). Check the path and its permissions.", error);
        }
    }
}
