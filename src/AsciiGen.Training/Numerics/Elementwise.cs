// Elementwise steps over rows of float32, 16 lanes at a time. Lengths are multiples of 16: every tensor of the model is one.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AsciiGen.Training.Numerics;

/// <summary>Vectorised elementwise operations; lengths are multiples of 16.</summary>
internal static unsafe class Elementwise
{
    private const int ChunkLength = 1 << 15;

    /// <summary>target += source.</summary>
    public static void Add(float* source, float* target, long length)
    {
        for (long i = 0; i < length; i += 16) (Vector512.Load(target + i) + Vector512.Load(source + i)).Store(target + i);
    }

    /// <summary>values *= factor.</summary>
    public static void Scale(float* values, float factor, long length)
    {
        for (long i = 0; i < length; i += 16) (Vector512.Load(values + i) * factor).Store(values + i);
    }

    /// <summary>target = target * factor + source * sourceFactor.</summary>
    public static void Combine(float* target, float factor, float* source, float sourceFactor, long length)
    {
        for (long i = 0; i < length; i += 16)
        {
            Vector512.FusedMultiplyAdd(Vector512.Load(source + i), Vector512.Create(sourceFactor), Vector512.Load(target + i) * factor).Store(target + i);
        }
    }

    /// <summary>activated = max(x, 0)^2.</summary>
    public static void SquaredRelu(float* x, float* activated, long length)
    {
        for (long i = 0; i < length; i += 16)
        {
            var positive = Vector512.MaxNative(Vector512.Load(x + i), Vector512<float>.Zero);
            (positive * positive).Store(activated + i);
        }
    }

    /// <summary>gradient of x, in place: gradient *= 2 max(x, 0).</summary>
    public static void SquaredReluBackward(float* x, float* gradient, long length)
    {
        for (long i = 0; i < length; i += 16)
        {
            var positive = Vector512.MaxNative(Vector512.Load(x + i), Vector512<float>.Zero);
            (Vector512.Load(gradient + i) * (positive + positive)).Store(gradient + i);
        }
    }

    /// <summary>Sum of a times b.</summary>
    public static float Dot(float* a, float* b, int length)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < length; i += 16) sum = Vector512.FusedMultiplyAdd(Vector512.Load(a + i), Vector512.Load(b + i), sum);
        return Vector512.Sum(sum);
    }

    /// <summary>
    /// e^x for x at most 0, below -87 about 1e-38: x = n ln 2 + r with n whole, e^r by its Taylor series to the sixth power
    /// (relative error below 2e-7), 2^n by adding n to the exponent. ln 2 is taken in two parts, of which the first is exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpOfNegative(Vector512<float> x)
    {
        var roundsToWhole = Vector512.Create(12582912f); // 1.5 * 2^23
        x = Vector512.MaxNative(x, Vector512.Create(-87f));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), roundsToWhole);
        var n = shifted - roundsToWhole;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        var y = Vector512.FusedMultiplyAdd(Vector512.Create(1f / 720), r, Vector512.Create(1f / 120));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(1f / 24));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(1f / 6));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512.Create(0.5f));
        y = Vector512.FusedMultiplyAdd(y, r, Vector512<float>.One);
        y = Vector512.FusedMultiplyAdd(y, r, Vector512<float>.One);
        return (y.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }

    /// <summary>Pieces that so many numbers are shared out in; the bounds do not depend on the number of threads.</summary>
    public static int ChunksFor(long length) => (int)((length + ChunkLength - 1) / ChunkLength);

    /// <summary>First number of a piece, and how many it has.</summary>
    public static (long First, long Count) RangeOf(int chunk, long length) => ((long)chunk * ChunkLength, Math.Min(ChunkLength, length - ((long)chunk * ChunkLength)));

    /// <summary>Sum of squares.</summary>
    public static double SumOfSquares(float* values, long length)
    {
        var sum = Vector512<double>.Zero;
        for (long i = 0; i < length; i += 16)
        {
            var (low, high) = Vector512.Widen(Vector512.Load(values + i));
            sum += (low * low) + (high * high);
        }

        return Vector512.Sum(sum);
    }
}
