// Drawings that are symmetrical but for a few rows are usually meant to be symmetrical: this names the rows.
// A hint for whoever draws, not a fault: a teapot has one spout. Also counts the mirrored rows of any drawing.

using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Collection;

/// <summary>Finds drawings that are almost their own mirror image.</summary>
public static class MirrorSymmetry
{
    private const double MeantToBeSymmetrical = 0.82;
    private const int MostOddRows = 4;
    private const int AxisReach = 4; // half columns left and right of the middle

    /// <summary>Rows, from 1, that differ from their mirror image about the best axis; empty when none do or when too many do.</summary>
    /// <param name="text">Normalised text.</param>
    public static IReadOnlyList<int> OddRows(string text)
    {
        var (share, odd) = FindAxis(text);
        return share >= MeantToBeSymmetrical && odd.Count <= MostOddRows ? odd : [];
    }

    /// <summary>Share of the rows that are their own mirror image about the axis that suits the drawing best, 0..1; rows without ink are.</summary>
    /// <param name="text">Normalised text.</param>
    public static double MirroredRows(string text)
    {
        var (_, odd) = FindAxis(text);
        return 1 - ((double)odd.Count / (text.AsSpan().Count('\n') + 1));
    }

    private static (double Share, List<int> OddRows) FindAxis(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = text.Split('\n');
        var width = rows.Max(row => row.Length);
        (double Share, List<int> OddRows) best = (-1, []);
        for (var axis = width - 1 - AxisReach; axis <= width - 1 + AxisReach; axis++)
        {
            var found = Compare(rows, axis);
            if (found.Share > best.Share) best = found;
        }

        return best;
    }

    // Column c meets column axis - c. The share is of cells that have ink on one side at least.
    private static (double Share, List<int> OddRows) Compare(string[] rows, int axis)
    {
        int equal = 0, all = 0;
        var odd = new List<int>();
        for (var r = 0; r < rows.Length; r++)
        {
            var isOdd = false;
            var last = Math.Max(rows[r].Length - 1, axis);
            for (var c = Math.Min(0, axis - last); c <= last; c++)
            {
                var (left, right) = (At(rows[r], c), At(rows[r], axis - c));
                if (left == ' ' && right == ' ') continue;
                all++;
                if (Mirror.Partner(left) == right || Mirror.Partner(right) == left) equal++;
                else isOdd = true;
            }

            if (isOdd) odd.Add(r + 1);
        }

        return (all == 0 ? 0 : (double)equal / all, odd);
    }

    private static char At(string row, int column) => (uint)column < (uint)row.Length ? row[column] : ' ';
}
