// The 12x32 tile with 32 registers of 512 bits: 24 sums, two loads of B and one broadcast of A for each step of K.
// Unrolled because the code generator keeps only named locals in registers.

using System.Runtime.Intrinsics;

namespace AsciiGen.Training.Numerics;

/// <summary>The tile in registers of 512 bits.</summary>
internal static unsafe class Tile512
{
    /// <summary>See <see cref="Tile.Run"/>.</summary>
    public static void Run(int depth, float* a, nint rowStride, nint depthStride, float* b, nint strideB, float* tile, nint strideC, bool add)
    {
        Vector512<float> s0l = Vector512<float>.Zero, s0r = Vector512<float>.Zero;
        Vector512<float> s1l = Vector512<float>.Zero, s1r = Vector512<float>.Zero;
        Vector512<float> s2l = Vector512<float>.Zero, s2r = Vector512<float>.Zero;
        Vector512<float> s3l = Vector512<float>.Zero, s3r = Vector512<float>.Zero;
        Vector512<float> s4l = Vector512<float>.Zero, s4r = Vector512<float>.Zero;
        Vector512<float> s5l = Vector512<float>.Zero, s5r = Vector512<float>.Zero;
        Vector512<float> s6l = Vector512<float>.Zero, s6r = Vector512<float>.Zero;
        Vector512<float> s7l = Vector512<float>.Zero, s7r = Vector512<float>.Zero;
        Vector512<float> s8l = Vector512<float>.Zero, s8r = Vector512<float>.Zero;
        Vector512<float> s9l = Vector512<float>.Zero, s9r = Vector512<float>.Zero;
        Vector512<float> s10l = Vector512<float>.Zero, s10r = Vector512<float>.Zero;
        Vector512<float> s11l = Vector512<float>.Zero, s11r = Vector512<float>.Zero;
        float* row0 = a, row3 = a + (3 * rowStride), row6 = a + (6 * rowStride), row9 = a + (9 * rowStride);
        for (var p = 0; p < depth; p++, b += strideB)
        {
            Vector512<float> left = Vector512.Load(b), right = Vector512.Load(b + 16);
            var x = Vector512.Create(row0[0]);
            s0l = Vector512.FusedMultiplyAdd(x, left, s0l);
            s0r = Vector512.FusedMultiplyAdd(x, right, s0r);
            x = Vector512.Create(row0[rowStride]);
            s1l = Vector512.FusedMultiplyAdd(x, left, s1l);
            s1r = Vector512.FusedMultiplyAdd(x, right, s1r);
            x = Vector512.Create(row0[2 * rowStride]);
            s2l = Vector512.FusedMultiplyAdd(x, left, s2l);
            s2r = Vector512.FusedMultiplyAdd(x, right, s2r);
            x = Vector512.Create(row3[0]);
            s3l = Vector512.FusedMultiplyAdd(x, left, s3l);
            s3r = Vector512.FusedMultiplyAdd(x, right, s3r);
            x = Vector512.Create(row3[rowStride]);
            s4l = Vector512.FusedMultiplyAdd(x, left, s4l);
            s4r = Vector512.FusedMultiplyAdd(x, right, s4r);
            x = Vector512.Create(row3[2 * rowStride]);
            s5l = Vector512.FusedMultiplyAdd(x, left, s5l);
            s5r = Vector512.FusedMultiplyAdd(x, right, s5r);
            x = Vector512.Create(row6[0]);
            s6l = Vector512.FusedMultiplyAdd(x, left, s6l);
            s6r = Vector512.FusedMultiplyAdd(x, right, s6r);
            x = Vector512.Create(row6[rowStride]);
            s7l = Vector512.FusedMultiplyAdd(x, left, s7l);
            s7r = Vector512.FusedMultiplyAdd(x, right, s7r);
            x = Vector512.Create(row6[2 * rowStride]);
            s8l = Vector512.FusedMultiplyAdd(x, left, s8l);
            s8r = Vector512.FusedMultiplyAdd(x, right, s8r);
            x = Vector512.Create(row9[0]);
            s9l = Vector512.FusedMultiplyAdd(x, left, s9l);
            s9r = Vector512.FusedMultiplyAdd(x, right, s9r);
            x = Vector512.Create(row9[rowStride]);
            s10l = Vector512.FusedMultiplyAdd(x, left, s10l);
            s10r = Vector512.FusedMultiplyAdd(x, right, s10r);
            x = Vector512.Create(row9[2 * rowStride]);
            s11l = Vector512.FusedMultiplyAdd(x, left, s11l);
            s11r = Vector512.FusedMultiplyAdd(x, right, s11r);
            row0 += depthStride;
            row3 += depthStride;
            row6 += depthStride;
            row9 += depthStride;
        }

        Store(tile, s0l, s0r, add);
        Store(tile + (1 * strideC), s1l, s1r, add);
        Store(tile + (2 * strideC), s2l, s2r, add);
        Store(tile + (3 * strideC), s3l, s3r, add);
        Store(tile + (4 * strideC), s4l, s4r, add);
        Store(tile + (5 * strideC), s5l, s5r, add);
        Store(tile + (6 * strideC), s6l, s6r, add);
        Store(tile + (7 * strideC), s7l, s7r, add);
        Store(tile + (8 * strideC), s8l, s8r, add);
        Store(tile + (9 * strideC), s9l, s9r, add);
        Store(tile + (10 * strideC), s10l, s10r, add);
        Store(tile + (11 * strideC), s11l, s11r, add);
    }

    private static void Store(float* row, Vector512<float> left, Vector512<float> right, bool add)
    {
        if (add)
        {
            left += Vector512.Load(row);
            right += Vector512.Load(row + 16);
        }

        left.Store(row);
        right.Store(row + 16);
    }
}
