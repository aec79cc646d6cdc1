// int8 panels: (column pairs, 64) of two signed bytes, one scale a row. The products of a pair are summed as int32, which is
// exact, so any order and width gives the same; more columns than an int32 can sum are turned into float32 in between.

using System.Runtime.CompilerServices;
using AsciiGen.Model;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Panels;

/// <summary>Multiplies panels of int8 with int16 inputs.</summary>
internal unsafe struct Int8Kernel : IPanelKernel
{
    private const int BytesOfPair = 2 * PanelMatrix.PanelRows;
    private const int LongestSum = MatrixInputs.LongestSum / 2; // pairs
    private const int GroupsOfSum = LongestSum / MatrixInputs.PairsOfGroup;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, int row, float* destination, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int* pairs = inputs.Pairs(row), starts = inputs.GroupStarts(row), input = inputs.Integers(row);
        var groups = WeightTensor.GroupsOf(matrix.Columns);
        var scales = matrix.Scales(panel);
        var factor = inputs.Scale(row);
        for (var v = 0; v < PanelMatrix.PanelRows; v += 4 * TLanes.Count)
        {
            var weights = (byte*)matrix.Panel(panel) + (2 * v);
            for (var group = 0; group < groups; group += GroupsOfSum)
            {
                int n = starts[group], end = starts[Math.Min(group + GroupsOfSum, groups)];
                var addNow = add || group > 0;
                TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
                for (; n < end; n++)
                {
                    var pair = pairs[n];
                    var at = weights + ((nint)pair * BytesOfPair);
                    var x = TLanes.Broadcast(input[pair]);
                    sum0 = TLanes.MultiplyAddPairs(TLanes.LoadBytes(at), x, sum0);
                    sum1 = TLanes.MultiplyAddPairs(TLanes.LoadBytes(at + (2 * TLanes.Count)), x, sum1);
                    sum2 = TLanes.MultiplyAddPairs(TLanes.LoadBytes(at + (4 * TLanes.Count)), x, sum2);
                    sum3 = TLanes.MultiplyAddPairs(TLanes.LoadBytes(at + (6 * TLanes.Count)), x, sum3);
                }

                Result.StoreScaled<TLanes, TVector>(destination + v, sum0, scales + v, factor, addNow);
                Result.StoreScaled<TLanes, TVector>(destination + v + TLanes.Count, sum1, scales + v + TLanes.Count, factor, addNow);
                Result.StoreScaled<TLanes, TVector>(destination + v + (2 * TLanes.Count), sum2, scales + v + (2 * TLanes.Count), factor, addNow);
                Result.StoreScaled<TLanes, TVector>(destination + v + (3 * TLanes.Count), sum3, scales + v + (3 * TLanes.Count), factor, addNow);
            }
        }
    }

    /// <inheritdoc />
    public static void Several<TCount, TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, FourRows rows, FourPointers destinations, bool add)
        where TCount : struct, IInputCount
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        if (TLanes.Count == AlignedBuffer.Lanes) WholePanel<TCount, TLanes, TVector>(matrix, panel, inputs, rows, destinations, add);
        else TwoRegisters<TCount, TLanes, TVector>(matrix, panel, inputs, rows, destinations, add);
    }

    // The whole panel times several inputs, for 32 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WholePanel<TCount, TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, FourRows rows, FourPointers destinations, bool add)
        where TCount : struct, IInputCount
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int* a = inputs.Integers(rows.A), b = inputs.Integers(rows.B), c = inputs.Integers(rows.C), d = inputs.Integers(rows.D);
        var at = (byte*)matrix.Panel(panel);
        var scales = matrix.Scales(panel);
        for (var pair = 0; pair < matrix.Columns / 2;)
        {
            var end = Math.Min(pair + LongestSum, matrix.Columns / 2);
            TVector a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            TVector c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
            for (; pair < end; pair++, at += BytesOfPair)
            {
                TVector w0 = TLanes.LoadBytes(at), w1 = TLanes.LoadBytes(at + (2 * TLanes.Count)), w2 = TLanes.LoadBytes(at + (4 * TLanes.Count)), w3 = TLanes.LoadBytes(at + (6 * TLanes.Count));
                var x = TLanes.Broadcast(a[pair]);
                a0 = TLanes.MultiplyAddPairs(w0, x, a0);
                a1 = TLanes.MultiplyAddPairs(w1, x, a1);
                a2 = TLanes.MultiplyAddPairs(w2, x, a2);
                a3 = TLanes.MultiplyAddPairs(w3, x, a3);
                x = TLanes.Broadcast(b[pair]);
                b0 = TLanes.MultiplyAddPairs(w0, x, b0);
                b1 = TLanes.MultiplyAddPairs(w1, x, b1);
                b2 = TLanes.MultiplyAddPairs(w2, x, b2);
                b3 = TLanes.MultiplyAddPairs(w3, x, b3);
                if (TCount.Value > 2)
                {
                    x = TLanes.Broadcast(c[pair]);
                    c0 = TLanes.MultiplyAddPairs(w0, x, c0);
                    c1 = TLanes.MultiplyAddPairs(w1, x, c1);
                    c2 = TLanes.MultiplyAddPairs(w2, x, c2);
                    c3 = TLanes.MultiplyAddPairs(w3, x, c3);
                }

                if (TCount.Value > 3)
                {
                    x = TLanes.Broadcast(d[pair]);
                    d0 = TLanes.MultiplyAddPairs(w0, x, d0);
                    d1 = TLanes.MultiplyAddPairs(w1, x, d1);
                    d2 = TLanes.MultiplyAddPairs(w2, x, d2);
                    d3 = TLanes.MultiplyAddPairs(w3, x, d3);
                }
            }

            var half = 2 * TLanes.Count;
            var addNow = add || end > LongestSum;
            StoreTwo<TLanes, TVector>(destinations.A, a0, a1, scales, inputs.Scale(rows.A), addNow);
            StoreTwo<TLanes, TVector>(destinations.A + half, a2, a3, scales + half, inputs.Scale(rows.A), addNow);
            StoreTwo<TLanes, TVector>(destinations.B, b0, b1, scales, inputs.Scale(rows.B), addNow);
            StoreTwo<TLanes, TVector>(destinations.B + half, b2, b3, scales + half, inputs.Scale(rows.B), addNow);
            if (TCount.Value > 2) StoreTwo<TLanes, TVector>(destinations.C, c0, c1, scales, inputs.Scale(rows.C), addNow);
            if (TCount.Value > 2) StoreTwo<TLanes, TVector>(destinations.C + half, c2, c3, scales + half, inputs.Scale(rows.C), addNow);
            if (TCount.Value > 3) StoreTwo<TLanes, TVector>(destinations.D, d0, d1, scales, inputs.Scale(rows.D), addNow);
            if (TCount.Value > 3) StoreTwo<TLanes, TVector>(destinations.D + half, d2, d3, scales + half, inputs.Scale(rows.D), addNow);
        }
    }

    // Two registers of rows times several inputs, for 16 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoRegisters<TCount, TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, FourRows rows, FourPointers destinations, bool add)
        where TCount : struct, IInputCount
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int* a = inputs.Integers(rows.A), b = inputs.Integers(rows.B), c = inputs.Integers(rows.C), d = inputs.Integers(rows.D);
        for (var v = 0; v < PanelMatrix.PanelRows; v += 2 * TLanes.Count)
        {
            var at = (byte*)matrix.Panel(panel) + (2 * v);
            var scales = matrix.Scales(panel) + v;
            var addNow = add;
            for (var pair = 0; pair < matrix.Columns / 2;)
            {
                var end = Math.Min(pair + LongestSum, matrix.Columns / 2);
                TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
                for (; pair < end; pair++, at += BytesOfPair)
                {
                    TVector first = TLanes.LoadBytes(at), second = TLanes.LoadBytes(at + (2 * TLanes.Count));
                    var x = TLanes.Broadcast(a[pair]);
                    a0 = TLanes.MultiplyAddPairs(first, x, a0);
                    a1 = TLanes.MultiplyAddPairs(second, x, a1);
                    x = TLanes.Broadcast(b[pair]);
                    b0 = TLanes.MultiplyAddPairs(first, x, b0);
                    b1 = TLanes.MultiplyAddPairs(second, x, b1);
                    if (TCount.Value > 2)
                    {
                        x = TLanes.Broadcast(c[pair]);
                        c0 = TLanes.MultiplyAddPairs(first, x, c0);
                        c1 = TLanes.MultiplyAddPairs(second, x, c1);
                    }

                    if (TCount.Value > 3)
                    {
                        x = TLanes.Broadcast(d[pair]);
                        d0 = TLanes.MultiplyAddPairs(first, x, d0);
                        d1 = TLanes.MultiplyAddPairs(second, x, d1);
                    }
                }

                StoreTwo<TLanes, TVector>(destinations.A + v, a0, a1, scales, inputs.Scale(rows.A), addNow);
                StoreTwo<TLanes, TVector>(destinations.B + v, b0, b1, scales, inputs.Scale(rows.B), addNow);
                if (TCount.Value > 2) StoreTwo<TLanes, TVector>(destinations.C + v, c0, c1, scales, inputs.Scale(rows.C), addNow);
                if (TCount.Value > 3) StoreTwo<TLanes, TVector>(destinations.D + v, d0, d1, scales, inputs.Scale(rows.D), addNow);
                addNow = true;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo<TLanes, TVector>(float* destination, TVector first, TVector second, float* scales, float factor, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        Result.StoreScaled<TLanes, TVector>(destination, first, scales, factor, add);
        Result.StoreScaled<TLanes, TVector>(destination + TLanes.Count, second, scales + TLanes.Count, factor, add);
    }
}
