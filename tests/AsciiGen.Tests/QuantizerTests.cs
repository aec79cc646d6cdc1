// Rounding to int8 and int4: what comes back is near, what is there already is kept, and the scale found is no worse than
// the plain one. Thresholds are in one table.

using AsciiGen.Model;
using AsciiGen.Numerics;

namespace AsciiGen.Tests;

public sealed class QuantizerTests
{
    private static readonly TensorSpec _matrix = new("blocks.0.mlp.up.weight", [24, 80]);

    [Theory]
    [InlineData(Precision.Int8, 0.009)]
    [InlineData(Precision.Int4, 0.085)]
    public void Bell_shaped_weights_lose_no_more_than_the_table_says(Precision precision, double most)
    {
        var values = Random(1);
        Assert.InRange(RelativeError(values, Quantizer.Quantize(_matrix, values, precision).ToFloats()), most / 2, most);
    }

    [Theory]
    [InlineData(Precision.Int8, 0, 80, 127)]
    [InlineData(Precision.Int4, 0, 32, 7)]
    [InlineData(Precision.Int4, 64, 16, 7)] // the last group of a row is short
    public void No_row_or_group_is_worse_off_than_under_the_plain_scale(Precision precision, int first, int length, int steps)
    {
        var values = Random(2);
        var found = Quantizer.Quantize(_matrix, values, precision).ToFloats();
        for (var start = first; start < values.Length; start += 80)
        {
            var weights = values[start..(start + length)];
            var scale = weights.Max(MathF.Abs) / steps;
            if (precision == Precision.Int4) scale = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(scale) & 0xFFFF0000);
            var plain = weights.Select(weight => Math.Clamp(MathF.Round(weight / scale), -steps, steps) * scale).ToArray();
            Assert.InRange(RelativeError(weights, found[start..(start + length)]), 0, RelativeError(weights, plain));
        }
    }

    [Theory]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Int4)]
    public void What_was_rounded_once_is_kept(Precision precision)
    {
        var once = Quantizer.Quantize(_matrix, Random(3), precision).ToFloats();
        Assert.InRange(RelativeError(once, Quantizer.Quantize(_matrix, once, precision).ToFloats()), 0, 1e-6);
    }

    [Theory]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Int4)]
    public void Zeros_stay_zeros_and_outliers_stay_near(Precision precision)
    {
        var values = new float[_matrix.ElementCount];
        values[80] = -3f;
        values[160] = 1e-30f;
        var tensor = Quantizer.Quantize(_matrix, values, precision);
        var found = tensor.ToFloats();
        Assert.Equal(-3f, found[80], 0.01f);
        Assert.Equal(1, found.Count(value => value != 0));
        Assert.All(tensor.Scales.ToArray(), scale => Assert.True(float.IsFinite(scale) && scale != 0));
    }

    [Fact]
    public void Int8_can_keep_to_smaller_numbers_and_loses_as_much_more_as_they_are_fewer()
    {
        var values = Random(6);
        var most = (int largest) => Quantizer.Quantize(_matrix, values, Precision.Int8, largest).Bytes.ToArray().Max(q => Math.Abs((int)(sbyte)q));
        Assert.Equal(127, most(127));
        Assert.Equal(63, most(63));
        Assert.Equal(15, most(15));
        var error = (int largest) => RelativeError(values, Quantizer.Quantize(_matrix, values, Precision.Int8, largest).ToFloats());
        Assert.InRange(error(63) / error(127), 1.7, 2.3);
        Assert.Throws<ArgumentOutOfRangeException>(() => most(14));
        Assert.Throws<ArgumentOutOfRangeException>(() => most(128));
    }

    [Fact]
    public void Int4_scales_are_brain_floats_and_use_the_sixteenth_level_on_either_side()
    {
        var tensor = Quantizer.Quantize(_matrix, Random(4), Precision.Int4);
        Assert.All(tensor.Scales.ToArray(), scale => Assert.Equal(0u, BitConverter.SingleToUInt32Bits(scale) & 0xFFFF));
        Assert.Contains(tensor.Scales.ToArray(), scale => scale > 0);
        Assert.Contains(tensor.Scales.ToArray(), scale => scale < 0);
        Assert.Contains(tensor.Bytes.ToArray(), two => (two & 15) == 0);
    }

    [Fact]
    public void Other_precisions_and_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Quantizer.Quantize(_matrix, Random(5), Precision.Float16));
        Assert.Throws<ArgumentException>(() => Quantizer.Quantize(_matrix, new float[3], Precision.Int8));
    }

    private static float[] Random(ulong seed)
    {
        var random = new Xoshiro256(seed);
        return [.. Enumerable.Range(0, (int)_matrix.ElementCount).Select(_ => random.NextBell())];
    }

    private static double RelativeError(float[] exact, float[] found) =>
        Math.Sqrt(exact.Zip(found, (a, b) => ((double)a - b) * ((double)a - b)).Sum() / Math.Max(1e-30, exact.Sum(a => (double)a * a)));
}
