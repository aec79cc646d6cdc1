// How much two drawings are the same drawing: the share of their ink that agrees when one is laid over the other as
// well as a small shift allows. Exact and symmetric; MinHash only proposes what is measured here.

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Measures how alike two drawings are.</summary>
internal static class Likeness
{
    /// <summary>Most columns by which one drawing is shifted over the other, and by which their widths may differ.</summary>
    internal const int Columns = 2;

    /// <summary>Most rows by which one drawing is shifted over the other, and by which their heights may differ.</summary>
    internal const int Rows = 1;

    private const double SameClass = 0.5;

    /// <summary>True when one drawing is no more than a shift larger than the other.</summary>
    internal static bool AreOfOneSize(CellGrid first, CellGrid second) =>
        Math.Abs(first.Width - second.Width) <= Columns && Math.Abs(first.Height - second.Height) <= Rows;

    /// <summary>
    /// 0..1: over the best shift, cells of the same character count 1, of the same class <see cref="SameClass"/>, among the
    /// cells where either has ink. The inside of areas filled alike does not count: fat silhouettes share much of it.
    /// 0 for drawings of different sizes.
    /// </summary>
    /// <param name="first">One drawing.</param>
    /// <param name="second">The other one.</param>
    /// <param name="least">What matters to the caller: a likeness below it may be given as 0, which saves most of the work.</param>
    internal static double Measure(CellGrid first, CellGrid second, double least = 0)
    {
        if (!AreOfOneSize(first, second)) return 0;
        var best = 0.0;
        for (var down = -Rows; down <= Rows; down++)
        {
            for (var right = -Columns; right <= Columns; right++)
            {
                best = Math.Max(best, MeasureAt(first, second, down, right, Math.Max(best, least)));
            }
        }

        return best;
    }

    private static double MeasureAt(CellGrid first, CellGrid second, int down, int right, double least)
    {
        // The cells that agree must be that share of the larger drawing at least. What fills do not count here would
        // only make the share smaller. The little more keeps both directions equal where the share is exactly the least.
        var mayMiss = first.Ink - (least * Math.Max(first.Ink, second.Ink)) + 1e-9;
        var (same, missed) = (0.0, 0.0);
        var (either, met) = (0, 0);
        foreach (var (r, c) in first.InkCells)
        {
            var (one, other) = (first[r, c], second[r + down, c + right]);
            if (other != ' ') met++;
            if (one == other && first.IsInterior(r, c) && second.IsInterior(r + down, c + right)) continue;
            either++;
            var agrees = one == other ? 1 : CellGrid.ClassOf(one) == CellGrid.ClassOf(other) ? SameClass : 0;
            same += agrees;
            missed += 1 - agrees;
            if (missed > mayMiss) return 0;
        }

        either += second.Ink - met;
        // Nothing but filled areas that cover each other.
        return either == 0 ? 1 : same / either;
    }
}
