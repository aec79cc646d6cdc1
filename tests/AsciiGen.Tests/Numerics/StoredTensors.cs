// Tensors in every precision, as a file might hold them. In the random ones extremes are there on purpose: a row of nothing
// but the largest levels, negative int4 scales.

using System.Runtime.InteropServices;
using AsciiGen.Model;

namespace AsciiGen.Tests;

internal static class StoredTensors
{
    public static Precision[] Precisions { get; } = [Precision.Float32, Precision.Float16, Precision.BFloat16, Precision.Int8, Precision.Int4];

    /// <summary>A matrix of random levels; the first row has the largest ones only.</summary>
    public static WeightTensor Random(Precision precision, int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var spec = new TensorSpec($"random {seed}", [rows, columns]);
        if (precision is Precision.Int8 or Precision.Int4)
        {
            var bytes = new byte[precision == Precision.Int8 ? rows * columns : rows * columns / 2];
            random.NextBytes(bytes);
            bytes.AsSpan(0, bytes.Length / rows).Fill((byte)(precision == Precision.Int8 ? 0x81 : 0x00));
            var scales = new float[precision == Precision.Int8 ? rows : rows * WeightTensor.GroupsOf(columns)];
            for (var i = 0; i < scales.Length; i++) scales[i] = precision == Precision.Int8 ? 0.001f + random.NextSingle() : ToBFloat16((random.NextSingle() + 0.001f) * (random.Next(4) == 0 ? -1 : 1));
            return new WeightTensor(spec, precision, bytes, scales);
        }

        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++) values[i] = (random.NextSingle() - 0.5f) * (random.Next(50) == 0 ? 1000 : 1);
        return Store(spec, values, precision);
    }

    /// <summary>Numbers as near as the precision allows.</summary>
    public static WeightTensor Store(TensorSpec spec, ReadOnlySpan<float> values, Precision precision) => precision switch
    {
        Precision.Float16 => new WeightTensor(spec, precision, MemoryMarshal.AsBytes<Half>(values.ToArray().Select(value => (Half)value).ToArray()).ToArray()),
        Precision.BFloat16 => new WeightTensor(spec, precision, MemoryMarshal.AsBytes<ushort>(values.ToArray().Select(value => (ushort)(BitConverter.SingleToUInt32Bits(ToBFloat16(value)) >> 16)).ToArray()).ToArray()),
        _ => Quantizer.Quantize(spec, values.ToArray(), precision),
    };

    public static float ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
}
