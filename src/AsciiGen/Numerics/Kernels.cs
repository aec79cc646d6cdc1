// The arithmetic of the model, written once over 16 lanes of float32. .NET lowers Vector512 to 512, 256 or 128 bit
// hardware or to plain code without changing what any lane computes; sums over lanes are folded in one fixed order,
// products are always fused (emulated where the hardware cannot). So every machine gets the same bits.
// Parameters: sources, scalars, destination. No kernel allocates.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AsciiGen.Numerics;

/// <summary>Vector kernels whose results are the same bits on every machine.</summary>
public static class Kernels
{
    private const int Lanes = AlignedBuffer.Lanes;

    /// <summary>Sum of the products of two vectors of the same length.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        RequireSame(left.Length, right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i <= left.Length - Lanes; i += Lanes) sum = Vector512.FusedMultiplyAdd(Load(ref l, i), Load(ref r, i), sum);
        if (i < left.Length) sum = Vector512.FusedMultiplyAdd(LoadTail(left[i..], 0), LoadTail(right[i..], 0), sum);
        return Fold(sum);
    }

    /// <summary>Every row of a matrix times a vector; each value is exactly what <see cref="Dot"/> gives for the row.</summary>
    /// <param name="matrix">(rows, columns)</param>
    /// <param name="vector">(columns)</param>
    /// <param name="destination">(rows)</param>
    public static void MatrixVector(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, Span<float> destination)
    {
        var columns = vector.Length;
        RequireSame(matrix.Length, (long)columns * destination.Length);
        ref var m = ref MemoryMarshal.GetReference(matrix);
        ref var v = ref MemoryMarshal.GetReference(vector);
        var row = 0;
        if (columns % Lanes == 0)
        {
            // Four rows at a time: one chain of additions each, enough of them to hide the latency of one.
            for (; row <= destination.Length - 4; row += 4)
            {
                ref var m0 = ref Unsafe.Add(ref m, (nint)row * columns);
                ref var m1 = ref Unsafe.Add(ref m0, columns);
                ref var m2 = ref Unsafe.Add(ref m1, columns);
                ref var m3 = ref Unsafe.Add(ref m2, columns);
                Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
                for (var i = 0; i < columns; i += Lanes)
                {
                    var x = Load(ref v, i);
                    sum0 = Vector512.FusedMultiplyAdd(Load(ref m0, i), x, sum0);
                    sum1 = Vector512.FusedMultiplyAdd(Load(ref m1, i), x, sum1);
                    sum2 = Vector512.FusedMultiplyAdd(Load(ref m2, i), x, sum2);
                    sum3 = Vector512.FusedMultiplyAdd(Load(ref m3, i), x, sum3);
                }

                destination[row] = Fold(sum0);
                destination[row + 1] = Fold(sum1);
                destination[row + 2] = Fold(sum2);
                destination[row + 3] = Fold(sum3);
            }
        }

        for (; row < destination.Length; row++) destination[row] = Dot(matrix.Slice(row * columns, columns), vector);
    }

    /// <summary>Adds the rows of a matrix, each times its weight: <c>destination[c] = sum_r weights[r] * matrix[r, c]</c>, first row first.</summary>
    /// <param name="weights">(rows)</param>
    /// <param name="matrix">(rows, columns)</param>
    /// <param name="destination">(columns), overwritten</param>
    public static void WeightedSum(ReadOnlySpan<float> weights, ReadOnlySpan<float> matrix, Span<float> destination)
    {
        var columns = destination.Length;
        RequireSame(matrix.Length, (long)columns * weights.Length);
        ref var m = ref MemoryMarshal.GetReference(matrix);
        ref var d = ref MemoryMarshal.GetReference(destination);
        var c = 0;
        for (; c <= columns - Lanes; c += Lanes)
        {
            var sum = Vector512<float>.Zero;
            ref var column = ref Unsafe.Add(ref m, c);
            for (var r = 0; r < weights.Length; r++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[r]), Vector512.LoadUnsafe(ref column), sum);
                column = ref Unsafe.Add(ref column, columns);
            }

            sum.StoreUnsafe(ref d, (nuint)c);
        }

        for (; c < columns; c++)
        {
            var sum = 0f;
            for (var r = 0; r < weights.Length; r++) sum = MathF.FusedMultiplyAdd(weights[r], matrix[(r * columns) + c], sum);
            destination[c] = sum;
        }
    }

    /// <summary>Adds a vector times a number: <c>destination[i] += source[i] * factor</c>, rounded once.</summary>
    public static void AddScaled(ReadOnlySpan<float> source, float factor, Span<float> destination)
    {
        RequireSame(source.Length, destination.Length);
        ref var s = ref MemoryMarshal.GetReference(source);
        ref var d = ref MemoryMarshal.GetReference(destination);
        var f = Vector512.Create(factor);
        var i = 0;
        for (; i <= source.Length - Lanes; i += Lanes) Vector512.FusedMultiplyAdd(Load(ref s, i), f, Load(ref d, i)).StoreUnsafe(ref d, (nuint)i);
        for (; i < source.Length; i++) destination[i] = MathF.FusedMultiplyAdd(source[i], factor, destination[i]);
    }

    /// <summary>Root mean square norm: <c>destination[i] = source[i] / sqrt(mean(source^2) + epsilon) * gains[i]</c>.</summary>
    /// <param name="source">(n), n at least 1</param>
    /// <param name="gains">(n)</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="destination">(n); may be the source.</param>
    public static void RmsNorm(ReadOnlySpan<float> source, ReadOnlySpan<float> gains, float epsilon, Span<float> destination)
    {
        RequireSame(source.Length, gains.Length);
        RequireSame(source.Length, destination.Length);
        var scale = 1f / MathF.Sqrt((Dot(source, source) / source.Length) + epsilon);
        ref var s = ref MemoryMarshal.GetReference(source);
        ref var g = ref MemoryMarshal.GetReference(gains);
        ref var d = ref MemoryMarshal.GetReference(destination);
        var f = Vector512.Create(scale);
        var i = 0;
        for (; i <= source.Length - Lanes; i += Lanes) (Load(ref s, i) * f * Load(ref g, i)).StoreUnsafe(ref d, (nuint)i);
        for (; i < source.Length; i++) destination[i] = source[i] * scale * gains[i];
    }

    /// <summary>Turns scores into weights that sum to 1: <c>exp(factor * (scores[i] - max)) / sum</c>.</summary>
    /// <param name="scores">(n), n at least 1; overwritten</param>
    /// <param name="factor">Multiplies the scores first, above 0.</param>
    public static void Softmax(Span<float> scores, float factor)
    {
        ref var s = ref MemoryMarshal.GetReference(scores);
        var most = Max(scores);
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i <= scores.Length - Lanes; i += Lanes)
        {
            var e = Elementary.Exp((Load(ref s, i) - Vector512.Create(most)) * factor);
            e.StoreUnsafe(ref s, (nuint)i);
            sum += e;
        }

        if (i < scores.Length)
        {
            // Missing lanes get minus infinity, whose exponential is exactly 0.
            var e = Elementary.Exp((LoadTail(scores[i..], float.NegativeInfinity) - Vector512.Create(most)) * factor);
            sum += e;
            for (var lane = 0; i + lane < scores.Length; lane++) scores[i + lane] = e.GetElement(lane);
        }

        Scale(scores, 1f / Fold(sum));
    }

    /// <summary>Multiplies every value: <c>values[i] *= factor</c>.</summary>
    public static void Scale(Span<float> values, float factor)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes) (Load(ref v, i) * factor).StoreUnsafe(ref v, (nuint)i);
        for (; i < values.Length; i++) values[i] *= factor;
    }

    /// <summary>The MLP's activation: <c>values[i] = max(values[i], 0)^2</c>.</summary>
    public static void SquaredRelu(Span<float> values)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var x = Vector512.Max(Load(ref v, i), Vector512<float>.Zero);
            (x * x).StoreUnsafe(ref v, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            var x = MathF.Max(values[i], 0f);
            values[i] = x * x;
        }
    }

    /// <summary>Turns pairs <c>(u, w)</c> to <c>(u cos - w sin, u sin + w cos)</c>.</summary>
    /// <param name="cosines">(pairs)</param>
    /// <param name="sines">(pairs)</param>
    /// <param name="values">(2 * pairs): all u, then all w</param>
    public static void Rotate(ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines, Span<float> values)
    {
        var pairs = cosines.Length;
        RequireSame(sines.Length, pairs);
        RequireSame(values.Length, 2L * pairs);
        ref var c = ref MemoryMarshal.GetReference(cosines);
        ref var s = ref MemoryMarshal.GetReference(sines);
        ref var v = ref MemoryMarshal.GetReference(values);
        var j = 0;
        for (; j <= pairs - Lanes; j += Lanes)
        {
            Vector512<float> u = Load(ref v, j), w = Load(ref v, j + pairs), cos = Load(ref c, j), sin = Load(ref s, j);
            ((u * cos) - (w * sin)).StoreUnsafe(ref v, (nuint)j);
            ((u * sin) + (w * cos)).StoreUnsafe(ref v, (nuint)(j + pairs));
        }

        for (; j < pairs; j++)
        {
            float u = values[j], w = values[j + pairs];
            values[j] = (u * cosines[j]) - (w * sines[j]);
            values[j + pairs] = (u * sines[j]) + (w * cosines[j]);
        }
    }

    /// <summary>The largest value; minus infinity of none.</summary>
    public static float Max(ReadOnlySpan<float> values)
    {
        var most = float.NegativeInfinity;
        foreach (var value in values) most = value > most ? value : most;
        return most;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float start, int index) => Vector512.LoadUnsafe(ref start, (nuint)index);

    private static Vector512<float> LoadTail(ReadOnlySpan<float> tail, float fill)
    {
        Span<float> lanes = stackalloc float[Lanes];
        lanes.Fill(fill);
        tail.CopyTo(lanes);
        return Vector512.Create<float>(lanes);
    }

    // The one order in which lanes are added: halves onto each other, 16 -> 8 -> 4 -> 2 -> 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fold(Vector512<float> sum)
    {
        var eight = sum.GetLower() + sum.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return (four.GetElement(0) + four.GetElement(2)) + (four.GetElement(1) + four.GetElement(3));
    }

    private static void RequireSame(long found, long expected)
    {
        if (found != expected) throw new ArgumentException($"a length is {found}, expected {expected}");
    }
}
