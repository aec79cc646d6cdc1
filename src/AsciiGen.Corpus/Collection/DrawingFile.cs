// The one grammar of the collection's files, which art/hand/README.md describes: blocks of a header
// `subject | alias, alias | size | key=value, key=value` (the tags and the bar before them may be missing), the drawing,
// and a line `%%`. A malformed block becomes a problem with its file and line; the blocks around it are read all the same.

using AsciiGen.Corpus.Sources;

namespace AsciiGen.Corpus.Collection;

/// <summary>Reads and writes files of drawings.</summary>
public static class DrawingFile
{
    /// <summary>The line that ends a block.</summary>
    public const string BlockEnd = "%%";

    private const string Grammar = "subject | alias, alias | size | key=value";

    /// <summary>Lists the files behind paths: a file stands for itself, a folder for the <c>*.txt</c> in and below it, sorted by path.</summary>
    /// <exception cref="CorpusException">A path does not exist, or a folder has no such file.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) => SourceFiles.Find(paths, SearchOption.AllDirectories, "*.txt");

    /// <summary>Reads files one after the other.</summary>
    /// <exception cref="CorpusException">A file cannot be read.</exception>
    public static IEnumerable<DrawingResult> Read(IEnumerable<string> files) =>
        files.SelectMany(file => Parse(SourceFiles.ReadText(file), Path.GetFileName(file)));

    /// <summary>Reads the text of one file.</summary>
    /// <param name="text">Blocks; the last one may lack its end line.</param>
    /// <param name="file">Name for places.</param>
    public static IEnumerable<DrawingResult> Parse(string text, string file)
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
                yield return DrawingResult.Unreadable($"{file}:{start + 1}", $"the block has no '{BlockEnd}' before the header in line {header + 1}");
                start = header;
                continue;
            }

            yield return ReadBlock(lines.AsSpan(start, end - start), file, start + 1);
            start = end + 1;
        }
    }

    /// <summary>Text of a file that holds these drawings, normalised, in their order.</summary>
    public static string Format(IEnumerable<Drawing> drawings)
    {
        ArgumentNullException.ThrowIfNull(drawings);
        return string.Concat(drawings.Select(drawing => $"{drawing.Header}\n{drawing.Text}\n{BlockEnd}\n"));
    }

    /// <summary>Where a subject's drawings belong below the collection's folder: <c>c/cat.txt</c>.</summary>
    public static string PathOf(string subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        var name = string.Join('-', string.Concat(subject.Select(character => char.IsAsciiLetterOrDigit(character) ? character : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (name.Length == 0) throw new ArgumentException($"subject '{subject}' has neither a letter nor a digit", nameof(subject));
        return Path.Combine(char.IsAsciiLetter(name[0]) ? name[..1] : "0", name + ".txt");
    }

    private static DrawingResult ReadBlock(ReadOnlySpan<string> block, string file, int line)
    {
        var place = $"{file}:{line}";
        if (block.IsEmpty) return DrawingResult.Unreadable(place, $"'{BlockEnd}' without a block before it");
        var fields = block[0].Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length is not (3 or 4)) return DrawingResult.Unreadable(place, $"header '{Shorten(block[0])}' is not '{Grammar}'");
        if (fields[0].Length == 0) return DrawingResult.Unreadable(place, "the header names no subject");
        if (DrawingSize.Find(fields[2]) is not { } size)
        {
            return DrawingResult.Unreadable(place, $"size '{fields[2]}' is none of {string.Join(", ", DrawingSize.All.Select(known => known.Name))}");
        }

        var tags = new List<DrawingTag>();
        foreach (var text in fields.Length == 4 ? fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            if (!DrawingTag.TryParse(text, out var tag, out var fault)) return DrawingResult.Unreadable(place, fault);
            tags.Add(tag);
        }

        var drawing = string.Join('\n', block[1..].ToArray());
        if (string.IsNullOrWhiteSpace(drawing)) return DrawingResult.Unreadable(place, $"'{fields[0]}' has no drawing");
        var aliases = fields[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return DrawingResult.Of(new(fields[0], aliases, size, tags, drawing, file, line));
    }

    /// <summary>Strict, so that no row of a drawing is taken for one: the third field is a size word.</summary>
    private static bool IsHeader(string line) =>
        line.Split('|') is { Length: 3 or 4 } fields && fields[0].Any(char.IsAsciiLetter) && DrawingSize.Find(fields[2].Trim()) is not null;

    private static string Shorten(string line) => line.Length <= 40 ? line : line[..40] + "...";
}
