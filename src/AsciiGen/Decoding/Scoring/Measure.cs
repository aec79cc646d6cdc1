// Counts over the cells of a drawing: loose pieces, cut strokes, mirror images. Whole numbers and single divisions, so
// the same on every processor. Does not know what a viewer likes: the weights are in DrawingScorer.

using AsciiGen.Tokens;

namespace AsciiGen.Decoding.Scoring;

internal static class Measure
{
    private const string OnTheLine = "_.,"; // ink at the foot of its cell: a stroke that comes down may end beside it
    private const string Upright = "|/\\()"; // what a stroke from the left may end under or over

    /// <summary>How many pieces of ink do not touch each other, in eight directions.</summary>
    internal static int Pieces(DrawingGrid grid)
    {
        var seen = new bool[grid.Height * grid.Width];
        var waiting = new int[grid.Ink]; // each cell with ink waits once at most
        var pieces = 0;
        for (var start = 0; start < seen.Length; start++)
        {
            if (seen[start] || !grid.HasInk(start / grid.Width, start % grid.Width)) continue;
            pieces++;
            seen[start] = true;
            var count = 0;
            waiting[count++] = start;
            while (count > 0)
            {
                var (row, column) = Math.DivRem(waiting[--count], grid.Width);
                for (var r = row - 1; r <= row + 1; r++)
                {
                    for (var c = column - 1; c <= column + 1; c++)
                    {
                        if (!grid.HasInk(r, c) || seen[(r * grid.Width) + c]) continue;
                        seen[(r * grid.Width) + c] = true;
                        waiting[count++] = (r * grid.Width) + c;
                    }
                }
            }
        }

        return pieces;
    }

    /// <summary>Strokes that run out of the canvas: over its right side in the last column, over its foot in the last row.</summary>
    internal static int Cut(DrawingGrid grid, int width, int height)
    {
        var cut = 0;
        for (var r = 0; r < grid.Height && grid.Width >= width; r++)
        {
            if (LeavesRight(grid, r, width - 1)) cut++;
        }

        for (var c = 0; c < grid.Width && grid.Height >= height; c++)
        {
            if (LeavesBelow(grid, height - 1, c)) cut++;
        }

        return cut;
    }

    /// <summary>Share of the ink whose mirror image is there, about the best of five axes near the middle; half for other ink.</summary>
    internal static double Symmetry(DrawingGrid grid)
    {
        var best = 0;
        for (var sum = grid.FirstColumn + grid.LastColumn - 2; sum <= grid.FirstColumn + grid.LastColumn + 2; sum++)
        {
            var matches = 0;
            for (var r = 0; r < grid.Height; r++)
            {
                for (var c = grid.FirstColumn; c <= grid.LastColumn; c++)
                {
                    var other = sum - c;
                    if (!grid.HasInk(r, c) || other < 0 || other >= grid.Width || !grid.HasInk(r, other)) continue;
                    matches += Mirror.Partner(grid[r, c]) == grid[r, other] ? 2 : 1;
                }
            }

            best = Math.Max(best, matches);
        }

        return Share(best, 2 * grid.Ink);
    }

    /// <summary>Share of the rows with ink that repeat the row above.</summary>
    internal static double Repeats(DrawingGrid grid)
    {
        var repeats = 0;
        for (var r = 1; r < grid.Height; r++)
        {
            var (same, ink) = (true, false);
            for (var c = 0; c < grid.Width && same; c++)
            {
                same = grid[r, c] == grid[r - 1, c];
                ink |= grid.HasInk(r, c);
            }

            if (same && ink) repeats++;
        }

        return Share(repeats, grid.Height);
    }

    /// <summary>Number of different characters.</summary>
    internal static int Variety(DrawingGrid grid)
    {
        Span<bool> seen = stackalloc bool[Vocabulary.Size];
        var count = 0;
        for (var r = 0; r < grid.Height; r++)
        {
            for (var c = 0; c < grid.Width; c++)
            {
                if (!grid.HasInk(r, c) || seen[grid[r, c]]) continue;
                seen[grid[r, c]] = true;
                count++;
            }
        }

        return count;
    }

    /// <summary>How far the ink fills the width or the height, whichever more, as a share of 70%; at most 1.</summary>
    internal static double Fill(DrawingGrid grid, int width, int height)
    {
        var columns = grid.LastColumn - grid.FirstColumn + 1;
        return columns < 1 ? 0 : Math.Min(1, new CanvasSize(width, height).FillOf(columns, grid.Height) / CanvasSize.LeastFill);
    }

    /// <summary>A quotient, 0 where there is nothing to divide by.</summary>
    internal static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static bool LeavesRight(DrawingGrid grid, int r, int c) => grid[r, c] switch
    {
        '_' or '-' or '=' or '~' => !Upright.Contains(grid[r - 1, c]) && !Upright.Contains(grid[r + 1, c]),
        '/' => !grid.HasInk(r - 1, c),
        '\\' => !grid.HasInk(r + 1, c),
        _ => false,
    };

    private static bool LeavesBelow(DrawingGrid grid, int r, int c)
    {
        if (OnTheLine.Contains(grid[r, c - 1]) || OnTheLine.Contains(grid[r, c + 1])) return false;
        return grid[r, c] switch
        {
            '|' or '(' or ')' => true,
            '/' => !grid.HasInk(r, c - 1),
            '\\' => !grid.HasInk(r, c + 1),
            _ => false,
        };
    }
}
