// Rows that are looked up rather than multiplied: embeddings and the gains of norms, as float32 whatever the file holds.

using AsciiGen.Model;

namespace AsciiGen.Numerics;

/// <summary>(rows, columns) float32; a vector is one row.</summary>
internal sealed unsafe class Table
{
    private readonly AlignedBuffer _values;
    private readonly int _columns;

    /// <summary>A copy of a tensor.</summary>
    public Table(WeightTensor tensor)
    {
        var shape = tensor.Spec.Shape;
        (Rows, _columns) = (shape.Length == 1 ? 1 : shape[0], shape[^1]);
        _values = new AlignedBuffer((long)Rows * _columns, isCleared: false);
        tensor.ToFloats(_values.Span);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Start of a row, (columns); alive as long as this object is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public float* Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        return _values.Pointer + ((nint)row * _columns);
    }
}
