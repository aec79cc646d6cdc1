// The element by element arithmetic of the model. Lengths are multiples of 16, the most lanes a register has, so nothing is left
// over; sums keep 16 partial sums whatever the width and fold them in one order; products that are added are fused. So every
// machine gets the same bits. Nothing here allocates.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics;

/// <summary>Vector kernels whose results are the same bits on every machine.</summary>
internal static unsafe class Kernels
{
    private const int Partials = AlignedBuffer.Lanes;

    /// <summary>Root mean square norm: <c>destination[i] = source[i] / sqrt(mean(source^2) + epsilon) * gains[i]</c>.</summary>
    /// <param name="source">(length)</param>
    /// <param name="gains">(length)</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="destination">(length); may be the source.</param>
    /// <param name="length">A multiple of 16.</param>
    public static void RmsNorm<TLanes, TVector>(float* source, float* gains, float epsilon, float* destination, int length)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var scale = TLanes.Broadcast(1f / MathF.Sqrt((SumOfSquares<TLanes, TVector>(source, length) / length) + epsilon));
        for (var i = 0; i < length; i += TLanes.Count) TLanes.Store(destination + i, TLanes.Multiply(TLanes.Multiply(TLanes.Load(source + i), scale), TLanes.Load(gains + i)));
    }

    /// <summary>Norms a head, as <see cref="RmsNorm"/>, and turns its pairs: <c>(u, w)</c> becomes <c>(u cos - w sin, u sin + w cos)</c>.</summary>
    /// <param name="head">(h), overwritten; pair j of a half is its elements j and j + h/4</param>
    /// <param name="gains">(h)</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="turns">(2h): the cosine of each element, then the sine of each, negative for the first of a pair</param>
    /// <param name="size">h, a multiple of 16.</param>
    /// <param name="room">(h)</param>
    public static void NormAndTurn<TLanes, TVector>(float* head, float* gains, float epsilon, float* turns, int size, float* room)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        RmsNorm<TLanes, TVector>(head, gains, epsilon, head, size);

        // The other element of each pair, side by side with its own.
        var quarter = size / 4 * sizeof(float);
        byte* from = (byte*)head, to = (byte*)room;
        for (var half = 0; half < 2; half++, from += 2 * quarter, to += 2 * quarter)
        {
            Unsafe.CopyBlockUnaligned(to, from + quarter, (uint)quarter);
            Unsafe.CopyBlockUnaligned(to + quarter, from, (uint)quarter);
        }

        for (var i = 0; i < size; i += TLanes.Count)
        {
            var turned = TLanes.Add(TLanes.Multiply(TLanes.Load(head + i), TLanes.Load(turns + i)), TLanes.Multiply(TLanes.Load(room + i), TLanes.Load(turns + size + i)));
            TLanes.Store(head + i, turned);
        }
    }

    /// <summary>The MLP's activation: <c>values[i] = max(values[i], 0)^2</c>.</summary>
    /// <param name="values">(length)</param>
    /// <param name="length">A multiple of 16.</param>
    public static void SquaredRelu<TLanes, TVector>(float* values, int length)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (var i = 0; i < length; i += TLanes.Count)
        {
            var x = TLanes.Max(TLanes.Load(values + i), TLanes.Broadcast(0f));
            TLanes.Store(values + i, TLanes.Multiply(x, x));
        }
    }

    /// <summary>Adds 16 numbers in the one order: halves onto each other, 16 -> 8 -> 4 -> 2 -> 1.</summary>
    public static float Fold(float* sums)
    {
        var four = (Vector128.Load(sums) + Vector128.Load(sums + 8)) + (Vector128.Load(sums + 4) + Vector128.Load(sums + 12));
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    /// <summary>The largest value; minus infinity of none.</summary>
    public static float Max(ReadOnlySpan<float> values)
    {
        var most = float.NegativeInfinity;
        foreach (var value in values) most = value > most ? value : most;
        return most;
    }

    private static float SumOfSquares<TLanes, TVector>(float* values, int length)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var partials = stackalloc float[Partials];
        for (var v = 0; v < Partials; v += TLanes.Count)
        {
            var sum = TLanes.Broadcast(0f);
            for (var i = v; i < length; i += Partials)
            {
                var x = TLanes.Load(values + i);
                sum = TLanes.FusedMultiplyAdd(x, x, sum);
            }

            TLanes.Store(partials + v, sum);
        }

        return Fold(partials);
    }
}
