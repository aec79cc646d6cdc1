// How the panels of one precision are multiplied. A kernel is a type rather than an object so that it is compiled together
// with each width of registers; the loop over panels and inputs is in PanelMatrix.

using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Panels;

/// <summary>Multiplies a panel of 64 rows.</summary>
internal unsafe interface IPanelKernel
{
    /// <summary>A panel times one input, without the pairs of columns in which the input is zero.</summary>
    /// <param name="matrix">Holds the panel.</param>
    /// <param name="panel">Its number.</param>
    /// <param name="inputs">The inputs, prepared.</param>
    /// <param name="row">Number of the input.</param>
    /// <param name="destination">(64)</param>
    /// <param name="add">Add to what is there.</param>
    static abstract void One<TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, int row, float* destination, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;

    /// <summary>A panel times four inputs; each comes out as from <see cref="One"/>.</summary>
    static abstract void Four<TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, FourRows rows, FourPointers destinations, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

/// <summary>Numbers of four inputs.</summary>
internal readonly record struct FourRows(int A, int B, int C, int D);

/// <summary>Where four results go, (64) each.</summary>
internal readonly unsafe struct FourPointers(float* a, float* b, float* c, float* d)
{
    public readonly float* A = a, B = b, C = c, D = d;
}
