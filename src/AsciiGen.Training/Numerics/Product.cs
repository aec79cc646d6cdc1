// The two products that training a linear map needs, on the thread that calls: rows times a packed matrix (forward, and
// the gradient of the input), and the gradient of the weights, which sums over the tokens.

namespace AsciiGen.Training.Numerics;

/// <summary>Products in tiles; see <see cref="Tile"/>.</summary>
internal static unsafe class Product
{
    /// <summary>Numbers of scratch memory that <see cref="AddWeightGradient"/> needs.</summary>
    public const int ScratchLength = ((MostPanels * Tile.Columns) + Tile.Rows) * GradientDepth;

    /// <summary>Most panels of columns that one call of <see cref="AddWeightGradient"/> takes.</summary>
    public const int MostPanels = 6;

    // What is summed over in one go: a panel of 32 KiB forward; 6 panels and a strip of rows that stay in the second-level cache backward.
    private const int ForwardDepth = 256, GradientDepth = 192;

    /// <summary>y (rows, b.Columns) = or += x (rows, b.Depth) times b; strides are floats from row to row.</summary>
    public static void Rows(float* x, int strideX, PackedMatrix b, float* y, int strideY, int rows, bool add)
    {
        for (var block = 0; block < b.Depth; block += ForwardDepth)
        {
            var depth = Math.Min(ForwardDepth, b.Depth - block);
            for (var panel = 0; panel < b.PanelCount; panel++)
            {
                var column = panel * Tile.Columns;
                RowsTimesPanel(
                    x + block, strideX, b.Panel(panel) + (block * Tile.Columns), depth, y + column, strideY, rows, Math.Min(Tile.Columns, b.Columns - column), add || block > 0);
            }
        }
    }

    /// <summary>
    /// c (m, n) = a (m, k) times b, which is (k, n), or (n, k) when <paramref name="transposed"/>; all row by row.
    /// panel: scratch for k * 32 numbers.
    /// </summary>
    public static void Whole(float* a, float* b, bool transposed, float* c, int m, int n, int k, float* panel)
    {
        for (var column = 0; column < n; column += Tile.Columns)
        {
            var columns = Math.Min(Tile.Columns, n - column);
            if (transposed) Packing.Transpose(b + ((long)column * k), k, k, columns, panel);
            else Packing.Copy(b + column, n, k, columns, panel);
            for (var block = 0; block < k; block += ForwardDepth)
            {
                RowsTimesPanel(a + block, k, panel + (block * Tile.Columns), Math.Min(ForwardDepth, k - block), c + column, n, m, columns, block > 0);
            }
        }
    }

    /// <summary>
    /// Rows firstRow .. firstRow + rows - 1 and some panels of columns of
    /// gradient (outputs, inputs) += dy (tokens, outputs) transposed times x (tokens, inputs).
    /// scratch: <see cref="ScratchLength"/> numbers.
    /// </summary>
    public static void AddWeightGradient(
        float* dy, int outputs, float* x, int inputs, int tokens, float* gradient, int firstRow, int rows, int firstPanel, int panels, float* scratch)
    {
        var left = scratch + (MostPanels * Tile.Columns * GradientDepth);
        for (var block = 0; block < tokens; block += GradientDepth)
        {
            var depth = Math.Min(GradientDepth, tokens - block);
            for (var panel = 0; panel < panels; panel++)
            {
                var column = (firstPanel + panel) * Tile.Columns;
                Packing.Copy(x + ((long)block * inputs) + column, inputs, depth, Math.Min(Tile.Columns, inputs - column), scratch + (panel * Tile.Columns * depth));
            }

            // While a strip of rows is summed, the next strip comes in from memory, and bit by bit the next block of x.
            var next = Math.Min(GradientDepth, tokens - block - depth);
            var nextX = x + ((long)(block + depth) * inputs) + (firstPanel * Tile.Columns);
            var (fetched, columns) = (0, Math.Min(panels * Tile.Columns, inputs - (firstPanel * Tile.Columns)));
            for (var row = firstRow; row < firstRow + rows; row += Tile.Rows)
            {
                var count = Math.Min(Tile.Rows, firstRow + rows - row);
                var end = (int)((long)next * (row + count - firstRow) / rows);
                for (; fetched < end; fetched++) Packing.Prefetch(nextX + ((long)fetched * inputs), columns);
                var isLast = row + count == firstRow + rows;
                var nextDy = isLast ? dy + ((long)(block + depth) * outputs) + firstRow : dy + ((long)block * outputs) + row + count;
                for (var p = 0; p < (isLast ? next : depth); p++) Packing.Prefetch(nextDy + ((long)p * outputs), Tile.Rows);
                Packing.CopyNarrow(dy + ((long)block * outputs) + row, outputs, depth, count, left);
                AddGradientTiles(depth, left, scratch, gradient + ((long)row * inputs), inputs, count, firstPanel, panels);
            }
        }
    }

    /// <summary>Up to 32 columns of y (rows, columns) = or += x (rows, depth) times a panel; depth at most 256.</summary>
    private static void RowsTimesPanel(float* x, int strideX, float* panel, int depth, float* y, int strideY, int rows, int columns, bool add)
    {
        var edge = stackalloc float[Tile.Rows * Tile.Columns];
        for (var row = 0; row < rows; row += Tile.Rows)
        {
            var left = x + ((long)row * strideX);
            var tile = y + ((long)row * strideY);
            if (row + Tile.Rows <= rows && columns == Tile.Columns)
            {
                Tile.Run(depth, left, strideX, 1, panel, Tile.Columns, tile, strideY, add);
                continue;
            }

            var count = Math.Min(Tile.Rows, rows - row);
            RunEdge(depth, left, strideX, panel, edge, count);
            CopyEdge(edge, tile, strideY, count, columns, add);
        }
    }

    private static void AddGradientTiles(int depth, float* left, float* right, float* gradient, int inputs, int rows, int firstPanel, int panels)
    {
        var edge = stackalloc float[Tile.Rows * Tile.Columns];
        for (var panel = 0; panel < panels; panel++, right += Tile.Columns * depth)
        {
            var column = (firstPanel + panel) * Tile.Columns;
            var columns = Math.Min(Tile.Columns, inputs - column);
            if (rows == Tile.Rows && columns == Tile.Columns)
            {
                Tile.Run(depth, left, 1, Tile.Rows, right, Tile.Columns, gradient + column, inputs, true);
                continue;
            }

            Tile.Run(depth, left, 1, Tile.Rows, right, Tile.Columns, edge, Tile.Columns, false);
            CopyEdge(edge, gradient + column, inputs, rows, columns, true);
        }
    }

    /// <summary>A tile that may have fewer than 12 rows; the last row stands in for those that are not there.</summary>
    private static void RunEdge(int depth, float* a, nint stride, float* b, float* tile, int rows)
    {
        var whole = stackalloc float[Tile.Rows * ForwardDepth];
        for (var row = 0; row < Tile.Rows; row++)
        {
            new ReadOnlySpan<float>(a + (Math.Min(row, rows - 1) * stride), depth).CopyTo(new Span<float>(whole + (row * depth), depth));
        }

        Tile.Run(depth, whole, depth, 1, b, Tile.Columns, tile, Tile.Columns, false);
    }

    private static void CopyEdge(float* edge, float* tile, long stride, int rows, int columns, bool add)
    {
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var value = edge[(r * Tile.Columns) + c];
                tile[(r * stride) + c] = add ? tile[(r * stride) + c] + value : value;
            }
        }
    }
}
