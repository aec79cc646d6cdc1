// Elementwise steps over long rows of float32, 16 lanes at a time. Lengths are multiples of 16: every tensor of the
// model is one.

using System.Runtime.Intrinsics;

namespace AsciiGen.Training.Numerics;

/// <summary>Vectorised elementwise operations; lengths are multiples of 16.</summary>
public static unsafe class Elementwise
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

    /// <summary>activated = max(x, 0)^2.</summary>
    public static void SquaredRelu(WorkerPool pool, float* x, float* activated, long length) =>
        InChunks(pool, length, (start, count) =>
        {
            for (var i = start; i < start + count; i += 16)
            {
                var positive = Vector512.Max(Vector512.Load(x + i), Vector512<float>.Zero);
                (positive * positive).Store(activated + i);
            }
        });

    /// <summary>gradient of x, in place: gradient *= 2 max(x, 0).</summary>
    public static void SquaredReluBackward(WorkerPool pool, float* x, float* gradient, long length) =>
        InChunks(pool, length, (start, count) =>
        {
            for (var i = start; i < start + count; i += 16)
            {
                var positive = Vector512.Max(Vector512.Load(x + i), Vector512<float>.Zero);
                (Vector512.Load(gradient + i) * (positive + positive)).Store(gradient + i);
            }
        });

    /// <summary>Sum of squares, chunk by chunk in a fixed order.</summary>
    public static double SumOfSquares(WorkerPool pool, float* values, long length)
    {
        var partials = new double[(length + ChunkLength - 1) / ChunkLength];
        InChunks(pool, length, (start, count) =>
        {
            var sum = Vector512<double>.Zero;
            for (var i = start; i < start + count; i += 16)
            {
                var (low, high) = Vector512.Widen(Vector512.Load(values + i));
                sum += (low * low) + (high * high);
            }

            partials[start / ChunkLength] = Vector512.Sum(sum);
        });
        return partials.Sum();
    }

    /// <summary>Calls body(start, count) for pieces whose bounds do not depend on the number of threads.</summary>
    internal static void InChunks(WorkerPool pool, long length, Action<long, long> body) =>
        pool.Run((int)((length + ChunkLength - 1) / ChunkLength), (_, chunk) =>
        {
            var start = (long)chunk * ChunkLength;
            body(start, Math.Min(ChunkLength, length - start));
        });
}
