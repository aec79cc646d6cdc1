// The subjects a model knows, as the text of subjects.tsv (docs/FORMAT.md section 9). The text is checked once and kept as
// it is; lines are split when somebody asks for them, because a program that is started for one drawing needs one line.
// Does not know how a prompt finds its subject; SubjectResolver does.

using System.Buffers;
using System.Text;
using AsciiGen.Formats;
using AsciiGen.Tokens;

namespace AsciiGen.Subjects;

/// <summary>A table of subjects, sorted by name.</summary>
internal sealed class SubjectTable
{
    /// <summary>Most bytes of a table.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>Letters of the styles in a table, in the order of <see cref="Style"/>; nobody resolves banners.</summary>
    public const string StyleLetters = "hls";

    /// <summary>After the letters of the styles of a subject that <see cref="Subject.IsVaried"/>.</summary>
    public const char VariedLetter = 'v';

    internal const int FieldCount = 4;

    private static readonly SearchValues<byte> _separators = SearchValues.Create("\t\n,"u8);
    private static readonly SearchValues<byte> _allowed = SearchValues.Create(
        [(byte)'\n', (byte)'\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Where(c => c is < 'A' or > 'Z').Select(c => (byte)c)]);

    private readonly byte[] _text;
    private readonly int[] _lines; // where each line starts; (Count + 1), the last is the end of the text

    private SubjectTable(byte[] text, int[] lines) => (_text, _lines) = (text, lines);

    /// <summary>Number of subjects, at least 1.</summary>
    public int Count => _lines.Length - 1;

    /// <summary>A subject by its place in the order of names.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public Subject this[int index]
    {
        get
        {
            var fields = Encoding.ASCII.GetString(Line(index)).Split('\t');
            var styles = fields[1].TrimEnd(VariedLetter);
            return new(fields[0], [.. styles.Select(letter => (Style)StyleLetters.IndexOf(letter, StringComparison.Ordinal))], Words(fields[2]), Words(fields[3]), styles.Length < fields[1].Length);
        }
    }

    internal ReadOnlySpan<byte> Text => _text;

    /// <summary>Reads and checks a table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AsciiGenException">It is missing, cannot be read or is damaged; the message is one line.</exception>
    public static SubjectTable Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            var text = new byte[MaxBytes + 1];
            return Parse(text[..stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)], path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"{path}: cannot be read: {MessageText.OneLine(error.Message, 200)}", error);
        }
    }

    /// <summary>Reads and checks the text of a table.</summary>
    /// <param name="text">All of it, at most <see cref="MaxBytes"/>; kept, so it must not change afterwards.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="AsciiGenException">It is damaged; the message is one line and names the line.</exception>
    public static SubjectTable Parse(byte[] text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxBytes) throw new AsciiGenException($"{name}: has more than {MaxBytes} bytes; is this a list of subjects?");
        if (text.Length == 0 || text[^1] != '\n') throw new AsciiGenException($"{name}: is cut off, its last line does not end; write it again with `ascii-lab corpus subjects`");
        var foreign = text.AsSpan().IndexOfAnyExcept(_allowed);
        if (foreign >= 0) throw Broken(name, LineAt(text, foreign), $"byte {text[foreign]} in it is not a small letter, digit or sign of ASCII");
        var blanks = text.AsSpan().IndexOf("  "u8); // once for all words is quicker
        if (blanks >= 0) throw Broken(name, LineAt(text, blanks), "two blanks stand together in it");
        var lines = new List<int>(4096);
        var before = ReadOnlySpan<byte>.Empty;
        for (var start = 0; start < text.Length;)
        {
            lines.Add(start);
            var subject = text.AsSpan(start);
            subject = subject[..subject.IndexOfAny(_separators)];
            if (lines.Count > 1 && before.SequenceCompareTo(subject) >= 0) throw Broken(name, lines.Count, "its subject does not come after the one before");
            before = subject;
            start = CheckLine(text, start, name, lines.Count);
        }

        return new(text, [.. lines, text.Length]);
    }

    /// <summary>Writes the table as it was read.</summary>
    /// <exception cref="AsciiGenException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Save(path, stream => stream.Write(_text));

    /// <summary>The text of a table.</summary>
    /// <param name="subjects">In any order, each name once; lower case without commas, as <see cref="Parse"/> takes them.</param>
    public static string Format(IEnumerable<Subject> subjects) => string.Concat(subjects.OrderBy(subject => subject.Name, StringComparer.Ordinal).Select(subject =>
        $"{subject.Name}\t{string.Concat(subject.Styles.Order().Select(style => StyleLetters[(int)style]))}{(subject.IsVaried ? VariedLetter : "")}\t{string.Join(',', subject.Aliases)}\t{string.Join(',', subject.Kinds)}\n"));

    /// <summary>The place of the subject of this name, -1 when there is none.</summary>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> wanted = stackalloc byte[Prompt.MaxLength];
        if (name.Length > wanted.Length || !Encoding.ASCII.TryGetBytes(name, wanted, out var length)) return -1;
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = NameOf(middle).SequenceCompareTo(wanted[..length]);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    /// <summary>The name of the subject at a place; the rest of its line is left alone.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public string NameAt(int index) => Encoding.ASCII.GetString(NameOf(index));

    internal ReadOnlySpan<byte> Line(int index) => _text.AsSpan(_lines[index].._lines[index + 1])[..^1];

    internal int StartOf(int index) => _lines[index];

    private ReadOnlySpan<byte> NameOf(int index) => Until(_text, _lines[index], (byte)'\t');

    private static ReadOnlySpan<byte> Until(byte[] text, int start, byte end)
    {
        var rest = text.AsSpan(start);
        return rest[..rest.IndexOf(end)];
    }

    private static string[] Words(string field) => field.Split(',', StringSplitOptions.RemoveEmptyEntries);

    // Where the next line starts. A line ends, since the text does.
    private static int CheckLine(byte[] text, int start, string name, int number)
    {
        var field = 0;
        for (var word = start; ;)
        {
            var length = text.AsSpan(word).IndexOfAny(_separators);
            var end = text[word + length];
            if (field == 1) CheckStyles(text.AsSpan(word, length), name, number);
            else if (length == 0 ? field == 0 || end == ',' || text[word - 1] == ',' : !IsPrompt(text.AsSpan(word, length))) throw Broken(name, number, "a word in it is empty, too long or has blanks around it");
            if (end == ',' && field < 2) throw Broken(name, number, "a comma stands before its third field");
            word += length + 1;
            if (end == '\t') field++;
            if (end != '\n') continue;
            return field == FieldCount - 1 ? word : throw Broken(name, number, $"it has {field + 1} fields, expected {FieldCount}: subject, styles, aliases, kinds");
        }
    }

    private static void CheckStyles(ReadOnlySpan<byte> letters, string name, int number)
    {
        if (letters.EndsWith((byte)VariedLetter)) letters = letters[..^1];
        var last = -1;
        foreach (var letter in letters)
        {
            var style = StyleLetters.IndexOf((char)letter, StringComparison.Ordinal);
            if (style <= last) throw Broken(name, number, $"its styles are no letters of '{StyleLetters}' in this order, with at most a '{VariedLetter}' after them");
            last = style;
        }

        if (last < 0) throw Broken(name, number, "it names no style");
    }

    private static bool IsPrompt(ReadOnlySpan<byte> word) => word.Length <= Prompt.MaxLength && word[0] != ' ' && word[^1] != ' ';

    private static int LineAt(byte[] text, int place) => text.AsSpan(0, place).Count((byte)'\n') + 1;

    private static AsciiGenException Broken(string name, int line, string what) =>
        new($"{name}: line {line} is not a subject: {what}; write the file again with `ascii-lab corpus subjects`");
}
