// A linear map of the model, laid out for multiplying: panels of 64 rows, and within a panel column after column, so that a
// register holds one number of each of many rows. Nothing is folded across lanes, zeros in the input are skipped with their
// columns, and a panel serves many inputs while it is in the cache. What a number is made of does not depend on how many
// inputs are multiplied together. Does not know where in the model it stands; kernels know what a panel looks like.

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Panels;

/// <summary>A matrix that multiplies rows of numbers; (rows, columns) float32, bfloat16, int8 or int4.</summary>
internal sealed unsafe class PanelMatrix
{
    /// <summary>Rows of a panel.</summary>
    public const int PanelRows = 64;

    // Above this share of pairs that are not zero, inputs are cheaper in fours than one by one without their zeros.
    private const double DenseShare = 0.7;

    private readonly AlignedBuffer _panels;
    private readonly AlignedBuffer _scales;
    private readonly int _floatsOfPanel, _scalesOfPanel;

    /// <summary>A matrix of zeros, for <see cref="PanelPacking"/> to fill.</summary>
    /// <param name="precision">Float32, BFloat16, Int8 or Int4.</param>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">Even.</param>
    /// <param name="floatsOfPanel">Size of a panel in units of 4 bytes.</param>
    /// <param name="scalesOfPanel">Size of the scales of a panel in units of 4 bytes.</param>
    public PanelMatrix(Precision precision, int rows, int columns, int floatsOfPanel, int scalesOfPanel)
    {
        (Precision, Rows, Columns, _floatsOfPanel, _scalesOfPanel) = (precision, rows, columns, floatsOfPanel, scalesOfPanel);
        _panels = new AlignedBuffer((long)PanelCount * floatsOfPanel);
        _scales = new AlignedBuffer((long)PanelCount * scalesOfPanel);
    }

    /// <summary>What its numbers are.</summary>
    public Precision Precision { get; }

    /// <summary>Length of what it makes.</summary>
    public int Rows { get; }

    /// <summary>Length of what it takes.</summary>
    public int Columns { get; }

    /// <summary>Panels, the last perhaps padded with zeros.</summary>
    public int PanelCount => (Rows + PanelRows - 1) / PanelRows;

    /// <summary>The next multiple of <see cref="PanelRows"/>.</summary>
    public static int RoundUp(int length) => (length + PanelRows - 1) / PanelRows * PanelRows;

    /// <summary>Numbers of a panel, as its kernel lays them out.</summary>
    public float* Panel(int panel) => _panels.Pointer + ((nint)panel * _floatsOfPanel);

    /// <summary>Scales of a panel, as its kernel lays them out.</summary>
    public float* Scales(int panel) => _scales.Pointer + ((nint)panel * _scalesOfPanel);

    /// <summary><c>destination[i] = matrix * source[i]</c> for the first count rows, or added to what is there.</summary>
    /// <param name="source">(count, columns)</param>
    /// <param name="destination">(count, rows), with room for whole panels</param>
    /// <param name="count">How many rows of the two.</param>
    /// <param name="add">Add to the destination instead of overwriting it.</param>
    /// <param name="inputs">Room for the inputs in the form that the kernel reads.</param>
    public void Multiply(RowBlock source, RowBlock destination, int count, bool add, MatrixInputs inputs)
    {
        if (Vector512.IsHardwareAccelerated) Multiply<Lanes512, Vector512<float>>(source, destination, count, add, inputs);
        else if (Avx2.IsSupported && Fma.IsSupported) Multiply<Lanes256, Vector256<float>>(source, destination, count, add, inputs);
        else Multiply<Lanes128, Vector128<float>>(source, destination, count, add, inputs);
    }

    /// <summary>The same with registers of one width.</summary>
    internal void Multiply<TLanes, TVector>(RowBlock source, RowBlock destination, int count, bool add, MatrixInputs inputs)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        if (source.Columns != Columns || destination.Stride < RoundUp(Rows)) throw new ArgumentException($"a {Rows}x{Columns} matrix cannot turn rows of {source.Columns} into rows of {destination.Columns}");
        switch (Precision)
        {
            case Precision.Int4:
                inputs.TakeIntegers<TLanes, TVector>(source, count);
                Multiply<Int4Kernel, TLanes, TVector>(destination, count, add, inputs);
                break;
            case Precision.Int8:
                inputs.TakeIntegers<TLanes, TVector>(source, count);
                Multiply<Int8Kernel, TLanes, TVector>(destination, count, add, inputs);
                break;
            case Precision.BFloat16:
                inputs.TakeFloats(source, count);
                Multiply<BFloat16Kernel, TLanes, TVector>(destination, count, add, inputs);
                break;
            default:
                inputs.TakeFloats(source, count);
                Multiply<Float32Kernel, TLanes, TVector>(destination, count, add, inputs);
                break;
        }

        GC.KeepAlive(source);
        GC.KeepAlive(destination);
        GC.KeepAlive(inputs);
        GC.KeepAlive(this);
    }

    private void Multiply<TKernel, TLanes, TVector>(RowBlock destination, int count, bool add, MatrixInputs inputs)
        where TKernel : struct, IPanelKernel
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        if (count == 1)
        {
            for (var panel = 0; panel < PanelCount; panel++) TKernel.One<TLanes, TVector>(this, panel, inputs, 0, destination.Pointer(0) + (panel * PanelRows), add);
            return;
        }

        Span<int> dense = stackalloc int[count];
        Span<int> sparse = stackalloc int[count];
        int denseCount = 0, sparseCount = 0;
        for (var row = 0; row < count; row++)
        {
            if (inputs.PairCount(row) > DenseShare * Columns / 2) dense[denseCount++] = row;
            else sparse[sparseCount++] = row;
        }

        if (denseCount == 1) sparse[sparseCount++] = dense[--denseCount];
        for (var panel = 0; panel < PanelCount; panel++)
        {
            var start = panel * PanelRows;
            foreach (var row in sparse[..sparseCount]) TKernel.One<TLanes, TVector>(this, panel, inputs, row, destination.Pointer(row) + start, add);
            for (int first = 0, next; first < denseCount; first = next)
            {
                // Fours, and for the rest twos and threes: never one alone.
                next = first + (denseCount - first) switch { 5 or 3 => 3, 2 => 2, 6 => 3, _ => 4 };
                int a = dense[first], b = dense[first + 1], c = dense[Math.Min(first + 2, next - 1)], d = dense[next - 1];
                var rows = new FourRows(a, b, c, d);
                var destinations = new FourPointers(destination.Pointer(a) + start, destination.Pointer(b) + start, destination.Pointer(c) + start, destination.Pointer(d) + start);
                if (next - first == 4) TKernel.Several<FourInputs, TLanes, TVector>(this, panel, inputs, rows, destinations, add);
                else if (next - first == 3) TKernel.Several<ThreeInputs, TLanes, TVector>(this, panel, inputs, rows, destinations, add);
                else TKernel.Several<TwoInputs, TLanes, TVector>(this, panel, inputs, rows, destinations, add);
            }
        }
    }
}
