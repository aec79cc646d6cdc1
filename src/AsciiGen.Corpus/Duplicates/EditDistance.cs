// How many characters must be put in, taken out or changed to make one text of another (Levenshtein 1966), as long as it
// is few: only the cells of the table near its diagonal are filled (Ukkonen 1985). Line feeds are characters.

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Counts the changes between texts.</summary>
public static class EditDistance
{
    /// <summary>The distance of two texts if it is at most <paramref name="most"/>, otherwise <paramref name="most"/> + 1.</summary>
    /// <param name="first">A text.</param>
    /// <param name="second">Another one.</param>
    /// <param name="most">What matters to the caller, at least 0; the work grows with it.</param>
    public static int Within(ReadOnlySpan<char> first, ReadOnlySpan<char> second, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (Math.Abs(first.Length - second.Length) > most) return most + 1;
        int[] above = new int[second.Length + 1], row = new int[second.Length + 1];
        for (var j = 0; j <= second.Length; j++) above[j] = Math.Min(j, most + 1);
        for (var i = 1; i <= first.Length; i++)
        {
            int start = Math.Max(1, i - most), end = Math.Min(second.Length, i + most);
            row[start - 1] = start == 1 ? Math.Min(i, most + 1) : most + 1;
            var least = row[start - 1];
            for (var j = start; j <= end; j++)
            {
                var changed = above[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
                // Beyond the band nothing is at most the most.
                var taken = j == i + most ? most + 1 : above[j] + 1;
                row[j] = Math.Min(Math.Min(changed, taken), Math.Min(row[j - 1] + 1, most + 1));
                least = Math.Min(least, row[j]);
            }

            if (least > most) return most + 1;
            (above, row) = (row, above);
        }

        return above[second.Length];
    }
}
