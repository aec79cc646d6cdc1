// bfloat16 panels: (column pairs, 64) lanes of 32 bits, the even column in the lower half. Widening is a shift or a mask;
// then everything is as with float32, to the bit.

using System.Runtime.CompilerServices;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Panels;

/// <summary>Multiplies panels of bfloat16.</summary>
internal unsafe struct BFloat16Kernel : IPanelKernel
{
    private const int UpperHalf = unchecked((int)0xFFFF0000);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, int row, float* destination, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var pairs = inputs.Pairs(row);
        var count = inputs.PairCount(row);
        var input = inputs.Floats(row);
        var mask = TLanes.Broadcast(UpperHalf);
        for (var v = 0; v < PanelMatrix.PanelRows; v += 4 * TLanes.Count)
        {
            var weights = matrix.Panel(panel) + v;
            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (var n = 0; n < count; n++)
            {
                var pair = pairs[n];
                var at = weights + ((nint)pair * PanelMatrix.PanelRows);
                TVector even = TLanes.Broadcast(input[2 * pair]), odd = TLanes.Broadcast(input[(2 * pair) + 1]);
                sum0 = AddBoth<TLanes, TVector>(TLanes.Load(at), mask, even, odd, sum0);
                sum1 = AddBoth<TLanes, TVector>(TLanes.Load(at + TLanes.Count), mask, even, odd, sum1);
                sum2 = AddBoth<TLanes, TVector>(TLanes.Load(at + (2 * TLanes.Count)), mask, even, odd, sum2);
                sum3 = AddBoth<TLanes, TVector>(TLanes.Load(at + (3 * TLanes.Count)), mask, even, odd, sum3);
            }

            Result.Store<TLanes, TVector>(destination + v, sum0, sum1, add);
            Result.Store<TLanes, TVector>(destination + v + (2 * TLanes.Count), sum2, sum3, add);
        }
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Several<TCount, TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, FourRows rows, FourPointers destinations, bool add)
        where TCount : struct, IInputCount
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        float* a = inputs.Floats(rows.A), b = inputs.Floats(rows.B), c = inputs.Floats(rows.C), d = inputs.Floats(rows.D);
        var mask = TLanes.Broadcast(UpperHalf);
        for (var v = 0; v < PanelMatrix.PanelRows; v += TLanes.Count)
        {
            var at = matrix.Panel(panel) + v;
            TVector sumA = default, sumB = default, sumC = default, sumD = default;
            for (var column = 0; column < matrix.Columns; column += 2, at += PanelMatrix.PanelRows)
            {
                var both = TLanes.Load(at);
                TVector even = TLanes.ShiftLeft(both, 16), odd = TLanes.And(both, mask);
                sumA = TLanes.FusedMultiplyAdd(odd, TLanes.Broadcast(a[column + 1]), TLanes.FusedMultiplyAdd(even, TLanes.Broadcast(a[column]), sumA));
                sumB = TLanes.FusedMultiplyAdd(odd, TLanes.Broadcast(b[column + 1]), TLanes.FusedMultiplyAdd(even, TLanes.Broadcast(b[column]), sumB));
                if (TCount.Value > 2) sumC = TLanes.FusedMultiplyAdd(odd, TLanes.Broadcast(c[column + 1]), TLanes.FusedMultiplyAdd(even, TLanes.Broadcast(c[column]), sumC));
                if (TCount.Value > 3) sumD = TLanes.FusedMultiplyAdd(odd, TLanes.Broadcast(d[column + 1]), TLanes.FusedMultiplyAdd(even, TLanes.Broadcast(d[column]), sumD));
            }

            Result.Store<TLanes, TVector>(destinations.A + v, sumA, add);
            Result.Store<TLanes, TVector>(destinations.B + v, sumB, add);
            if (TCount.Value > 2) Result.Store<TLanes, TVector>(destinations.C + v, sumC, add);
            if (TCount.Value > 3) Result.Store<TLanes, TVector>(destinations.D + v, sumD, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector AddBoth<TLanes, TVector>(TVector both, TVector mask, TVector even, TVector odd, TVector sum)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged =>
        TLanes.FusedMultiplyAdd(TLanes.And(both, mask), odd, TLanes.FusedMultiplyAdd(TLanes.ShiftLeft(both, 16), even, sum));
}
