// Our own drawings: text files of blocks, each a header `subject | alias, alias | size`, the drawing as it is, and a
// line `%%`. A malformed block becomes a problem with its file and line; the blocks around it are read all the same.
// All sizes of a subject in one file are one group.
//
//   cat | kitten, feline | small
//    /\_/\
//   ( o.o )
//   %%

using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Sources;

/// <summary>Reads drawings in the block format of <c>art/hand</c>.</summary>
public static class HandDrawnSource
{
    /// <summary>The line that ends a block.</summary>
    public const string BlockEnd = "%%";

    /// <summary>Who drew them.</summary>
    public const string Author = "The ascii-gen authors";

    /// <summary>The source as the database lists it.</summary>
    public static SourceInfo Info { get; } = new("hand", "hand", "", "CC0-1.0", "Hand-drawn by the ascii-gen authors");

    /// <summary>Lists the files behind paths: a file stands for itself, a folder for its <c>*.txt</c>, sorted by name.</summary>
    /// <exception cref="CorpusException">A path does not exist, or a folder has no such file.</exception>
    public static IReadOnlyList<string> FindFiles(IEnumerable<string> paths) => SourceFiles.Find(paths, "*.txt");

    /// <summary>Reads files one after the other.</summary>
    /// <exception cref="CorpusException">A file cannot be read.</exception>
    public static IEnumerable<ImportResult> Read(IEnumerable<string> files) =>
        files.SelectMany(file => Parse(SourceFiles.ReadText(file), Path.GetFileName(file)));

    /// <summary>Reads the text of one file.</summary>
    /// <param name="text">Blocks; the last one may lack its end line.</param>
    /// <param name="file">Name for places and groups.</param>
    public static IEnumerable<ImportResult> Parse(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var start = 0; start < lines.Length;)
        {
            if (string.IsNullOrWhiteSpace(lines[start]))
            {
                start++;
                continue;
            }

            var end = Array.FindIndex(lines, start, line => line.TrimEnd() == BlockEnd);
            if (end < 0) end = lines.Length;
            // A second header means that the end line before it is missing: the block up to there is spoilt, not the next one.
            var header = Array.FindIndex(lines, start + 1, Math.Max(0, end - start - 1), IsHeader);
            if (header >= 0)
            {
                yield return ImportResult.Unreadable($"{file}:{start + 1}", $"the block has no '{BlockEnd}' before the header in line {header + 1}");
                start = header;
                continue;
            }

            yield return ReadBlock(lines.AsSpan(start, end - start), $"{file}:{start + 1}", file);
            start = end + 1;
        }
    }

    private static ImportResult ReadBlock(ReadOnlySpan<string> block, string place, string file)
    {
        if (block.IsEmpty) return ImportResult.Unreadable(place, $"'{BlockEnd}' without a block before it");
        var fields = block[0].Split('|');
        if (fields.Length != 3)
        {
            return ImportResult.Unreadable(place, $"header '{Shorten(block[0])}' is not 'subject | alias, alias | size'");
        }

        var subject = fields[0].Trim();
        if (subject.Length == 0) return ImportResult.Unreadable(place, "the header names no subject");
        if (fields[2].Trim().Length == 0) return ImportResult.Unreadable(place, "the header names no size");
        var drawing = string.Join('\n', block[1..].ToArray());
        if (string.IsNullOrWhiteSpace(drawing)) return ImportResult.Unreadable(place, $"'{subject}' has no drawing");
        var aliases = fields[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return ImportResult.Of(new(drawing, subject, aliases, Style.Hand, place, $"hand/{file}/{subject}", Author));
    }

    /// <summary>Strict, so that no row of a drawing is taken for one: three fields, and the last is a size word.</summary>
    private static bool IsHeader(string line) =>
        line.Split('|') is { Length: 3 } fields && fields[0].Any(char.IsAsciiLetter) && fields[2].Trim() is "small" or "medium" or "large";

    private static string Shorten(string line) => line.Length <= 40 ? line : line[..40] + "...";
}
