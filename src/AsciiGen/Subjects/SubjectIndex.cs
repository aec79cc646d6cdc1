// Finds a word of a subject table whatever blanks and hyphens it is written with: t-shirt, t shirt and tshirt are one key, and
// articles inside do not count (cat on a chair, cat on the chair). Made when the first prompt is not simply a subject; takes
// under a millisecond for 30,000 words because nothing is copied: an entry is a place in the text.

using AsciiGen.Tokens;

namespace AsciiGen.Subjects;

internal sealed class SubjectIndex
{
    /// <summary>A word of the table.</summary>
    /// <param name="Start">Where it is in the text.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="Field">0 a name, 2 an alias, 3 a kind.</param>
    /// <param name="Line">Whose it is.</param>
    /// <param name="Letters">Which letters it has, bit 0 for a.</param>
    internal readonly record struct Entry(int Start, byte Length, byte Field, int Line, uint Letters);

    internal const int NameField = 0, AliasField = 2, KindField = 3;

    private readonly SubjectTable _table;
    private readonly List<Entry> _entries;
    private readonly int[] _slots; // hash -> 1 + entry, 0 empty; equal keys follow each other
    private readonly int _mask;

    public SubjectIndex(SubjectTable table)
    {
        _table = table;
        _entries = new(table.Text.Length / 10);
        for (var line = 0; line < table.Count; line++) AddWords(line);
        _mask = 2 * (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_entries.Count) - 1;
        _slots = new int[_mask + 1];
        Span<byte> key = stackalloc byte[Prompt.MaxLength];
        for (var i = 0; i < _entries.Count; i++)
        {
            var length = KeyOf(WordOf(_entries[i]), key);
            if (length == 0) continue;
            var slot = SlotOf(key[..length]);
            while (_slots[slot] != 0) slot = (slot + 1) & _mask;
            _slots[slot] = i + 1;
        }
    }

    public IReadOnlyList<Entry> Entries => _entries;

    public ReadOnlySpan<byte> WordOf(Entry entry) => _table.Text.Slice(entry.Start, entry.Length);

    /// <summary>The word of this spelling, else the same with other blanks; a name before an alias before a kind; null if there is none.</summary>
    /// <param name="phrase">Small letters, at most 80.</param>
    /// <param name="lastField">Fields after this one do not count.</param>
    public Entry? Find(ReadOnlySpan<char> phrase, int lastField)
    {
        Span<byte> wanted = stackalloc byte[Prompt.MaxLength], key = stackalloc byte[Prompt.MaxLength], other = stackalloc byte[Prompt.MaxLength];
        if (phrase.Length > wanted.Length || !System.Text.Encoding.ASCII.TryGetBytes(phrase, wanted, out var length)) return null;
        wanted = wanted[..length];
        key = key[..KeyOf(wanted, key)];
        if (key.IsEmpty) return null;
        Entry? best = null;
        var bestRank = int.MaxValue;
        for (var slot = SlotOf(key); _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            var entry = _entries[_slots[slot] - 1];
            var word = WordOf(entry);
            var rank = entry.Field + (word.SequenceEqual(wanted) ? 0 : FieldsAtMost);
            if (entry.Field > lastField || rank >= bestRank || !key.SequenceEqual(other[..KeyOf(word, other)])) continue;
            (best, bestRank) = (entry, rank);
        }

        return best;
    }

    /// <summary>The letters of a word as bits.</summary>
    public static uint LettersOf(ReadOnlySpan<byte> word)
    {
        uint letters = 0;
        foreach (var c in word)
        {
            if (c is >= (byte)'a' and <= (byte)'z') letters |= 1u << (c - 'a');
        }

        return letters;
    }

    private const int FieldsAtMost = 4;

    private void AddWords(int line)
    {
        var text = _table.Line(line);
        var start = 0;
        for (var field = 0; field < SubjectTable.FieldCount; field++)
        {
            var end = text[start..].IndexOf((byte)'\t') is var tab and >= 0 ? start + tab : text.Length;
            while (start < end && field != 1)
            {
                var length = text[start..end].IndexOf((byte)',') is var comma and >= 0 ? comma : end - start;
                _entries.Add(new(_table.StartOf(line) + start, (byte)length, (byte)field, line, LettersOf(text.Slice(start, length))));
                start += length + 1;
            }

            start = end + 1;
        }
    }

    // Letters and digits; what is neither only parts words, and so do articles that do not stand last.
    private static int KeyOf(ReadOnlySpan<byte> word, Span<byte> key)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            i += ArticleAt(word, i);

            if (word[i] is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9') key[length++] = word[i];
        }

        return length;
    }

    // The letters of an article that stands there between two blanks, or between two hyphens: flower-of-an-hour, but not a-bomb.
    private static int ArticleAt(ReadOnlySpan<byte> word, int start)
    {
        var mark = start == 0 ? (byte)' ' : word[start - 1];
        if (mark is not ((byte)' ' or (byte)'-')) return 0;
        var length = Math.Max(0, word[start..].IndexOf(mark));
        var text = word.Slice(start, length);
        return text.SequenceEqual("a"u8) || text.SequenceEqual("an"u8) || text.SequenceEqual("the"u8) ? length : 0;
    }

    // FNV-1a.
    private int SlotOf(ReadOnlySpan<byte> key)
    {
        var hash = 2166136261u;
        foreach (var c in key) hash = (hash ^ c) * 16777619u;
        return (int)(hash ^ (hash >> 15)) & _mask;
    }
}
