// Takes the measures of a drawing's look. Whole numbers are counted and divided once, so that the shares are the same
// everywhere. Does not know which of them are good.

namespace AsciiGen.Corpus;

/// <summary>Measures the features of one drawing.</summary>
internal sealed class FeatureMeter
{
    private const string Horizontal = "-~=_";
    private const string Vertical = "|()[]{}I!l:;";
    private const string Junctions = "+xX*#YVvK<>&%@";
    private const int BusyNeighbours = 5;
    private const int LargestSpeck = 2;
    private const int Blocks = 4;

    // Bits of the eight neighbours, row by row: 0 1 2 above, 3 4 beside, 5 6 7 below.
    private const int Above = 0b111, Below = 0b1110_0000;
    private const int Left = 0b10_1001, Right = 0b1001_0100;
    private const int UpperRight = 0b1_0110, LowerLeft = 0b110_1000, UpperLeft = 0b1011, LowerRight = 0b1101_0000;

    private readonly CellGrid _grid;

    private FeatureMeter(CellGrid grid) => _grid = grid;

    /// <exception cref="ArgumentOutOfRangeException">The drawing has no ink.</exception>
    internal static DrawingFeatures Measure(CellGrid grid)
    {
        ArgumentOutOfRangeException.ThrowIfZero(grid.Ink);
        return new FeatureMeter(grid).CountCells();
    }

    private DrawingFeatures CountCells()
    {
        var (ends, joined, busy, junctions) = (0, 0, 0, 0);
        var blocks = 0;
        var counts = new int[128];
        foreach (var (r, c) in _grid.InkCells)
        {
            var (cell, around) = (_grid[r, c], NeighboursOf(r, c));
            if (int.PopCount(around) >= BusyNeighbours) busy++;
            if (Junctions.Contains(cell)) junctions++;
            ends += 2;
            joined += JoinedEnds(cell, around);
            blocks |= 1 << ((r * Blocks / _grid.Height * Blocks) + (c * Blocks / _grid.Width));
            counts[cell & 127]++;
        }

        double ink = _grid.Ink;
        return new()
        {
            Joined = joined / (double)ends,
            Busy = busy / ink,
            Junction = junctions / ink,
            Spread = int.PopCount(blocks) / (double)(Blocks * Blocks),
            Commonest = counts.Max() / ink,
            Characters = counts.Count(count => count > 0),
            Specks = CountSpecks() / ink,
            Symmetry = CountOpposite() / ink,
            DistinctWindows = MeasureWindows(),
        };
    }

    private int NeighboursOf(int row, int column)
    {
        var (bits, bit) = (0, 1);
        for (var r = row - 1; r <= row + 1; r++)
        {
            for (var c = column - 1; c <= column + 1; c++)
            {
                if (r == row && c == column) continue;
                if (_grid[r, c] != ' ') bits |= bit;
                bit <<= 1;
            }
        }

        return bits;
    }

    private static int JoinedEnds(char cell, int around)
    {
        if (Horizontal.Contains(cell)) return Met(around, Left) + Met(around, Right);
        if (Vertical.Contains(cell)) return Met(around, Above) + Met(around, Below);
        return cell switch
        {
            '/' => Met(around, UpperRight) + Met(around, LowerLeft),
            '\\' => Met(around, UpperLeft) + Met(around, LowerRight),
            // A character without a direction joins any two neighbours.
            _ => Math.Min(2, int.PopCount(around)),
        };
    }

    private static int Met(int around, int side) => (around & side) != 0 ? 1 : 0;

    private int CountSpecks()
    {
        var seen = new bool[_grid.Height * _grid.Width];
        var open = new Stack<(int Row, int Column)>();
        var specks = 0;
        for (var start = 0; start < seen.Length; start++)
        {
            var size = 0;
            Visit(start / _grid.Width, start % _grid.Width);
            while (open.TryPop(out var cell))
            {
                size++;
                for (var r = cell.Row - 1; r <= cell.Row + 1; r++)
                {
                    for (var c = cell.Column - 1; c <= cell.Column + 1; c++) Visit(r, c);
                }
            }

            if (size <= LargestSpeck) specks += size;
        }

        return specks;

        void Visit(int row, int column)
        {
            if (_grid[row, column] == ' ' || seen[(row * _grid.Width) + column]) return;
            seen[(row * _grid.Width) + column] = true;
            open.Push((row, column));
        }
    }

    /// <summary>The axis may lie a column beside the middle of the box: one ear is often longer.</summary>
    private int CountOpposite()
    {
        var best = 0;
        for (var sum = _grid.Width - 3; sum <= _grid.Width + 1; sum++)
        {
            var opposite = 0;
            foreach (var (r, c) in _grid.InkCells)
            {
                if (_grid[r, sum - c] != ' ') opposite++;
            }

            best = Math.Max(best, opposite);
        }

        return best;
    }

    private double MeasureWindows()
    {
        var kinds = new HashSet<uint>();
        var windows = 0;
        for (var r = -1; r < _grid.Height; r++)
        {
            for (var c = -1; c < _grid.Width; c++)
            {
                uint a = _grid[r, c], b = _grid[r, c + 1], d = _grid[r + 1, c], e = _grid[r + 1, c + 1];
                var ink = (a != ' ' ? 1 : 0) + (b != ' ' ? 1 : 0) + (d != ' ' ? 1 : 0) + (e != ' ' ? 1 : 0);
                if (ink < 2) continue;
                windows++;
                kinds.Add((a & 255) | ((b & 255) << 8) | ((d & 255) << 16) | (e << 24));
            }
        }

        return windows == 0 ? 1 : kinds.Count / (double)windows;
    }
}
