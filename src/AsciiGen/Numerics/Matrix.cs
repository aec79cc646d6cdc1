// A linear map of the model. Today its weights are float32; narrower ones belong here, so that the transformer's
// forward stays one for all precisions. Does not know where in the model it stands.

namespace AsciiGen.Numerics;

/// <summary>A matrix that multiplies vectors.</summary>
public sealed class Matrix
{
    private readonly AlignedBuffer _buffer; // (rows, columns) from _start on
    private readonly int _start;

    /// <summary>A matrix over values in a buffer, which it does not copy.</summary>
    /// <param name="buffer">Holds (rows, columns) values from <paramref name="start"/> on.</param>
    /// <param name="start">Place of the first value.</param>
    /// <param name="rows">Length of what it makes, at least 1.</param>
    /// <param name="columns">Length of what it takes, at least 1.</param>
    public Matrix(AlignedBuffer buffer, int start, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        _ = buffer.Slice(start, checked(rows * columns));
        (_buffer, _start, Rows, Columns) = (buffer, start, rows, columns);
    }

    /// <summary>Length of the vectors it makes.</summary>
    public int Rows { get; }

    /// <summary>Length of the vectors it takes.</summary>
    public int Columns { get; }

    /// <summary>One row.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    /// <returns>(columns)</returns>
    public ReadOnlySpan<float> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        return _buffer.Slice(_start + (row * Columns), Columns);
    }

    /// <summary><c>destination[r] = sum_c matrix[r, c] * vector[c]</c></summary>
    /// <param name="vector">(columns)</param>
    /// <param name="destination">(rows)</param>
    public void MultiplyVector(ReadOnlySpan<float> vector, Span<float> destination) =>
        Kernels.MatrixVector(_buffer.Slice(_start, Rows * Columns), vector, destination);
}
