// float32 panels: (columns, 64). Products are added column after column, each rounded once.

using System.Runtime.CompilerServices;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Panels;

/// <summary>Multiplies panels of float32.</summary>
internal unsafe struct Float32Kernel : IPanelKernel
{
    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, int row, float* destination, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var pairs = inputs.Pairs(row);
        var count = inputs.PairCount(row);
        var input = inputs.Floats(row);
        for (var v = 0; v < PanelMatrix.PanelRows; v += 4 * TLanes.Count)
        {
            var weights = matrix.Panel(panel) + v;
            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (var n = 0; n < count; n++)
            {
                var pair = pairs[n];
                var at = weights + ((nint)pair * 2 * PanelMatrix.PanelRows);
                var x = TLanes.Broadcast(input[2 * pair]);
                sum0 = TLanes.FusedMultiplyAdd(TLanes.Load(at), x, sum0);
                sum1 = TLanes.FusedMultiplyAdd(TLanes.Load(at + TLanes.Count), x, sum1);
                sum2 = TLanes.FusedMultiplyAdd(TLanes.Load(at + (2 * TLanes.Count)), x, sum2);
                sum3 = TLanes.FusedMultiplyAdd(TLanes.Load(at + (3 * TLanes.Count)), x, sum3);
                at += PanelMatrix.PanelRows;
                x = TLanes.Broadcast(input[(2 * pair) + 1]);
                sum0 = TLanes.FusedMultiplyAdd(TLanes.Load(at), x, sum0);
                sum1 = TLanes.FusedMultiplyAdd(TLanes.Load(at + TLanes.Count), x, sum1);
                sum2 = TLanes.FusedMultiplyAdd(TLanes.Load(at + (2 * TLanes.Count)), x, sum2);
                sum3 = TLanes.FusedMultiplyAdd(TLanes.Load(at + (3 * TLanes.Count)), x, sum3);
            }

            Result.Store<TLanes, TVector>(destination + v, sum0, add);
            Result.Store<TLanes, TVector>(destination + v + TLanes.Count, sum1, add);
            Result.Store<TLanes, TVector>(destination + v + (2 * TLanes.Count), sum2, add);
            Result.Store<TLanes, TVector>(destination + v + (3 * TLanes.Count), sum3, add);
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
        for (var v = 0; v < PanelMatrix.PanelRows; v += 2 * TLanes.Count)
        {
            var at = matrix.Panel(panel) + v;
            TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            for (var column = 0; column < matrix.Columns; column++, at += PanelMatrix.PanelRows)
            {
                TVector first = TLanes.Load(at), second = TLanes.Load(at + TLanes.Count);
                var x = TLanes.Broadcast(a[column]);
                a0 = TLanes.FusedMultiplyAdd(first, x, a0);
                a1 = TLanes.FusedMultiplyAdd(second, x, a1);
                x = TLanes.Broadcast(b[column]);
                b0 = TLanes.FusedMultiplyAdd(first, x, b0);
                b1 = TLanes.FusedMultiplyAdd(second, x, b1);
                if (TCount.Value > 2)
                {
                    x = TLanes.Broadcast(c[column]);
                    c0 = TLanes.FusedMultiplyAdd(first, x, c0);
                    c1 = TLanes.FusedMultiplyAdd(second, x, c1);
                }

                if (TCount.Value > 3)
                {
                    x = TLanes.Broadcast(d[column]);
                    d0 = TLanes.FusedMultiplyAdd(first, x, d0);
                    d1 = TLanes.FusedMultiplyAdd(second, x, d1);
                }
            }

            Result.Store<TLanes, TVector>(destinations.A + v, a0, a1, add);
            Result.Store<TLanes, TVector>(destinations.B + v, b0, b1, add);
            if (TCount.Value > 2) Result.Store<TLanes, TVector>(destinations.C + v, c0, c1, add);
            if (TCount.Value > 3) Result.Store<TLanes, TVector>(destinations.D + v, d0, d1, add);
        }
    }
}
