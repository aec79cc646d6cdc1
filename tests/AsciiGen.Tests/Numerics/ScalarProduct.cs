// The documented arithmetic of a matrix times an input, one number at a time, from the tensor as its file holds it: no panels,
// no pairs, nothing skipped. Whole numbers are summed in 64 bits, and it is checked that no order of summing leaves 32.

using AsciiGen.Model;

namespace AsciiGen.Tests;

internal static class ScalarProduct
{
    private const int LargestInput = 8191, LongestSum = 2048;

    /// <summary>What each row of the product is, in the order in which it is added to what is there: several parts where a sum is cut.</summary>
    public static float[][] Of(WeightTensor tensor, ReadOnlySpan<float> input)
    {
        var result = new float[tensor.Rows][];
        if (Precisions.IsFloat(tensor.Precision))
        {
            var weights = tensor.ToFloats();
            for (var row = 0; row < result.Length; row++)
            {
                var sum = 0f;
                for (var column = 0; column < input.Length; column++) sum = MathF.FusedMultiplyAdd(weights[(row * input.Length) + column], input[column], sum);
                result[row] = [sum];
            }

            return result;
        }

        var integers = Round(input, LargestInput, out var scale);
        for (var row = 0; row < result.Length; row++) result[row] = tensor.Precision == Precision.Int8 ? Int8(tensor, row, integers, scale) : [Int4(tensor, row, integers) * scale];
        return result;
    }

    /// <summary>To nearest, ties to even, with the largest absolute value becoming the range.</summary>
    public static int[] Round(ReadOnlySpan<float> values, int range, out float scale)
    {
        var largest = 0f;
        foreach (var value in values) largest = MathF.Max(largest, MathF.Abs(value));
        var factor = largest > 0 ? range / largest : 0f;
        scale = largest / range;
        var integers = new int[values.Length];

        // A product of two floats is exact in double.
        for (var i = 0; i < integers.Length; i++) integers[i] = (int)Math.Round((double)values[i] * factor, MidpointRounding.ToEven);
        return integers;
    }

    private static float[] Int8(WeightTensor tensor, int row, int[] input, float scale)
    {
        var weights = tensor.Bytes.Span.Slice(row * input.Length, input.Length);
        var parts = new float[(input.Length + LongestSum - 1) / LongestSum];
        for (var part = 0; part < parts.Length; part++)
        {
            long sum = 0, most = 0;
            for (var column = part * LongestSum; column < Math.Min((part + 1) * LongestSum, input.Length); column++)
            {
                long product = (sbyte)weights[column] * input[column];
                sum += product;
                most += Math.Abs(product);
            }

            Assert.InRange(most, 0, int.MaxValue);
            parts[part] = (int)sum * tensor.Scales.Span[row] * scale;
        }

        return parts;
    }

    private static float Int4(WeightTensor tensor, int row, int[] input)
    {
        var weights = tensor.Bytes.Span.Slice(row * input.Length / 2, input.Length / 2);
        var total = 0f;
        for (var group = 0; group < tensor.GroupCount; group++)
        {
            long sum = 0;
            for (var column = group * WeightTensor.GroupSize; column < Math.Min((group + 1) * WeightTensor.GroupSize, input.Length); column++)
            {
                var nibble = column % 2 == 0 ? weights[column / 2] & 15 : weights[column / 2] >> 4;
                sum += (long)(nibble - 8) * input[column];
            }

            total = MathF.FusedMultiplyAdd((int)sum, tensor.Scales.Span[(row * tensor.GroupCount) + group], total);
        }

        return total;
    }
}
