// The nouns of WordNet: a word's meanings in the order of how common they are, and each meaning's synonyms and kinds.
// Reads index.noun and data.noun line by line (22 MB; 82,000 meanings). Format: wndb(5WN) of WordNet 3.0.
//
//   index.noun   cat n 8 5 @ ~ #m + ; 8 1 02121620 10153414 ...      word, meanings, pointers, seen in texts, offsets
//   data.noun    02121620 05 n 02 cat 0 true_cat 0 003 @ 02120997 n 0000 ... | feline mammal ...

using System.Globalization;

namespace AsciiGen.Corpus.Words;

/// <summary>A dictionary of nouns by meaning.</summary>
public sealed class WordNet
{
    private const string Licence = "  "; // the lines of the licence begin so
    private static readonly string[] _coarse = ["slur", "obscene", "vulgar", "offensive", "disparag", "derogatory", "taboo"];

    private readonly Dictionary<string, (int[] Offsets, int SeenCount)> _index;
    private readonly Dictionary<int, WordNetSynset> _synsets;

    private WordNet(Dictionary<string, (int[] Offsets, int SeenCount)> index, Dictionary<int, WordNetSynset> synsets)
    {
        _index = index;
        _synsets = synsets;
    }

    /// <summary>Reads the folder of an unpacked package.</summary>
    /// <exception cref="CorpusException">A file is missing or laid out in another way: one line.</exception>
    public static WordNet Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var index = new Dictionary<string, (int[] Offsets, int SeenCount)>(StringComparer.Ordinal);
        var indexFile = WordFiles.Find(folder, "index.noun");
        ForEachLine(indexFile, fields =>
        {
            var meanings = int.Parse(fields[2], CultureInfo.InvariantCulture);
            var offsets = fields[^meanings..].Select(ParseOffset).ToArray();
            index.Add(fields[0].Replace('_', ' '), (offsets, int.Parse(fields[^(meanings + 1)], CultureInfo.InvariantCulture)));
        });
        var synsets = new Dictionary<int, WordNetSynset>();
        ForEachLine(WordFiles.Find(folder, "data.noun"), fields =>
        {
            var synset = ParseSynset(fields);
            synsets.Add(synset.Offset, synset);
        });
        if (index.Values.SelectMany(entry => entry.Offsets).Any(offset => !synsets.ContainsKey(offset)))
        {
            throw WordFiles.Changed(indexFile, "it names meanings that data.noun does not have");
        }

        return new(index, synsets);
    }

    /// <summary>All words, small letters, blanks between parts.</summary>
    public IEnumerable<string> Words => _index.Keys;

    /// <summary>The meanings of a word, the commonest first; empty when it is unknown.</summary>
    public IReadOnlyList<WordNetSynset> Meanings(string word) => _index.TryGetValue(word, out var entry) ? Array.ConvertAll(entry.Offsets, offset => _synsets[offset]) : [];

    /// <summary>How many of a word's meanings, from the first, were met in WordNet's sample of texts.</summary>
    public int SeenCount(string word) => _index.TryGetValue(word, out var entry) ? entry.SeenCount : 0;

    /// <summary>Everything a meaning is a kind of, itself included.</summary>
    public IReadOnlySet<int> Kinds(WordNetSynset meaning)
    {
        ArgumentNullException.ThrowIfNull(meaning);
        var kinds = new HashSet<int>();
        var open = new Stack<int>([meaning.Offset]);
        while (open.TryPop(out var offset))
        {
            if (!kinds.Add(offset)) continue;
            foreach (var parent in _synsets[offset].Parents) open.Push(parent);
        }

        return kinds;
    }

    /// <summary>The meaning at an offset that <see cref="Kinds"/> gave.</summary>
    public WordNetSynset this[int offset] => _synsets[offset];

    private static WordNetSynset ParseSynset(string[] fields)
    {
        var wordCount = int.Parse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var written = Enumerable.Range(0, wordCount).Select(i => fields[4 + (2 * i)].Replace('_', ' ')).ToArray();
        var words = written.Select(word => word.ToLowerInvariant()).Distinct().ToArray();
        var pointers = 4 + (2 * wordCount);
        var parents = Enumerable.Range(0, int.Parse(fields[pointers], CultureInfo.InvariantCulture)).Select(i => pointers + 1 + (4 * i))
            .Where(i => fields[i] is "@" or "@i" && fields[i + 2] == "n").Select(i => ParseOffset(fields[i + 1])).ToArray();
        var gloss = string.Join(' ', fields.SkipWhile(field => field != "|"));
        return new(
            ParseOffset(fields[0]), int.Parse(fields[1], CultureInfo.InvariantCulture), words, parents,
            _coarse.Any(word => gloss.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            Capitalised = [.. written.Where(word => char.IsAsciiLetterUpper(word[0])).Select(word => word.ToLowerInvariant())],
            IsInstance = fields.Skip(pointers + 1).TakeWhile(field => field != "|").Contains("@i"),
            Gloss = gloss.Split('"')[0].ToLowerInvariant(),
        };
    }

    private static int ParseOffset(string field) => int.Parse(field, NumberStyles.None, CultureInfo.InvariantCulture);

    private static void ForEachLine(string path, Action<string[]> read)
    {
        var number = 0;
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (!line.StartsWith(Licence, StringComparison.Ordinal)) read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw WordFiles.Changed(path, $"line {number}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw WordFiles.Unreadable(path, error);
        }
    }
}
