// Rows of numbers that go through the model side by side: one for each token of a step. A row starts on a cache line and
// has room up to a multiple of 64 numbers, so that matrices write whole panels. Does not know what its numbers mean.

using AsciiGen.Numerics.Panels;

namespace AsciiGen.Numerics;

/// <summary>(capacity, columns) float32.</summary>
internal sealed unsafe class RowBlock
{
    private readonly AlignedBuffer _buffer;

    /// <summary>Zeroed rows.</summary>
    public RowBlock(int capacity, int columns)
    {
        (Columns, Stride) = (columns, PanelMatrix.RoundUp(columns));
        _buffer = new AlignedBuffer((long)capacity * Stride);
    }

    /// <summary>Numbers of a row.</summary>
    public int Columns { get; }

    /// <summary>Numbers from the start of a row to that of the next.</summary>
    public int Stride { get; }

    /// <summary>Start of a row; alive as long as this object is.</summary>
    public float* Pointer(int row) => _buffer.Pointer + ((nint)row * Stride);

    /// <summary>One row, (columns).</summary>
    public Span<float> Row(int row) => _buffer.Slice(row * Stride, Columns);
}
