// A FIGlet font (.flf, .tlf): a header, comments, then one glyph for each of the codes 32..126, as many rows as the
// header says. What follows those (German letters, code-tagged glyphs) is not needed for words and is not read.
// Does not know how glyphs join; that is FigletRenderer.
//
//   flf2a$ 6 5 16 15 11      signature with hardblank, height, baseline, longest line, layout, comment lines
//    _  @                    a row ends in one mark, the last row of a glyph in two
//   (_)@@

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace AsciiGen.Corpus.Sources;

/// <summary>The glyphs of a FIGlet font.</summary>
public sealed partial class FigletFont
{
    private const int FirstCode = ' ', LastCode = '~', MaxHeight = 100, MaxBytes = 16 << 20;

    private readonly string[][] _glyphs; // (95, height), rows of one glyph equally long

    private FigletFont(string name, int height, char hardBlank, FigletLayout layout, string author, string[][] glyphs)
    {
        Name = name;
        Height = height;
        HardBlank = hardBlank;
        Layout = layout;
        Author = author;
        _glyphs = glyphs;
    }

    /// <summary>File name without its folder.</summary>
    public string Name { get; }

    /// <summary>Rows of every glyph.</summary>
    public int Height { get; }

    /// <summary>A blank that glyphs cannot close up over.</summary>
    public char HardBlank { get; }

    /// <summary>How neighbouring glyphs join.</summary>
    public FigletLayout Layout { get; }

    /// <summary>What follows "by" in the comments, or empty.</summary>
    public string Author { get; }

    /// <summary>Rows of a glyph, hardblanks included, all equally long.</summary>
    /// <param name="character">32..126.</param>
    public IReadOnlyList<string> Glyph(char character)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(character, (char)FirstCode);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(character, (char)LastCode);
        return _glyphs[character - FirstCode];
    }

    /// <summary>Reads a font file.</summary>
    /// <exception cref="CorpusException">It cannot be read or is malformed; the message starts with file and line.</exception>
    public static FigletFont Load(string path)
    {
        try
        {
            // Latin-1 keeps every byte of the old fonts; only the newer .tlf are UTF-8.
            var encoding = Path.GetExtension(path) == ".tlf" ? Encoding.UTF8 : Encoding.Latin1;
            return Parse(encoding.GetString(Unzip(File.ReadAllBytes(path))), Path.GetFileName(path));
        }
        catch (InvalidDataException error)
        {
            throw new CorpusException($"{Path.GetFileName(path)}:1: the font is compressed and damaged ({error.Message.TrimEnd('.')}).", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException($"{path} cannot be read ({error.Message.TrimEnd('.')}). Check the path and its permissions.", error);
        }
    }

    /// <summary>Reads the text of a font.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="CorpusException">Malformed; the message starts with file and line.</exception>
    public static FigletFont Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var header = lines[0];
        var isSigned = header.StartsWith("flf2a", StringComparison.Ordinal) || header.StartsWith("tlf2a", StringComparison.Ordinal);
        if (!isSigned || header.Length < 6) throw Malformed(name, 1, "not a FIGlet font: the first line must start with flf2a and a hardblank");
        var fields = header[6..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 5) throw Malformed(name, 1, $"the header has {fields.Length} numbers, expected at least 5");
        var numbers = fields.Take(7).Select(field => ParseNumber(field, name)).ToArray();
        int height = numbers[0], comments = numbers[4];
        if (height is < 1 or > MaxHeight) throw Malformed(name, 1, $"the height is {height}, expected 1..{MaxHeight}");
        if (comments < 0 || comments >= lines.Length) throw Malformed(name, 1, $"the header announces {comments} comment lines, the file has {lines.Length} lines");
        if (numbers.Length > 5 && numbers[5] != 0) throw Malformed(name, 1, "the font is written from right to left, which is not supported");
        var layout = numbers.Length > 6 ? FigletLayout.FromFull(numbers[6]) : FigletLayout.FromOld(numbers[3]);
        var glyphs = new string[LastCode - FirstCode + 1][];
        for (var i = 0; i < glyphs.Length; i++)
        {
            var first = 1 + comments + (i * height);
            if (first + height > lines.Length || lines[first].Length == 0)
            {
                throw Malformed(name, lines.Length, $"the font ends before the glyph of '{(char)(FirstCode + i)}' is complete");
            }

            glyphs[i] = ReadGlyph(lines.AsSpan(first, height), name, first + 1);
        }

        return new(name, height, header[5], layout, FindAuthor(lines.AsSpan(1, comments)), glyphs);
    }

    /// <summary>A font may be the one file of a zip archive under its own name.</summary>
    private static byte[] Unzip(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK"u8)) return bytes;
        using var archive = new ZipArchive(new MemoryStream(bytes));
        var entry = archive.Entries.FirstOrDefault() ?? throw new InvalidDataException("the archive is empty");
        if (entry.Length > MaxBytes) throw new InvalidDataException($"it unpacks to more than {MaxBytes} bytes");
        using var font = new MemoryStream();
        using var packed = entry.Open();
        packed.CopyTo(font);
        return font.ToArray();
    }

    private static string[] ReadGlyph(ReadOnlySpan<string> lines, string name, int firstLine)
    {
        var rows = new string[lines.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            var line = lines[r].TrimEnd();
            if (line.Length == 0) throw Malformed(name, firstLine + r, "the row has no end mark");
            rows[r] = line.TrimEnd(line[^1]);
        }

        var width = rows.Max(row => row.Length);
        return Array.ConvertAll(rows, row => row.PadRight(width));
    }

    /// <summary>A name is what stands after "by" and begins with a capital, up to a date, an address or a full stop.</summary>
    private static string FindAuthor(ReadOnlySpan<string> comments)
    {
        foreach (var comment in comments)
        {
            var match = AuthorPattern().Match(comment);
            if (match.Success) return match.Groups[1].Value.TrimEnd(' ', ',', '-', '.');
        }

        return "";
    }

    [GeneratedRegex(@"\b[Bb]y:?\s+([A-Z][^0-9<(]*?)(?:\.\s|\.$|[0-9<(]|$)")]
    private static partial Regex AuthorPattern();

    private static int ParseNumber(string field, string name) =>
        int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Malformed(name, 1, $"'{field}' in the header is no number");

    private static CorpusException Malformed(string name, int line, string what) => new($"{name}:{line}: {what}.");
}
