// int4 panels: (column pairs, 16) lanes of 32 bits. Bits 4k..4k+3 of lane l hold row 16k + l in the even column, the same bits of
// the upper half the odd one, each plus 8; so a shift and a mask give the pairs of 16 rows. A group of 32 columns shares a
// bfloat16 scale: lane l of (groups, 2, 16) holds those of rows 32h + l and 32h + 16 + l. A group is summed as int32, exactly, less
// 8 times the sum of its inputs; groups are added one after the other.

using System.Runtime.CompilerServices;
using AsciiGen.Model;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Panels;

/// <summary>Multiplies panels of int4 with int16 inputs.</summary>
internal unsafe struct Int4Kernel : IPanelKernel
{
    /// <summary>Lanes of a pair of columns in a panel.</summary>
    public const int LanesOfPair = PanelMatrix.PanelRows / 4;

    private const int Nibbles = 0x000F000F;
    private const int UpperHalf = unchecked((int)0xFFFF0000);
    private const int Offset = 8;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, int row, float* destination, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int* pairs = inputs.Pairs(row), starts = inputs.GroupStarts(row), groupSums = inputs.GroupSums(row), input = inputs.Integers(row);
        var groups = WeightTensor.GroupsOf(matrix.Columns);
        var nibbles = TLanes.Broadcast(Nibbles);
        var upper = TLanes.Broadcast(UpperHalf);
        var factor = TLanes.Broadcast(inputs.Scale(row));
        for (var v = 0; v < LanesOfPair; v += TLanes.Count)
        {
            var weights = matrix.Panel(panel) + v;
            var scales = matrix.Scales(panel) + v;
            TVector total0 = default, total1 = default, total2 = default, total3 = default;
            for (var group = 0; group < groups; group++, scales += 2 * LanesOfPair)
            {
                int n = starts[group], end = starts[group + 1];
                if (n == end) continue;
                TVector sum0 = TLanes.Broadcast(-Offset * groupSums[group]), sum1 = sum0, sum2 = sum0, sum3 = sum0;
                for (; n < end; n++)
                {
                    var pair = pairs[n];
                    var word = TLanes.Load(weights + (pair * LanesOfPair));
                    var x = TLanes.Broadcast(input[pair]);
                    sum0 = TLanes.MultiplyAddPairs(TLanes.And(word, nibbles), x, sum0);
                    sum1 = TLanes.MultiplyAddPairs(TLanes.And(TLanes.ShiftRight(word, 4), nibbles), x, sum1);
                    sum2 = TLanes.MultiplyAddPairs(TLanes.And(TLanes.ShiftRight(word, 8), nibbles), x, sum2);
                    sum3 = TLanes.MultiplyAddPairs(TLanes.And(TLanes.ShiftRight(word, 12), nibbles), x, sum3);
                }

                TVector lower = TLanes.Load(scales), higher = TLanes.Load(scales + LanesOfPair);
                total0 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(sum0), TLanes.ShiftLeft(lower, 16), total0);
                total1 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(sum1), TLanes.And(lower, upper), total1);
                total2 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(sum2), TLanes.ShiftLeft(higher, 16), total2);
                total3 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(sum3), TLanes.And(higher, upper), total3);
            }

            var to = destination + v;
            Result.Store<TLanes, TVector>(to, TLanes.Multiply(total0, factor), add);
            Result.Store<TLanes, TVector>(to + LanesOfPair, TLanes.Multiply(total1, factor), add);
            Result.Store<TLanes, TVector>(to + (2 * LanesOfPair), TLanes.Multiply(total2, factor), add);
            Result.Store<TLanes, TVector>(to + (3 * LanesOfPair), TLanes.Multiply(total3, factor), add);
        }
    }

    /// <inheritdoc />
    public static void Several<TCount, TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, FourRows rows, FourPointers destinations, bool add)
        where TCount : struct, IInputCount
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (var v = 0; v < LanesOfPair; v += TLanes.Count)
        {
            Half<TCount, TLanes, TVector>(matrix, panel, v, 0, inputs, rows, destinations, add);
            Half<TCount, TLanes, TVector>(matrix, panel, v, 1, inputs, rows, destinations, add);
        }
    }

    /// <summary>Several inputs times the rows 32 * half + v and + 16 + v of each lane: what fits into the registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Half<TCount, TLanes, TVector>(PanelMatrix matrix, int panel, int v, int half, MatrixInputs inputs, FourRows rows, FourPointers destinations, bool add)
        where TCount : struct, IInputCount
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int* a = inputs.Integers(rows.A), b = inputs.Integers(rows.B), c = inputs.Integers(rows.C), d = inputs.Integers(rows.D);
        int* sumsA = inputs.GroupSums(rows.A), sumsB = inputs.GroupSums(rows.B), sumsC = inputs.GroupSums(rows.C), sumsD = inputs.GroupSums(rows.D);
        var nibbles = TLanes.Broadcast(Nibbles);
        var upper = TLanes.Broadcast(UpperHalf);
        var at = matrix.Panel(panel) + v;
        var scales = matrix.Scales(panel) + v + (half * LanesOfPair);
        TVector totalA0 = default, totalA1 = default, totalB0 = default, totalB1 = default, totalC0 = default, totalC1 = default, totalD0 = default, totalD1 = default;
        var group = 0;
        for (var pair = 0; pair < matrix.Columns / 2; group++, scales += 2 * LanesOfPair)
        {
            var end = Math.Min(pair + MatrixInputs.PairsOfGroup, matrix.Columns / 2);
            TVector a0 = TLanes.Broadcast(-Offset * sumsA[group]), b0 = TLanes.Broadcast(-Offset * sumsB[group]), c0 = TLanes.Broadcast(-Offset * sumsC[group]), d0 = TLanes.Broadcast(-Offset * sumsD[group]);
            TVector a1 = a0, b1 = b0, c1 = c0, d1 = d0;
            for (; pair < end; pair++, at += LanesOfPair)
            {
                var word = TLanes.Load(at);
                if (half != 0) word = TLanes.ShiftRight(word, 8);
                TVector first = TLanes.And(word, nibbles), second = TLanes.And(TLanes.ShiftRight(word, 4), nibbles);
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

            var both = TLanes.Load(scales);
            TVector scale0 = TLanes.ShiftLeft(both, 16), scale1 = TLanes.And(both, upper);
            totalA0 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(a0), scale0, totalA0);
            totalA1 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(a1), scale1, totalA1);
            totalB0 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(b0), scale0, totalB0);
            totalB1 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(b1), scale1, totalB1);
            if (TCount.Value > 2) totalC0 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(c0), scale0, totalC0);
            if (TCount.Value > 2) totalC1 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(c1), scale1, totalC1);
            if (TCount.Value > 3) totalD0 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(d0), scale0, totalD0);
            if (TCount.Value > 3) totalD1 = TLanes.FusedMultiplyAdd(TLanes.ToFloat(d1), scale1, totalD1);
        }

        var to = v + (2 * half * LanesOfPair);
        StoreTwo<TLanes, TVector>(destinations.A + to, totalA0, totalA1, inputs.Scale(rows.A), add);
        StoreTwo<TLanes, TVector>(destinations.B + to, totalB0, totalB1, inputs.Scale(rows.B), add);
        if (TCount.Value > 2) StoreTwo<TLanes, TVector>(destinations.C + to, totalC0, totalC1, inputs.Scale(rows.C), add);
        if (TCount.Value > 3) StoreTwo<TLanes, TVector>(destinations.D + to, totalD0, totalD1, inputs.Scale(rows.D), add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo<TLanes, TVector>(float* destination, TVector first, TVector second, float factor, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var f = TLanes.Broadcast(factor);
        Result.Store<TLanes, TVector>(destination, TLanes.Multiply(first, f), add);
        Result.Store<TLanes, TVector>(destination + LanesOfPair, TLanes.Multiply(second, f), add);
    }
}
