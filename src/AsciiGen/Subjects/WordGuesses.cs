// For words no table has: which known word was mistyped, and failing that which is most alike by triples of letters
// (^cat$: ^ca, cat, at$). Looks at every word of the table, a few milliseconds at most; letters in common go first, which rules out nearly all.

using System.Numerics;
using System.Text;

namespace AsciiGen.Subjects;

internal sealed class WordGuesses(SubjectTable table, SubjectIndex index)
{
    private const int ShortWord = 5; // letters up to which one slip is the most
    private const int TripleCount = 1 << 15;
    private const int MostWords = 40; // a style counts as much; botanists have a thousand words for herb

    /// <summary>The known word this one is a slip or two away from, null if there is none.</summary>
    /// <param name="word">Small letters; of two the word is too short to tell.</param>
    /// <param name="sure">Only one slip in a longer word whose first letter is right.</param>
    public SubjectIndex.Entry? Mistyped(string word, bool sure)
    {
        if (word.Length < (sure ? ShortWord : 3)) return null;
        return Typos(word, sure ? 1 : MostSlips(word)).Where(typo => !sure || typo.IsSameStart).OrderBy(typo => typo).Select(typo => (SubjectIndex.Entry?)typo.Entry).FirstOrDefault();
    }

    /// <summary>Subjects by how much a text looks like one of their words, most first; every subject once.</summary>
    /// <param name="text">At most 80 characters.</param>
    public IEnumerable<int> Nearest(string text)
    {
        var best = new double[table.Count];
        var wanted = Encoding.ASCII.GetBytes(text);
        var letters = SubjectIndex.LettersOf(wanted);
        Span<bool> triples = new bool[TripleCount];
        var count = 0;
        for (var i = 0; i <= wanted.Length - 1; i++)
        {
            ref var has = ref triples[TripleAt(wanted, i)];
            if (!has) count++;
            has = true;
        }

        foreach (var entry in index.Entries)
        {
            var word = index.WordOf(entry);
            var shared = 0;
            for (var i = 0; i < word.Length; i++)
            {
                if (triples[TripleAt(word, i)]) shared++;
            }

            // Letters in common decide where there is no triple, a name before a kind where all else is equal.
            var alike = 2.0 * shared / (count + word.Length) + 0.01 * BitOperations.PopCount(letters & entry.Letters) / (1 + BitOperations.PopCount(letters | entry.Letters));
            best[entry.Line] = Math.Max(best[entry.Line], alike * (entry.Field == SubjectIndex.KindField ? 0.9 : 1));
        }

        return Enumerable.Range(0, table.Count).OrderByDescending(line => best[line]).ThenByDescending(Commonness).ThenBy(line => line);
    }

    /// <summary>Subjects with a word a slip or two away, the likeliest first.</summary>
    public IEnumerable<int> Similar(string word) => word.Length < 3 ? [] : Typos(word, MostSlips(word)).Order().Select(typo => typo.Entry.Line);

    private static int MostSlips(string word) => word.Length <= ShortWord ? 1 : 2;

    private List<Typo> Typos(string text, int most)
    {
        var found = new List<Typo>();
        var word = Encoding.ASCII.GetBytes(text);
        var letters = SubjectIndex.LettersOf(word);
        foreach (var entry in index.Entries)
        {
            if (Math.Abs(entry.Length - word.Length) > most || BitOperations.PopCount(letters ^ entry.Letters) > 2 * most) continue;
            var other = index.WordOf(entry);
            var slips = LetterDistance.Between(word, other, most);
            if (slips > most || slips == 2 && word[0] != other[0]) continue;
            found.Add(new(entry, slips, entry.Field == SubjectIndex.KindField, word[0] == other[0], SlipOf(word, other), Commonness(entry.Line)));
        }

        return found;
    }

    // Of hands that slip: letters in the wrong order first, then one left out, then a wrong or a second one.
    private static int SlipOf(ReadOnlySpan<byte> word, ReadOnlySpan<byte> meant) => LetterDistance.IsSwap(word, meant) ? 0 : word.Length < meant.Length ? 1 : 2;

    // What was trained in many styles and many words lead to is what is meant more often; the table knows nothing better.
    private int Commonness(int line)
    {
        var text = table.Line(line);
        var styles = text[(text.IndexOf((byte)'\t') + 1)..].IndexOf((byte)'\t');
        return MostWords * styles + Math.Min(text.Count((byte)','), MostWords);
    }

    // Of the letters before, at and after a place, 32 kinds of them each.
    private static int TripleAt(ReadOnlySpan<byte> word, int place) =>
        Code(place == 0 ? (byte)'^' : word[place - 1]) << 10 | Code(word[place]) << 5 | Code(place + 1 == word.Length ? (byte)'^' : word[place + 1]);

    private static int Code(byte c) => c is >= (byte)'a' and <= (byte)'z' ? c - 'a' + 1 : c is >= (byte)'0' and <= (byte)'9' ? 27 : c == '^' ? 0 : 28;

    private sealed record Typo(SubjectIndex.Entry Entry, int Slips, bool IsKind, bool IsSameStart, int Slip, int Commonness) : IComparable<Typo>
    {
        public int CompareTo(Typo? other) => other is null ? 1 : Rank.CompareTo(other.Rank);

        private (int, bool, bool, int, int, int, int) Rank => (Slips, IsKind, !IsSameStart, Slip, -Commonness, Entry.Line, Entry.Start);
    }
}
