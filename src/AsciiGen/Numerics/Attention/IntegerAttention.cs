// Attention over a cache of int8 with a scale for each position: a quarter of the memory of float32, which is what attention
// waits for. Keys: blocks of 16 positions, two dimensions after the other; values: two positions after the other. Query and
// weights become int16, sums of products are int32 and exact, as in Int8Kernel.

using System.Runtime.CompilerServices;
using AsciiGen.Numerics.Lanes;
using AsciiGen.Numerics.Panels;

namespace AsciiGen.Numerics.Attention;

/// <summary>Causal attention of one head over int8 keys and values.</summary>
internal static unsafe class IntegerAttention
{
    /// <summary>Largest absolute value of a key or value.</summary>
    public const int Largest = 127;

    private const int Positions = AttentionRoom.BlockPositions;
    private const int LongestSum = MatrixInputs.LongestSum; // positions

    /// <summary><c>result = sum_s softmax_s(query . key_s / sqrt(h)) value_s</c></summary>
    /// <param name="query">(h)</param>
    /// <param name="keys">(blocks, h / 2, 16) pairs of dimensions</param>
    /// <param name="keyScales">(count), padded to whole blocks</param>
    /// <param name="values">(pairs of positions, h)</param>
    /// <param name="valueScales">(count), padded to whole blocks</param>
    /// <param name="count">Positions, at least 1.</param>
    /// <param name="headSize">h, a multiple of 16.</param>
    /// <param name="room">Room for the scores.</param>
    /// <param name="result">(h)</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Attend<TLanes, TVector>(float* query, sbyte* keys, float* keyScales, sbyte* values, float* valueScales, int count, int headSize, AttentionRoom room, float* result)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var padded = AttentionRoom.RoundUp(count);
        var queryScale = Rounding.ToIntegers<TLanes, TVector>(query, headSize, MatrixInputs.Largest, room.Query);
        Score<TLanes, TVector>((int*)room.Query, queryScale, keys, keyScales, padded, headSize, room.Scores);
        var sum = AttentionRoom.Exponentials<TLanes, TVector>(room.Scores, count, 1f / MathF.Sqrt(headSize));
        for (var s = 0; s < padded; s += TLanes.Count) TLanes.Store(room.Scores + s, TLanes.Multiply(TLanes.Load(room.Scores + s), TLanes.Load(valueScales + s)));
        var weightScale = Rounding.ToIntegers<TLanes, TVector>(room.Scores, padded, MatrixInputs.Largest, room.Weights);
        WeightedSum<TLanes, TVector>((int*)room.Weights, values, (count + 1) / 2, headSize, weightScale / sum, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Score<TLanes, TVector>(int* query, float queryScale, sbyte* keys, float* keyScales, int padded, int headSize, float* scores)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var scale = TLanes.Broadcast(queryScale);
        for (var s = 0; s < padded; s += TLanes.Count)
        {
            var key = keys + (s / Positions * Positions * headSize) + (2 * (s % Positions));
            TVector even = default, odd = default;
            for (var pair = 0; pair < headSize / 2; pair += 2)
            {
                even = TLanes.MultiplyAddPairs(TLanes.LoadBytes(key), TLanes.Broadcast(query[pair]), even);
                odd = TLanes.MultiplyAddPairs(TLanes.LoadBytes(key + (2 * Positions)), TLanes.Broadcast(query[pair + 1]), odd);
                key += 4 * Positions;
            }

            TLanes.Store(scores + s, TLanes.Multiply(TLanes.ToFloat(TLanes.AddIntegers(even, odd)), TLanes.Multiply(TLanes.Load(keyScales + s), scale)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightedSum<TLanes, TVector>(int* weights, sbyte* values, int pairs, int headSize, float factor, float* result)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var scale = TLanes.Broadcast(factor);
        for (var i = 0; i < headSize; i += TLanes.Count)
        {
            var total = TLanes.Broadcast(0f);
            for (var first = 0; first < pairs; first += LongestSum / 2)
            {
                var end = Math.Min(first + (LongestSum / 2), pairs);
                var value = values + (2 * (((nint)first * headSize) + i));
                TVector even = default, odd = default;
                var pair = first;
                for (; pair + 1 < end; pair += 2, value += 4 * headSize)
                {
                    even = TLanes.MultiplyAddPairs(TLanes.LoadBytes(value), TLanes.Broadcast(weights[pair]), even);
                    odd = TLanes.MultiplyAddPairs(TLanes.LoadBytes(value + (2 * headSize)), TLanes.Broadcast(weights[pair + 1]), odd);
                }

                if (pair < end) even = TLanes.MultiplyAddPairs(TLanes.LoadBytes(value), TLanes.Broadcast(weights[pair]), even);
                total = TLanes.Add(total, TLanes.ToFloat(TLanes.AddIntegers(even, odd)));
            }

            TLanes.Store(result + i, TLanes.Multiply(total, scale));
        }
    }
}
