// Finds the int8 or int4 form of a tensor: round to nearest under the scale that leaves the least squared error, from a
// grid of scales each refitted to what it rounds to. Weights alone decide; errors weighted by the inputs of training
// drawings, or pushed onto later columns, were tried and not measurably better. Does not know files.

using AsciiGen.Numerics;

namespace AsciiGen.Model;

/// <summary>Rounds weights to few bits; see docs/FORMAT.md section 9 for what the bits mean.</summary>
internal static class Quantizer
{
    /// <summary>Largest whole number of an int8 weight, unless told otherwise.</summary>
    public const int LargestInt8 = 127;

    /// <summary>The least that may be asked for instead.</summary>
    public const int LeastLargestInt8 = 15;

    private const int LeastInt4 = -8;
    private const int LargestInt4 = 7;
    private const int Int4Zero = 8; // the stored nibble of 0

    // How often the scale goes into the largest weight. Fewer steps cut off outliers, more leave levels unused.
    private const double MostInt8Ratio = 1.3, Int8Stride = 0.01; // int8: times the largest level, from 1
    private const double FewestInt4Steps = 5, MostInt4Steps = 9, Int4Stride = 0.125;

    // Below this a group is nothing but zeros to any sum it takes part in, and its scale would lose bits.
    private const float Negligible = 1e-20f;

    /// <summary>A tensor in another precision.</summary>
    /// <param name="spec">Name and shape.</param>
    /// <param name="values">(rows, columns) finite numbers.</param>
    /// <param name="precision"><see cref="Precision.Int8"/>, <see cref="Precision.Int4"/> or, unchanged, <see cref="Precision.Float32"/>.</param>
    /// <param name="largestInt8">Largest whole number that int8 weights are rounded to, <see cref="LeastLargestInt8"/>..<see cref="LargestInt8"/>; a file of smaller ones compresses better.</param>
    /// <exception cref="ArgumentException">The values do not fit the shape, another precision, or a largest number out of range.</exception>
    public static WeightTensor Quantize(TensorSpec spec, ReadOnlyMemory<float> values, Precision precision, int largestInt8 = LargestInt8)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (largestInt8 is < LeastLargestInt8 or > LargestInt8) throw new ArgumentOutOfRangeException(null, $"the largest int8 weight is {largestInt8}, expected {LeastLargestInt8}..{LargestInt8}");
        if (values.Length != spec.ElementCount) throw new ArgumentException($"tensor '{spec.Name}' has {values.Length} elements, expected {spec.ElementCount}", nameof(values));
        return precision switch
        {
            Precision.Float32 => WeightTensor.FromFloats(spec, values),
            Precision.Int8 => ToInt8(spec, values.Span, largestInt8),
            Precision.Int4 => ToInt4(spec, values.Span),
            _ => throw new ArgumentException($"weights are not quantised to {Precisions.NameOf(precision)}", nameof(precision)),
        };
    }

    private static WeightTensor ToInt8(TensorSpec spec, ReadOnlySpan<float> values, int most)
    {
        var columns = spec.Shape[^1];
        var bytes = new byte[values.Length];
        var scales = new float[values.Length / columns];
        for (var row = 0; row < scales.Length; row++)
        {
            var start = row * columns;
            var weights = values.Slice(start, columns);
            var scale = scales[row] = BestInt8Scale(weights, most);
            for (var i = 0; i < columns; i++) bytes[start + i] = (byte)(sbyte)Round(weights[i], scale, -most, most);
        }

        return new WeightTensor(spec, Precision.Int8, bytes, scales);
    }

    private static WeightTensor ToInt4(TensorSpec spec, ReadOnlySpan<float> values)
    {
        int columns = spec.Shape[^1], groups = WeightTensor.GroupsOf(columns), rows = values.Length / columns;
        var bytes = new byte[values.Length / 2];
        var scales = new float[rows * groups];
        for (var place = 0; place < scales.Length; place++)
        {
            var first = place % groups * WeightTensor.GroupSize;
            var start = (place / groups * columns) + first;
            var weights = values.Slice(start, Math.Min(WeightTensor.GroupSize, columns - first));
            var scale = scales[place] = BestInt4Scale(weights);
            for (var i = 0; i < weights.Length; i++) bytes[(start + i) >> 1] |= (byte)((Round(weights[i], scale, LeastInt4, LargestInt4) + Int4Zero) << (4 * (i & 1)));
        }

        return new WeightTensor(spec, Precision.Int4, bytes, scales);
    }

    private static float BestInt8Scale(ReadOnlySpan<float> weights, int most)
    {
        var largest = Largest(weights);
        if (largest < Negligible) return 1;
        var best = (Scale: 0f, Error: double.PositiveInfinity);
        for (var ratio = 1.0; ratio <= MostInt8Ratio; ratio += Int8Stride)
        {
            var scale = (float)(largest / (ratio * most));
            best = Better(best, weights, scale, -most, most, out var refitted);
            best = Better(best, weights, (float)refitted, -most, most, out _);
        }

        return best.Scale;
    }

    // The sixteenth level, -8, lies on the side of the scale's sign; which side deserves it, the error decides.
    private static float BestInt4Scale(ReadOnlySpan<float> weights)
    {
        var largest = Largest(weights);
        if (largest < Negligible) return 1;
        var best = (Scale: 0f, Error: double.PositiveInfinity);
        foreach (var side in (ReadOnlySpan<float>)[largest, -largest])
        {
            for (var steps = FewestInt4Steps; steps <= MostInt4Steps; steps += Int4Stride)
            {
                best = Better(best, weights, ToBFloat16(side / steps), LeastInt4, LargestInt4, out var refitted);
                best = Better(best, weights, ToBFloat16(refitted), LeastInt4, LargestInt4, out _);
            }
        }

        return best.Scale;
    }

    /// <summary>The better of the best so far and another scale; also the scale that fits what this one rounds to, <c>sum(w q) / sum(q q)</c>.</summary>
    private static (float Scale, double Error) Better((float Scale, double Error) best, ReadOnlySpan<float> weights, float scale, int least, int most, out double refitted)
    {
        double error = 0, products = 0, squares = 0;
        foreach (var weight in weights)
        {
            var level = Round(weight, scale, least, most);
            var difference = weight - ((double)level * scale);
            error += difference * difference;
            products += (double)weight * level;
            squares += level * level;
        }

        refitted = products / squares; // the largest weight is at least 4 steps, so this is not 0 / 0
        return error < best.Error ? (scale, error) : best;
    }

    // What lies beyond the last level is rounded to it; the error counts it.
    private static int Round(float weight, float scale, int least, int most) => (int)MathF.Max(least, MathF.Min(most, MathF.Round(weight / scale)));

    private static float Largest(ReadOnlySpan<float> weights)
    {
        var largest = 0f;
        foreach (var weight in weights) largest = MathF.Max(largest, MathF.Abs(weight));
        return largest;
    }

    private static float ToBFloat16(double value) => NarrowFloats.FromBFloat16(NarrowFloats.ToBFloat16((float)value));
}
