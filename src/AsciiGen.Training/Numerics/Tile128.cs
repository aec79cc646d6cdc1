// The 12x32 tile for every other processor, in twelve parts of 4x8, which fit 16 registers of 128 bits.
// Unrolled because the code generator keeps only named locals in registers.

using System.Runtime.Intrinsics;

namespace AsciiGen.Training.Numerics;

/// <summary>The tile in registers of 128 bits.</summary>
internal static unsafe class Tile128
{
    private const int PartRows = 4, PartColumns = 8;

    /// <summary>See <see cref="Tile.Run"/>.</summary>
    public static void Run(int depth, float* a, nint rowStride, nint depthStride, float* b, nint strideB, float* tile, nint strideC, bool add)
    {
        for (var row = 0; row < Tile.Rows; row += PartRows)
        {
            for (var column = 0; column < Tile.Columns; column += PartColumns)
            {
                Part(depth, a + (row * rowStride), rowStride, depthStride, b + column, strideB, tile + (row * strideC) + column, strideC, add);
            }
        }
    }

    private static void Part(int depth, float* a, nint rowStride, nint depthStride, float* b, nint strideB, float* tile, nint strideC, bool add)
    {
        Vector128<float> s0l = Vector128<float>.Zero, s0r = Vector128<float>.Zero;
        Vector128<float> s1l = Vector128<float>.Zero, s1r = Vector128<float>.Zero;
        Vector128<float> s2l = Vector128<float>.Zero, s2r = Vector128<float>.Zero;
        Vector128<float> s3l = Vector128<float>.Zero, s3r = Vector128<float>.Zero;
        float* row0 = a, row3 = a + (3 * rowStride);
        for (var p = 0; p < depth; p++, b += strideB)
        {
            Vector128<float> left = Vector128.Load(b), right = Vector128.Load(b + 4);
            var x = Vector128.Create(row0[0]);
            s0l = Vector128.MultiplyAddEstimate(x, left, s0l);
            s0r = Vector128.MultiplyAddEstimate(x, right, s0r);
            x = Vector128.Create(row0[rowStride]);
            s1l = Vector128.MultiplyAddEstimate(x, left, s1l);
            s1r = Vector128.MultiplyAddEstimate(x, right, s1r);
            x = Vector128.Create(row0[2 * rowStride]);
            s2l = Vector128.MultiplyAddEstimate(x, left, s2l);
            s2r = Vector128.MultiplyAddEstimate(x, right, s2r);
            x = Vector128.Create(row3[0]);
            s3l = Vector128.MultiplyAddEstimate(x, left, s3l);
            s3r = Vector128.MultiplyAddEstimate(x, right, s3r);
            row0 += depthStride;
            row3 += depthStride;
        }

        Store(tile, s0l, s0r, add);
        Store(tile + (1 * strideC), s1l, s1r, add);
        Store(tile + (2 * strideC), s2l, s2r, add);
        Store(tile + (3 * strideC), s3l, s3r, add);
    }

    private static void Store(float* row, Vector128<float> left, Vector128<float> right, bool add)
    {
        if (add)
        {
            left += Vector128.Load(row);
            right += Vector128.Load(row + 4);
        }

        left.Store(row);
        right.Store(row + 4);
    }
}
