// Matrix products of the trainer: C (+)= op(A) op(B), row-major, op = as it is or transposed.
// B is packed once into panels of 32 columns, A per worker into panels of 12 rows, and a 12x32 tile of C stays in
// 24 vector registers while it sums over up to 256 steps of K (B panel 32 KiB: the first-level cache).
//
//        K block of B:  | 32 | 32 | 32 |      each panel k-major: 32 floats of row k side by side
//   12 rows of A  ->    [    tile      ]

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AsciiGen.Training.Numerics;

/// <summary>Blocked and packed float32 matrix products, a 12x32 tile at a time.</summary>
public sealed unsafe class Gemm : IDisposable
{
    private const int TileRows = GemmKernel.Rows;
    private const int TileColumns = GemmKernel.Columns;
    private const int BlockDepth = 256;
    private const int ChunkRows = TileRows * 16;

    private readonly WorkerPool? _pool;
    private readonly Tensor[] _packedRows; // per worker: (chunk rows, BlockDepth)
    private Tensor _packedColumns = new(1, TileColumns * BlockDepth); // (K, N rounded up to 32), block- and panel-wise

    /// <summary>Products on the threads of a pool, or on the caller's thread alone without one.</summary>
    public Gemm(WorkerPool? pool)
    {
        _pool = pool;
        _packedRows = new Tensor[pool?.ThreadCount ?? 1];
        for (var i = 0; i < _packedRows.Length; i++) _packedRows[i] = new Tensor(ChunkRows + TileRows, BlockDepth);
    }

    /// <summary>
    /// C (m, n) = or += op(A) (m, k) op(B) (k, n). <paramref name="transposeA"/>: A is stored as (k, m);
    /// <paramref name="transposeB"/>: B is stored as (n, k). Strides are floats from row to row as stored.
    /// </summary>
    public void Multiply(
        float* a, int strideA, bool transposeA, float* b, int strideB, bool transposeB,
        float* c, int strideC, int m, int n, int k, bool accumulate)
    {
        if (m == 0 || n == 0 || k == 0) return;
        var panels = (n + TileColumns - 1) / TileColumns;
        var paddedColumns = panels * TileColumns;
        if (_packedColumns.Length < (long)paddedColumns * k)
        {
            _packedColumns.Dispose();
            _packedColumns = new Tensor(1, checked(paddedColumns * k));
        }

        var packed = _packedColumns.Data;
        if (_pool is null)
        {
            for (var panel = 0; panel < panels; panel++) PackPanel(b, strideB, transposeB, n, k, panel, paddedColumns, packed);
            for (var start = 0; start < m; start += ChunkRows)
            {
                var rows = Math.Min(ChunkRows, m - start);
                MultiplyChunk(0, a, strideA, transposeA, packed, paddedColumns, c, strideC, start, rows, n, k, accumulate);
            }

            return;
        }

        _pool.Run(panels, (_, panel) => PackPanel(b, strideB, transposeB, n, k, panel, paddedColumns, packed));
        var chunk = ChunkFor(m);
        _pool.Run((m + chunk - 1) / chunk, (worker, item) =>
        {
            var start = item * chunk;
            MultiplyChunk(worker, a, strideA, transposeA, packed, paddedColumns, c, strideC, start, Math.Min(chunk, m - start), n, k, accumulate);
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _packedColumns.Dispose();
        foreach (var packed in _packedRows) packed.Dispose();
    }

    /// <summary>Rows a worker takes at a time: few enough that all have work, a multiple of the tile.</summary>
    private int ChunkFor(int m)
    {
        var share = (m + _pool!.ThreadCount - 1) / _pool.ThreadCount;
        var tiles = Math.Clamp((share + TileRows - 1) / TileRows, 1, ChunkRows / TileRows);
        return tiles * TileRows;
    }

    private static void PackPanel(float* b, int stride, bool transpose, int n, int k, int panel, int paddedColumns, float* packed)
    {
        var firstColumn = panel * TileColumns;
        var columns = Math.Min(TileColumns, n - firstColumn);
        for (var block = 0; block < k; block += BlockDepth)
        {
            var depth = Math.Min(BlockDepth, k - block);
            var target = packed + ((long)block * paddedColumns) + ((long)panel * TileColumns * depth);
            if (columns < TileColumns) new Span<float>(target, TileColumns * depth).Clear();
            if (transpose)
            {
                PackTransposed(b + ((long)firstColumn * stride) + block, stride, columns, depth, target, TileColumns);
            }
            else
            {
                for (var p = 0; p < depth; p++) CopyLanes(b + ((long)(block + p) * stride) + firstColumn, target + (p * TileColumns), columns);
            }
        }
    }

    /// <summary>
    /// target[p * width + i] = source[i * stride + p] for i below lanes, p below depth; blocks of 4x4 are turned in registers,
    /// which needs a quarter of the stores.
    /// </summary>
    private static void PackTransposed(float* source, int stride, int lanes, int depth, float* target, int width)
    {
        var i = 0;
        for (; Sse.IsSupported && i + 4 <= lanes; i += 4)
        {
            var row = source + ((long)i * stride);
            var p = 0;
            for (; p + 4 <= depth; p += 4)
            {
                Vector128<float> a = Vector128.Load(row + p), b = Vector128.Load(row + stride + p);
                Vector128<float> c = Vector128.Load(row + (2L * stride) + p), d = Vector128.Load(row + (3L * stride) + p);
                Vector128<float> abLow = Sse.UnpackLow(a, b), cdLow = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
                var column = target + (p * width) + i;
                Sse.MoveLowToHigh(abLow, cdLow).Store(column);
                Sse.MoveHighToLow(cdLow, abLow).Store(column + width);
                Sse.MoveLowToHigh(abHigh, cdHigh).Store(column + (2 * width));
                Sse.MoveHighToLow(cdHigh, abHigh).Store(column + (3 * width));
            }

            for (; p < depth; p++)
            {
                for (var lane = 0; lane < 4; lane++) target[(p * width) + i + lane] = row[((long)lane * stride) + p];
            }
        }

        for (; i < lanes; i++)
        {
            for (var p = 0; p < depth; p++) target[(p * width) + i] = source[((long)i * stride) + p];
        }
    }

    /// <summary>Copies a few floats; multiples of 4 without a call.</summary>
    private static void CopyLanes(float* source, float* target, int count)
    {
        var i = 0;
        for (; i + 16 <= count; i += 16) Vector512.Load(source + i).Store(target + i);
        for (; i + 4 <= count; i += 4) Vector128.Load(source + i).Store(target + i);
        for (; i < count; i++) target[i] = source[i];
    }

    private void MultiplyChunk(
        int worker, float* a, int strideA, bool transposeA, float* packed, int paddedColumns,
        float* c, int strideC, int start, int rows, int n, int k, bool accumulate)
    {
        var packedRows = _packedRows[worker].Data;
        var edge = stackalloc float[TileRows * TileColumns];
        for (var block = 0; block < k; block += BlockDepth)
        {
            var depth = Math.Min(BlockDepth, k - block);
            PackRows(a, strideA, transposeA, start, rows, block, depth, packedRows);
            var blockColumns = packed + ((long)block * paddedColumns);
            var add = accumulate || block > 0;
            for (var column = 0; column < n; column += TileColumns)
            {
                var panel = blockColumns + ((long)column * depth);
                for (var row = 0; row < rows; row += TileRows)
                {
                    var tile = c + ((long)(start + row) * strideC) + column;
                    if (row + TileRows <= rows && column + TileColumns <= n)
                    {
                        GemmKernel.Run(depth, packedRows + (row * depth), panel, tile, strideC, add);
                    }
                    else
                    {
                        GemmKernel.Run(depth, packedRows + (row * depth), panel, edge, TileColumns, false);
                        CopyEdge(edge, tile, strideC, Math.Min(TileRows, rows - row), Math.Min(TileColumns, n - column), add);
                    }
                }
            }
        }
    }

    private static void PackRows(float* a, int stride, bool transpose, int start, int rows, int block, int depth, float* packed)
    {
        for (var row = 0; row < rows; row += TileRows, packed += TileRows * depth)
        {
            var count = Math.Min(TileRows, rows - row);
            if (count < TileRows) new Span<float>(packed, TileRows * depth).Clear();
            if (!transpose)
            {
                PackTransposed(a + ((long)(start + row) * stride) + block, stride, count, depth, packed, TileRows);
                continue;
            }

            for (var p = 0; p < depth; p++) CopyLanes(a + ((long)(block + p) * stride) + start + row, packed + (p * TileRows), count);
        }
    }

    private static void CopyEdge(float* edge, float* tile, int stride, int rows, int columns, bool add)
    {
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var value = edge[(r * TileColumns) + c];
                tile[((long)r * stride) + c] = add ? tile[((long)r * stride) + c] + value : value;
            }
        }
    }
}
