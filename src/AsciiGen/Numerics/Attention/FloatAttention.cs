// Attention over a cache of float32: keys in blocks of 16 positions, a dimension of all of them side by side, so that scores
// come out without folding; values position by position. Sums run in an order that depends on the number of positions alone.

using System.Runtime.CompilerServices;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Attention;

/// <summary>Causal attention of one head over float32 keys and values.</summary>
internal static unsafe class FloatAttention
{
    private const int Positions = AttentionRoom.BlockPositions;
    private const int Chains = 4; // sums that run side by side, to hide the latency of one

    /// <summary><c>result = sum_s softmax_s(query . key_s / sqrt(h)) value_s</c></summary>
    /// <param name="query">(h)</param>
    /// <param name="keys">(blocks of 16 positions, h, 16)</param>
    /// <param name="values">(count, h)</param>
    /// <param name="count">Positions, at least 1.</param>
    /// <param name="headSize">h, a multiple of 16.</param>
    /// <param name="room">Room for the scores.</param>
    /// <param name="result">(h)</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Attend<TLanes, TVector>(float* query, float* keys, float* values, int count, int headSize, AttentionRoom room, float* result)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var scores = room.Scores;
        var blocks = (count + Positions - 1) / Positions;
        Score<TLanes, TVector>(query, keys, blocks, headSize, scores);
        var sum = AttentionRoom.Exponentials<TLanes, TVector>(scores, count, 1f / MathF.Sqrt(headSize));
        WeightedSum<TLanes, TVector>(scores, values, count, headSize, 1f / sum, result);
    }

    // A register holds the scores of Count positions; four registers at a time, the last ones perhaps the same again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Score<TLanes, TVector>(float* query, float* keys, int blocks, int headSize, float* scores)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var last = (blocks * Positions) - TLanes.Count;
        for (var start = 0; start <= last; start += Chains * TLanes.Count)
        {
            int s0 = start, s1 = Math.Min(start + TLanes.Count, last), s2 = Math.Min(start + (2 * TLanes.Count), last), s3 = Math.Min(start + (3 * TLanes.Count), last);
            float* k0 = KeyOf(keys, s0, headSize), k1 = KeyOf(keys, s1, headSize), k2 = KeyOf(keys, s2, headSize), k3 = KeyOf(keys, s3, headSize);
            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (var i = 0; i < headSize; i++)
            {
                var q = TLanes.Broadcast(query[i]);
                sum0 = TLanes.FusedMultiplyAdd(TLanes.Load(k0 + (i * Positions)), q, sum0);
                sum1 = TLanes.FusedMultiplyAdd(TLanes.Load(k1 + (i * Positions)), q, sum1);
                sum2 = TLanes.FusedMultiplyAdd(TLanes.Load(k2 + (i * Positions)), q, sum2);
                sum3 = TLanes.FusedMultiplyAdd(TLanes.Load(k3 + (i * Positions)), q, sum3);
            }

            TLanes.Store(scores + s0, sum0);
            TLanes.Store(scores + s1, sum1);
            TLanes.Store(scores + s2, sum2);
            TLanes.Store(scores + s3, sum3);
        }
    }

    private static float* KeyOf(float* keys, int position, int headSize) => keys + ((position / Positions) * Positions * headSize) + (position % Positions);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightedSum<TLanes, TVector>(float* weights, float* values, int count, int headSize, float factor, float* result)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (var i = 0; i < headSize; i += TLanes.Count)
        {
            // Position s goes to sum s mod 4.
            var value = values + i;
            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            var s = 0;
            for (; s <= count - Chains; s += Chains)
            {
                sum0 = TLanes.FusedMultiplyAdd(TLanes.Load(value), TLanes.Broadcast(weights[s]), sum0);
                sum1 = TLanes.FusedMultiplyAdd(TLanes.Load(value + headSize), TLanes.Broadcast(weights[s + 1]), sum1);
                sum2 = TLanes.FusedMultiplyAdd(TLanes.Load(value + (2 * headSize)), TLanes.Broadcast(weights[s + 2]), sum2);
                sum3 = TLanes.FusedMultiplyAdd(TLanes.Load(value + (3 * headSize)), TLanes.Broadcast(weights[s + 3]), sum3);
                value += Chains * headSize;
            }

            if (s < count) sum0 = TLanes.FusedMultiplyAdd(TLanes.Load(value), TLanes.Broadcast(weights[s]), sum0);
            if (s + 1 < count) sum1 = TLanes.FusedMultiplyAdd(TLanes.Load(value + headSize), TLanes.Broadcast(weights[s + 1]), sum1);
            if (s + 2 < count) sum2 = TLanes.FusedMultiplyAdd(TLanes.Load(value + (2 * headSize)), TLanes.Broadcast(weights[s + 2]), sum2);
            TLanes.Store(result + i, TLanes.Multiply(TLanes.Add(TLanes.Add(sum0, sum1), TLanes.Add(sum2, sum3)), TLanes.Broadcast(factor)));
        }
    }
}
