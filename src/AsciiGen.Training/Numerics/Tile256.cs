// The 12x32 tile with 16 registers of 256 bits, in four parts of 6x16: 12 sums, two loads of B and one broadcast of A.
// Unrolled because the code generator keeps only named locals in registers.

using System.Runtime.Intrinsics;

namespace AsciiGen.Training.Numerics;

/// <summary>The tile in registers of 256 bits.</summary>
internal static unsafe class Tile256
{
    private const int PartRows = 6, PartColumns = 16;

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
        Vector256<float> s0l = Vector256<float>.Zero, s0r = Vector256<float>.Zero;
        Vector256<float> s1l = Vector256<float>.Zero, s1r = Vector256<float>.Zero;
        Vector256<float> s2l = Vector256<float>.Zero, s2r = Vector256<float>.Zero;
        Vector256<float> s3l = Vector256<float>.Zero, s3r = Vector256<float>.Zero;
        Vector256<float> s4l = Vector256<float>.Zero, s4r = Vector256<float>.Zero;
        Vector256<float> s5l = Vector256<float>.Zero, s5r = Vector256<float>.Zero;
        float* row0 = a, row3 = a + (3 * rowStride);
        for (var p = 0; p < depth; p++, b += strideB)
        {
            Vector256<float> left = Vector256.Load(b), right = Vector256.Load(b + 8);
            var x = Vector256.Create(row0[0]);
            s0l = Vector256.FusedMultiplyAdd(x, left, s0l);
            s0r = Vector256.FusedMultiplyAdd(x, right, s0r);
            x = Vector256.Create(row0[rowStride]);
            s1l = Vector256.FusedMultiplyAdd(x, left, s1l);
            s1r = Vector256.FusedMultiplyAdd(x, right, s1r);
            x = Vector256.Create(row0[2 * rowStride]);
            s2l = Vector256.FusedMultiplyAdd(x, left, s2l);
            s2r = Vector256.FusedMultiplyAdd(x, right, s2r);
            x = Vector256.Create(row3[0]);
            s3l = Vector256.FusedMultiplyAdd(x, left, s3l);
            s3r = Vector256.FusedMultiplyAdd(x, right, s3r);
            x = Vector256.Create(row3[rowStride]);
            s4l = Vector256.FusedMultiplyAdd(x, left, s4l);
            s4r = Vector256.FusedMultiplyAdd(x, right, s4r);
            x = Vector256.Create(row3[2 * rowStride]);
            s5l = Vector256.FusedMultiplyAdd(x, left, s5l);
            s5r = Vector256.FusedMultiplyAdd(x, right, s5r);
            row0 += depthStride;
            row3 += depthStride;
        }

        Store(tile, s0l, s0r, add);
        Store(tile + (1 * strideC), s1l, s1r, add);
        Store(tile + (2 * strideC), s2l, s2r, add);
        Store(tile + (3 * strideC), s3l, s3r, add);
        Store(tile + (4 * strideC), s4l, s4r, add);
        Store(tile + (5 * strideC), s5l, s5r, add);
    }

    private static void Store(float* row, Vector256<float> left, Vector256<float> right, bool add)
    {
        if (add)
        {
            left += Vector256.Load(row);
            right += Vector256.Load(row + 8);
        }

        left.Store(row);
        right.Store(row + 8);
    }
}
