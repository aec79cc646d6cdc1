// Every kernel against a plain loop: every length up to three vectors, at three misalignments.

using AsciiGen.Numerics;

namespace AsciiGen.Tests;

public sealed class KernelTests
{
    private const int Longest = (2 * AlignedBuffer.Lanes) + 3;
    private static readonly int[] _misalignments = [0, 1, 7];

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, Longest + 1)];

    [Fact]
    public void A_buffer_starts_on_a_cache_line()
    {
        for (var length = 0; length < 200; length++)
        {
            var buffer = new AlignedBuffer(length);
            Assert.Equal(length, buffer.Span.Length);
            unsafe
            {
                fixed (float* start = buffer.Span)
                {
                    if (length > 0) Assert.Equal(0, (long)start % AlignedBuffer.Alignment);
                }
            }
        }
    }

    [Fact]
    public void A_buffer_refuses_lengths_it_cannot_hold()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(AlignedBuffer.MaxLength + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(8).Slice(7, 2).Length);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Dot_is_the_sum_of_products(int n) => ForEachMisalignment(n, 2, (a, n) =>
    {
        double sum = 0;
        for (var i = 0; i < n; i++) sum += (double)a(0)[i] * a(1)[i];
        Assert.Equal(sum, Kernels.Dot(a(0), a(1)), 1e-5);
    });

    [Theory, MemberData(nameof(Lengths))]
    public void A_matrix_times_a_vector_is_the_dot_of_every_row(int columns)
    {
        foreach (var rows in (int[])[0, 1, 3, 4, 5, 8, 11])
        {
            foreach (var shift in _misalignments)
            {
                float[] matrix = Noise(1, (rows * columns) + shift), vector = Noise(2, columns + shift), result = Noise(3, rows + shift + 1);
                var after = result[^1];
                Kernels.MatrixVector(matrix.AsSpan(shift), vector.AsSpan(shift), result.AsSpan(shift, rows));
                for (var r = 0; r < rows; r++) Assert.Equal(Kernels.Dot(matrix.AsSpan(shift + (r * columns), columns), vector.AsSpan(shift)), result[shift + r]);
                Assert.Equal(after, result[^1]);
            }
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void A_weighted_sum_adds_every_row(int columns)
    {
        foreach (var rows in (int[])[0, 1, 2, 5, 33])
        {
            foreach (var shift in _misalignments)
            {
                float[] weights = Noise(1, rows + shift), matrix = Noise(2, (rows * columns) + shift), result = Noise(3, columns + shift + 1);
                var after = result[^1];
                Kernels.WeightedSum(weights.AsSpan(shift), matrix.AsSpan(shift), result.AsSpan(shift, columns));
                for (var c = 0; c < columns; c++)
                {
                    double sum = 0;
                    for (var r = 0; r < rows; r++) sum += (double)weights[shift + r] * matrix[shift + (r * columns) + c];
                    Assert.Equal(sum, result[shift + c], 1e-5);
                }

                Assert.Equal(after, result[^1]);
            }
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Add_scaled_adds_a_multiple(int n) => ForEachMisalignment(n, 2, (a, n) =>
    {
        var before = a(1).ToArray();
        Kernels.AddScaled(a(0), 0.3f, a(1));
        for (var i = 0; i < n; i++) Assert.Equal(MathF.FusedMultiplyAdd(a(0)[i], 0.3f, before[i]), a(1)[i]);
    });

    [Theory, MemberData(nameof(Lengths))]
    public void Rms_norm_divides_by_the_root_mean_square(int n) => ForEachMisalignment(n, 3, (a, n) =>
    {
        if (n == 0) return;
        var scale = 1 / Math.Sqrt((a(0).ToArray().Sum(x => (double)x * x) / n) + 1e-5);
        var expected = a(0).ToArray().Zip(a(1).ToArray(), (x, gain) => x * scale * gain).ToArray();
        Kernels.RmsNorm(a(0), a(1), 1e-5f, a(2));
        for (var i = 0; i < n; i++) Assert.Equal(expected[i], a(2)[i], 1e-5);
        Kernels.RmsNorm(a(0), a(1), 1e-5f, a(0));
        Assert.Equal(a(2).ToArray(), a(0).ToArray());
    });

    [Theory, MemberData(nameof(Lengths))]
    public void Softmax_gives_probabilities(int n) => ForEachMisalignment(n, 1, (a, n) =>
    {
        if (n == 0) return;
        var values = a(0).ToArray();
        var most = values.Max();
        var exponentials = values.Select(x => Math.Exp(2.5 * (x - most))).ToArray();
        Kernels.Softmax(a(0), 2.5f);
        for (var i = 0; i < n; i++) Assert.Equal(exponentials[i] / exponentials.Sum(), a(0)[i], 1e-6);
    });

    [Theory, MemberData(nameof(Lengths))]
    public void Scale_max_and_squared_relu_match_plain_loops(int n) => ForEachMisalignment(n, 2, (a, n) =>
    {
        var before = a(0).ToArray();
        Assert.Equal(n == 0 ? float.NegativeInfinity : before.Max(), Kernels.Max(a(0)));
        Kernels.Scale(a(0), -1.5f);
        for (var i = 0; i < n; i++) Assert.Equal(before[i] * -1.5f, a(0)[i]);
        before = a(1).ToArray();
        Kernels.SquaredRelu(a(1));
        for (var i = 0; i < n; i++) Assert.Equal(before[i] > 0 ? before[i] * before[i] : 0f, a(1)[i]);
    });

    [Theory, MemberData(nameof(Lengths))]
    public void Rotate_turns_every_pair(int pairs)
    {
        foreach (var shift in _misalignments)
        {
            float[] cosines = Noise(1, pairs + shift), sines = Noise(2, pairs + shift), values = Noise(3, (2 * pairs) + shift);
            var before = values.ToArray();
            Kernels.Rotate(cosines.AsSpan(shift), sines.AsSpan(shift), values.AsSpan(shift));
            for (var j = shift; j < pairs + shift; j++)
            {
                float u = before[j], w = before[j + pairs];
                Assert.Equal((u * cosines[j]) - (w * sines[j]), values[j]);
                Assert.Equal((u * sines[j]) + (w * cosines[j]), values[j + pairs]);
            }
        }
    }

    [Fact]
    public void Kernels_refuse_lengths_that_do_not_fit()
    {
        var four = new float[4];
        var five = new float[5];
        Assert.Throws<ArgumentException>(() => Kernels.Dot(four, five));
        Assert.Throws<ArgumentException>(() => Kernels.MatrixVector(five, four, four));
        Assert.Throws<ArgumentException>(() => Kernels.WeightedSum(four, five, four));
        Assert.Throws<ArgumentException>(() => Kernels.AddScaled(four, 1, five));
        Assert.Throws<ArgumentException>(() => Kernels.RmsNorm(four, four, 0, five));
        Assert.Throws<ArgumentException>(() => Kernels.Rotate(four, four, five));
    }

    [Fact]
    public void A_lane_of_exp_is_within_two_units_in_the_last_place()
    {
        for (var x = -87f; x <= 88f; x += 0.00731f)
        {
            var exact = Math.Exp(x);
            Assert.True(Math.Abs(Elementary.Exp(x) - exact) <= 2 * (MathF.BitIncrement((float)exact) - (float)exact), $"exp({x})");
        }

        Assert.Equal(1f, Elementary.Exp(0f));
        Assert.Equal(0f, Elementary.Exp(-88f));
        Assert.Equal(0f, Elementary.Exp(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, Elementary.Exp(89f));
    }

    [Fact]
    public void Sine_cosine_and_power_agree_with_the_library()
    {
        for (var x = -20.0; x < 1100; x += 0.0137)
        {
            var (sin, cos) = Elementary.SinCos(x);
            Assert.Equal(Math.Sin(x), sin, 1e-14);
            Assert.Equal(Math.Cos(x), cos, 1e-14);
        }

        foreach (var b in (double[])[1.5, 100, 10000, 1e6])
        {
            for (var y = -1.0; y <= 1; y += 1 / 32.0) Assert.Equal(1, Elementary.Pow(b, y) / Math.Pow(b, y), 1e-13);
        }
    }

    private static void ForEachMisalignment(int n, int count, Action<Vectors, int> check)
    {
        foreach (var shift in _misalignments)
        {
            var arrays = Enumerable.Range(0, count).Select(i => Noise(i, n + shift)).ToArray();
            check(i => arrays[i].AsSpan(shift), n);
        }
    }

    private static float[] Noise(int seed, int length)
    {
        var random = new Xoshiro256((ulong)seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextBell())];
    }

    private delegate Span<float> Vectors(int index);
}
