// Random tensors in every precision, as a file might hold them, and numbers rounded plainly to the nearest level. Extremes are
// in them on purpose: rows of nothing but the largest levels, negative int4 scales.

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

    /// <summary>Numbers to nearest under the scale at which the largest is the largest level.</summary>
    public static WeightTensor Store(TensorSpec spec, ReadOnlySpan<float> values, Precision precision)
    {
        int columns = spec.Shape[^1], rows = values.Length / columns;
        switch (precision)
        {
            case Precision.Float32:
                return WeightTensor.FromFloats(spec, values.ToArray());
            case Precision.Float16:
                return new WeightTensor(spec, precision, MemoryMarshal.AsBytes<Half>(values.ToArray().Select(value => (Half)value).ToArray()).ToArray());
            case Precision.BFloat16:
                return new WeightTensor(spec, precision, MemoryMarshal.AsBytes<ushort>(values.ToArray().Select(value => (ushort)(BitConverter.SingleToUInt32Bits(ToBFloat16(value)) >> 16)).ToArray()).ToArray());
        }

        var isBytes = precision == Precision.Int8;
        int group = isBytes ? columns : WeightTensor.GroupSize, groups = (columns + group - 1) / group;
        var bytes = new byte[isBytes ? values.Length : values.Length / 2];
        var scales = new float[rows * groups];
        for (var i = 0; i < scales.Length; i++)
        {
            int start = (i / groups * columns) + (i % groups * group), end = Math.Min(start + group, (i / groups * columns) + columns);
            var largest = 1e-6f;
            for (var j = start; j < end; j++) largest = MathF.Max(largest, MathF.Abs(values[j]));
            scales[i] = isBytes ? largest / 127 : ToBFloat16(largest / 7);
            for (var j = start; j < end; j++)
            {
                var level = (int)MathF.Round(values[j] / scales[i]);
                if (isBytes) bytes[j] = (byte)(sbyte)level;
                else bytes[j / 2] |= (byte)((Math.Min(level, 7) + 8) << (4 * (j % 2)));
            }
        }

        return new WeightTensor(spec, precision, bytes, scales);
    }

    public static float ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
}
