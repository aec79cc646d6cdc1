// The one way the collection's tables are stored: tab-separated text with a line of column names, which a person can
// read in an editor and a difference shows row by row. Does not know what the columns mean.

using AsciiGen.Corpus.Sources;
using AsciiGen.Formats;

namespace AsciiGen.Corpus.Collection;

internal static class TabSeparated
{
    /// <summary>Rows of a file without its line of names; none when there is no such file.</summary>
    /// <exception cref="CorpusException">The names are others, or a row has more or fewer fields.</exception>
    internal static IEnumerable<string[]> Load(string path, string[] columns)
    {
        if (!File.Exists(path)) yield break;
        var lines = SourceFiles.ReadText(path).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (!lines[0].Split('\t').SequenceEqual(columns))
        {
            throw new CorpusException($"{path}:1: the columns are not {string.Join(", ", columns)}. Restore the first line.");
        }

        for (var i = 1; i < lines.Length; i++)
        {
            var fields = lines[i].Split('\t');
            if (fields.Length != columns.Length) throw new CorpusException($"{path}:{i + 1}: {fields.Length} fields, expected {columns.Length}. Separate them by tabs.");
            yield return fields;
        }
    }

    internal static void Save(string path, string[] columns, IEnumerable<string[]> rows) =>
        AtomicFile.SaveText(path, string.Concat(rows.Prepend(columns).Select(row => string.Join('\t', row.Select(Clean)) + "\n")));

    private static string Clean(string field) => field.Replace('\t', ' ').ReplaceLineEndings(" ").Trim();
}
