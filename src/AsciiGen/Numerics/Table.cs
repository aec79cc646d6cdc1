// Rows that are looked up rather than multiplied: embeddings and the gains of norms. int8 stays as it is in the file and is
// widened when a row is asked for, since a drawing needs few of a table's thousands; real numbers become float32 at once.

using AsciiGen.Model;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics;

/// <summary>(rows, columns) numbers; a vector is one row.</summary>
internal sealed unsafe class Table
{
    private readonly WeightTensor? _bytes; // int8, or
    private readonly AlignedBuffer? _floats;
    private readonly int _columns;

    /// <summary>A table over a tensor.</summary>
    public Table(WeightTensor tensor)
    {
        (Rows, _columns) = (tensor.Rows, tensor.Columns);
        if (tensor.Precision == Precision.Int8)
        {
            _bytes = tensor;
            return;
        }

        _floats = new AlignedBuffer(tensor.Spec.ElementCount, isCleared: false);
        tensor.ToFloats(_floats.Span);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The only row of a vector, (columns) float32; alive as long as this object is.</summary>
    public float* Vector => _floats is { } floats && Rows == 1 ? floats.Pointer : throw new InvalidOperationException("the table has more rows than one, or is not float32");

    /// <summary><c>destination[i] += table[row, i]</c></summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    /// <param name="destination">(columns)</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void AddTo<TLanes, TVector>(int row, float* destination)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        if (_floats is { } floats)
        {
            var from = floats.Pointer + ((nint)row * _columns);
            for (var i = 0; i < _columns; i += TLanes.Count) TLanes.Store(destination + i, TLanes.Add(TLanes.Load(destination + i), TLanes.Load(from + i)));
            return;
        }

        var scale = TLanes.Broadcast(_bytes!.Scales.Span[row]);
        fixed (byte* from = _bytes.Bytes.Span.Slice(row * _columns, _columns))
        {
            for (var i = 0; i < _columns; i += TLanes.Count)
            {
                var value = TLanes.Multiply(TLanes.ToFloat(TLanes.LoadSingleBytes(from + i)), scale);
                TLanes.Store(destination + i, TLanes.Add(TLanes.Load(destination + i), value));
            }
        }
    }
}
