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
    /// </summary>
    internal static double Measure(CellGrid first, CellGrid second)
    {
        var best = 0.0;
        for (var down = -Rows; down <= Rows; down++)
        {
            for (var right = -Columns; right <= Columns; right++) best = Math.Max(best, MeasureAt(first, second, down, right));
        }

        return best;
    }

    private static double MeasureAt(CellGrid first, CellGrid second, int down, int right)
    {
        double same = 0;
        var (either, met) = (0, 0);
        for (var r = 0; r < first.Height; r++)
        {
            for (var c = 0; c < first.Width; c++)
            {
                var one = first[r, c];
                if (one == ' ') continue;
                var other = second[r + down, c + right];
                if (other != ' ') met++;
                if (one == other && first.IsInterior(r, c) && second.IsInterior(r + down, c + right)) continue;
                either++;
                if (one == other) same++;
                else if (CellGrid.ClassOf(one) == CellGrid.ClassOf(other)) same += SameClass;
            }
        }

        either += second.Ink - met;
        // Nothing but filled areas that cover each other.
        return either == 0 ? 1 : same / either;
    }
}
