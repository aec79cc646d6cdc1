// How many slips of the hand are between two words: a letter missing, added or wrong, two in the other order (Damerau and
// Levenshtein, each place used once). Stops as soon as it is more than was asked for.

namespace AsciiGen.Subjects;

internal static class LetterDistance
{
    /// <summary>The number of slips; <paramref name="most"/> + 1 when it is more than that.</summary>
    /// <param name="a">A word.</param>
    /// <param name="b">Another, at most 80 letters.</param>
    /// <param name="most">From 0.</param>
    public static int Between(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most) return most + 1;
        Span<int> rows = stackalloc int[3 * (Tokens.Prompt.MaxLength + 1)];
        var width = b.Length + 1;
        var before = rows[..width];
        var above = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++) above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var slips = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) slips = Math.Min(slips, before[j - 2] + 1);
                row[j] = slips;
                least = Math.Min(least, slips);
            }

            if (least > most) return most + 1;
            var oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return Math.Min(above[b.Length], most + 1);
    }

    /// <summary>True when the words differ in the order of two neighbours alone.</summary>
    public static bool IsSwap(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.Length != b.Length || a.CommonPrefixLength(b) is var i && i + 1 >= a.Length) return false;
        return a[i] == b[i + 1] && a[i + 1] == b[i] && a[(i + 2)..].SequenceEqual(b[(i + 2)..]);
    }
}
