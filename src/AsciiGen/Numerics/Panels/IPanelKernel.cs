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

    /// <summary>A panel times two to four inputs, zeros and all; each comes out as from <see cref="One"/>.</summary>
    /// <typeparam name="TCount">How many: a type, so that what fewer inputs do not need is compiled away.</typeparam>
    /// <typeparam name="TLanes">Operations on a register.</typeparam>
    /// <typeparam name="TVector">A register.</typeparam>
    /// <param name="matrix">Holds the panel.</param>
    /// <param name="panel">Its number.</param>
    /// <param name="inputs">The inputs, prepared.</param>
    /// <param name="rows">Numbers of the inputs; those beyond the count are not read.</param>
    /// <param name="destinations">(64) each</param>
    /// <param name="add">Add to what is there.</param>
    static abstract void Several<TCount, TLanes, TVector>(PanelMatrix matrix, int panel, MatrixInputs inputs, FourRows rows, FourPointers destinations, bool add)
        where TCount : struct, IInputCount
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

/// <summary>A number of inputs that is known when a kernel is compiled.</summary>
internal interface IInputCount
{
    /// <summary>2, 3 or 4.</summary>
    static abstract int Value { get; }
}

/// <summary>Two inputs.</summary>
internal struct TwoInputs : IInputCount
{
    public static int Value => 2;
}

/// <summary>Three inputs.</summary>
internal struct ThreeInputs : IInputCount
{
    public static int Value => 3;
}

/// <summary>Four inputs.</summary>
internal struct FourInputs : IInputCount
{
    public static int Value => 4;
}

/// <summary>Numbers of four inputs.</summary>
internal readonly record struct FourRows(int A, int B, int C, int D);

/// <summary>Where four results go, (64) each.</summary>
internal readonly unsafe struct FourPointers(float* a, float* b, float* c, float* d)
{
    public readonly float* A = a, B = b, C = c, D = d;
}
