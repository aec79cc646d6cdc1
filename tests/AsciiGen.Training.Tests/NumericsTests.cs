// Products, the optimiser and its schedule against plain loops.

using AsciiGen.Model;
using AsciiGen.Training.Numerics;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Tests;

public sealed unsafe class NumericsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(12, 32, 16)]
    [InlineData(13, 33, 17)]
    [InlineData(11, 31, 300)]
    [InlineData(200, 45, 257)]
    [InlineData(401, 96, 31)]
    public void Every_product_equals_the_plain_loop(int m, int n, int k)
    {
        using var pool = new WorkerPool(2);
        foreach (var owner in new[] { pool, null })
        {
            using var gemm = new Gemm(owner);
            foreach (var (transposeA, transposeB, accumulate) in new[] { (false, false, false), (true, false, true), (false, true, false), (true, true, true) })
            {
                float[] a = Floats(m * k, 1), b = Floats(k * n, 2), c = Floats(m * n, 3);
                var expected = Plain(a, transposeA, b, transposeB, c, m, n, k, accumulate);
                fixed (float* pa = a, pb = b, pc = c)
                {
                    gemm.Multiply(pa, transposeA ? m : k, transposeA, pb, transposeB ? k : n, transposeB, pc, n, m, n, k, accumulate);
                }

                for (var i = 0; i < c.Length; i++) Assert.Equal(expected[i], c[i], 1e-4 * Math.Sqrt(k));
            }
        }
    }

    [Fact]
    public void A_failing_piece_of_work_reaches_the_caller()
    {
        using var pool = new WorkerPool(2);
        Assert.Throws<AggregateException>(() => pool.Run(50, (_, item) =>
        {
            if (item == 30) throw new InvalidOperationException("thirty");
        }));
        var sum = 0;
        pool.Run(100, (_, item) => Interlocked.Add(ref sum, item));
        Assert.Equal(4950, sum);
    }

    [Fact]
    public void AdamW_takes_the_steps_of_the_paper()
    {
        var config = new ModelConfig { LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = 32 };
        using var pool = new WorkerPool(2);
        using var parameters = new ParameterSet(config, ModelInitializer.Random(config, 3, 0.5f));
        var options = new AdamWOptions(Beta1: 0.8, Beta2: 0.9, Epsilon: 1e-6, WeightDecay: 0.5, ClipNorm: 1, PromptRate: 3);
        using var optimiser = new AdamW(parameters, pool, options);
        var names = new[] { "blocks.0.mlp.up.weight", "embedding.row.weight", "final_norm.weight", TensorCatalog.PromptTable };
        var expected = names.ToDictionary(name => name, name => parameters.ValuesOf(name).ToArray().Select(v => (double)v).ToArray());
        var first = names.ToDictionary(name => name, name => new double[expected[name].Length]);
        var second = names.ToDictionary(name => name, name => new double[expected[name].Length]);
        for (var step = 1; step <= 3; step++)
        {
            var gradients = Floats((int)parameters.Count, step);
            new ReadOnlySpan<float>(gradients).CopyTo(new Span<float>(parameters.Gradients, gradients.Length));
            var norm = Math.Sqrt(gradients.Sum(g => (double)g * g));
            foreach (var name in names)
            {
                var offset = (int)parameters.OffsetOf(name);
                var factor = name == TensorCatalog.PromptTable ? 3 : 1;
                var decay = name.StartsWith("blocks", StringComparison.Ordinal) ? 0.5 : 0;
                for (var i = 0; i < expected[name].Length; i++)
                {
                    var gradient = gradients[offset + i] / norm;
                    first[name][i] = (0.8 * first[name][i]) + (0.2 * gradient);
                    second[name][i] = (0.9 * second[name][i]) + (0.1 * gradient * gradient);
                    var update = first[name][i] / (1 - Math.Pow(0.8, step)) / (Math.Sqrt(second[name][i] / (1 - Math.Pow(0.9, step))) + 1e-6);
                    expected[name][i] -= 0.01 * ((factor * update) + (decay * expected[name][i]));
                }
            }

            Assert.Equal(norm, optimiser.Update(step, 0.01), 1e-3);
        }

        foreach (var name in names)
        {
            for (var i = 0; i < expected[name].Length; i++) Assert.Equal(expected[name][i], parameters.ValuesOf(name)[i], 1e-5);
        }
    }

    [Fact]
    public void The_rate_rises_in_a_line_and_falls_along_a_cosine()
    {
        var schedule = new CosineSchedule(1.0, 0.1, 10, 110);
        Assert.Equal(0.1, schedule.RateAt(1), 1e-12);
        Assert.Equal(1.0, schedule.RateAt(10), 1e-12);
        Assert.Equal(0.55, schedule.RateAt(60), 1e-12);
        Assert.Equal(0.1, schedule.RateAt(110), 1e-12);
        Assert.Equal(0.1, schedule.RateAt(500), 1e-12);
    }

    private static float[] Floats(int length, int seed) => GradientCheck.Floats(GradientCheck.Values(length, seed));

    private static double[] Plain(float[] a, bool transposeA, float[] b, bool transposeB, float[] c, int m, int n, int k, bool accumulate)
    {
        var result = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = accumulate ? c[(i * n) + j] : 0.0;
                for (var p = 0; p < k; p++) sum += (double)(transposeA ? a[(p * m) + i] : a[(i * k) + p]) * (transposeB ? b[(j * k) + p] : b[(p * n) + j]);
                result[(i * n) + j] = sum;
            }
        }

        return result;
    }
}
