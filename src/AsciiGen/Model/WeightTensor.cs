// One tensor as its file stores it: bytes, and scales where the numbers are quantised. Holds slices of the file and
// copies nothing; whoever computes with it unpacks it into the layout that suits its kernels. Does not know how good
// scales are found; Quantizer does.

using System.Runtime.InteropServices;
using AsciiGen.Numerics;

namespace AsciiGen.Model;

/// <summary>The stored numbers of a tensor; see docs/FORMAT.md section 9.</summary>
internal sealed class WeightTensor
{
    /// <summary>Columns that share a scale in <see cref="Precision.Int4"/>.</summary>
    public const int GroupSize = 32;

    /// <summary>A tensor over bytes and scales that must not change afterwards.</summary>
    /// <param name="spec">Name and shape.</param>
    /// <param name="precision">What the bytes are.</param>
    /// <param name="bytes">The elements, row-major, little-endian; <see cref="Precision.Int4"/>: two a byte, the even column in the low bits.</param>
    /// <param name="scales">Empty for real numbers; (rows) for <see cref="Precision.Int8"/>; (rows, groups) for <see cref="Precision.Int4"/>.</param>
    /// <exception cref="ArgumentException">The bytes or scales do not fit the shape.</exception>
    public WeightTensor(TensorSpec spec, Precision precision, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<float> scales = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        (Spec, Precision, Bytes, Scales) = (spec, precision, bytes, scales);
        var expected = ByteCountOf(spec, precision);
        if (bytes.Length != expected) throw new ArgumentException($"tensor '{spec.Name}' in {Precisions.NameOf(precision)} has {bytes.Length} bytes, expected {expected}", nameof(bytes));
        var expectedScales = ScaleCountOf(spec, precision);
        if (scales.Length != expectedScales) throw new ArgumentException($"tensor '{spec.Name}' in {Precisions.NameOf(precision)} has {scales.Length} scales, expected {expectedScales}", nameof(scales));
    }

    /// <summary>Name and shape.</summary>
    public TensorSpec Spec { get; }

    /// <summary>What the bytes are.</summary>
    public Precision Precision { get; }

    /// <summary>The elements as stored, row-major, little-endian, at any address.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Empty, (rows) or (rows, groups), row-major.</summary>
    public ReadOnlyMemory<float> Scales { get; }

    /// <summary>Rows; a vector is one row.</summary>
    public int Rows => Spec.Shape.Length == 1 ? 1 : Spec.Shape[0];

    /// <summary>Columns.</summary>
    public int Columns => Spec.Shape[^1];

    /// <summary>Scales of a row of <see cref="Precision.Int4"/>.</summary>
    public int GroupCount => GroupsOf(Columns);

    /// <summary>A tensor of float32, copied.</summary>
    /// <exception cref="ArgumentException">The values do not fit the shape.</exception>
    public static WeightTensor FromFloats(TensorSpec spec, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (values.Length != spec.ElementCount) throw new ArgumentException($"tensor '{spec.Name}' has {values.Length} elements, expected {spec.ElementCount}", nameof(values));
        return new WeightTensor(spec, Precision.Float32, MemoryMarshal.AsBytes(values.Span).ToArray());
    }

    /// <summary>Groups in a row of this many columns, the last of which may be shorter.</summary>
    public static int GroupsOf(int columns) => (columns + GroupSize - 1) / GroupSize;

    /// <summary>The numbers as float32, row-major.</summary>
    public float[] ToFloats()
    {
        var values = new float[Spec.ElementCount];
        ToFloats(values);
        return values;
    }

    /// <summary>The numbers as float32, row-major.</summary>
    /// <param name="destination">(rows, columns) overwritten.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void ToFloats(Span<float> destination)
    {
        if (destination.Length != Spec.ElementCount) throw new ArgumentException($"the destination has {destination.Length} places, expected {Spec.ElementCount}", nameof(destination));
        var bytes = Bytes.Span;
        switch (Precision)
        {
            case Precision.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);
                break;
            case Precision.Float16:
                NarrowFloats.FromFloat16(bytes, destination);
                break;
            case Precision.BFloat16:
                NarrowFloats.FromBFloat16(bytes, destination);
                break;
            case Precision.Int8:
                var scales = Scales.Span;
                for (var row = 0; row < Rows; row++)
                {
                    for (var i = row * Columns; i < (row + 1) * Columns; i++) destination[i] = (sbyte)bytes[i] * scales[row];
                }

                break;
            default:
                UnpackInt4(bytes, Scales.Span, destination);
                break;
        }
    }

    private void UnpackInt4(ReadOnlySpan<byte> bytes, ReadOnlySpan<float> scales, Span<float> destination)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var place = (row * Columns) + column;
                var nibble = (bytes[place >> 1] >> (4 * (column & 1))) & 15;
                destination[place] = (nibble - 8) * scales[(row * GroupCount) + (column / GroupSize)];
            }
        }
    }

    private static long ByteCountOf(TensorSpec spec, Precision precision) => precision switch
    {
        Precision.Float32 => 4 * spec.ElementCount,
        Precision.Float16 or Precision.BFloat16 => 2 * spec.ElementCount,
        Precision.Int8 => spec.ElementCount,
        Precision.Int4 when spec.Shape[^1] % 2 == 0 => spec.ElementCount / 2,
        Precision.Int4 => throw new ArgumentException($"tensor '{spec.Name}' has {spec.Shape[^1]} columns; {Precisions.NameOf(precision)} needs an even number", nameof(spec)),
        _ => throw new ArgumentOutOfRangeException(nameof(precision)),
    };

    private static long ScaleCountOf(TensorSpec spec, Precision precision)
    {
        long rows = spec.Shape.Length == 1 ? 1 : spec.Shape[0];
        return precision switch
        {
            Precision.Int8 => rows,
            Precision.Int4 => rows * GroupsOf(spec.Shape[^1]),
            _ => 0,
        };
    }
}
