// The 12x32 tile: 24 sums of 16 lanes, two loads of B and one broadcast of A for each step of K.
// Unrolled by hand because the code generator keeps only named locals in registers.

using System.Runtime.Intrinsics;

namespace AsciiGen.Training.Numerics;

/// <summary>The innermost loop of <see cref="Gemm"/>.</summary>
internal static unsafe class GemmKernel
{
    /// <summary>Rows of the tile.</summary>
    public const int Rows = 12;

    /// <summary>Columns of the tile.</summary>
    public const int Columns = 32;

    /// <summary>tile (12, 32) = or += a (depth, 12) transposed times b (depth, 32), both packed k-major.</summary>
    public static void Run(int depth, float* a, float* b, float* tile, int stride, bool add)
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
        for (var end = a + (depth * Rows); a < end; a += Rows, b += Columns)
        {
            var left = Vector512.Load(b);
            var right = Vector512.Load(b + 16);
            Vector512<float> x;
            x = Vector512.Create(a[0]);
            s0l = Vector512.FusedMultiplyAdd(x, left, s0l);
            s0r = Vector512.FusedMultiplyAdd(x, right, s0r);
            x = Vector512.Create(a[1]);
            s1l = Vector512.FusedMultiplyAdd(x, left, s1l);
            s1r = Vector512.FusedMultiplyAdd(x, right, s1r);
            x = Vector512.Create(a[2]);
            s2l = Vector512.FusedMultiplyAdd(x, left, s2l);
            s2r = Vector512.FusedMultiplyAdd(x, right, s2r);
            x = Vector512.Create(a[3]);
            s3l = Vector512.FusedMultiplyAdd(x, left, s3l);
            s3r = Vector512.FusedMultiplyAdd(x, right, s3r);
            x = Vector512.Create(a[4]);
            s4l = Vector512.FusedMultiplyAdd(x, left, s4l);
            s4r = Vector512.FusedMultiplyAdd(x, right, s4r);
            x = Vector512.Create(a[5]);
            s5l = Vector512.FusedMultiplyAdd(x, left, s5l);
            s5r = Vector512.FusedMultiplyAdd(x, right, s5r);
            x = Vector512.Create(a[6]);
            s6l = Vector512.FusedMultiplyAdd(x, left, s6l);
            s6r = Vector512.FusedMultiplyAdd(x, right, s6r);
            x = Vector512.Create(a[7]);
            s7l = Vector512.FusedMultiplyAdd(x, left, s7l);
            s7r = Vector512.FusedMultiplyAdd(x, right, s7r);
            x = Vector512.Create(a[8]);
            s8l = Vector512.FusedMultiplyAdd(x, left, s8l);
            s8r = Vector512.FusedMultiplyAdd(x, right, s8r);
            x = Vector512.Create(a[9]);
            s9l = Vector512.FusedMultiplyAdd(x, left, s9l);
            s9r = Vector512.FusedMultiplyAdd(x, right, s9r);
            x = Vector512.Create(a[10]);
            s10l = Vector512.FusedMultiplyAdd(x, left, s10l);
            s10r = Vector512.FusedMultiplyAdd(x, right, s10r);
            x = Vector512.Create(a[11]);
            s11l = Vector512.FusedMultiplyAdd(x, left, s11l);
            s11r = Vector512.FusedMultiplyAdd(x, right, s11r);
        }

        Store(tile + (0 * (long)stride), s0l, s0r, add);
        Store(tile + (1 * (long)stride), s1l, s1r, add);
        Store(tile + (2 * (long)stride), s2l, s2r, add);
        Store(tile + (3 * (long)stride), s3l, s3r, add);
        Store(tile + (4 * (long)stride), s4l, s4r, add);
        Store(tile + (5 * (long)stride), s5l, s5r, add);
        Store(tile + (6 * (long)stride), s6l, s6r, add);
        Store(tile + (7 * (long)stride), s7l, s7r, add);
        Store(tile + (8 * (long)stride), s8l, s8r, add);
        Store(tile + (9 * (long)stride), s9l, s9r, add);
        Store(tile + (10 * (long)stride), s10l, s10r, add);
        Store(tile + (11 * (long)stride), s11l, s11r, add);
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
