// Products, the optimiser and its schedule against plain loops.

using System.Runtime.Intrinsics;
using AsciiGen.Model;
using AsciiGen.Training.Numerics;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Tests;

public sealed unsafe class NumericsTests
{
    public static TheoryData<string> Registers => ["512", "256", "128"];

    // Each width of registers is tried on every processor: where there are none of that width the code is lowered.
    [Theory]
    [MemberData(nameof(Registers))]
    public void A_tile_of_any_register_width_equals_the_plain_loop(string registers)
    {
        const int depth = 37, strideB = 40, strideC = 35;
        foreach (var (rowStride, depthStride, add) in new[] { (1, 13, false), (41, 1, true) })
        {
            float[] a = Floats(12 * 41, 1), b = Floats(depth * strideB, 2), c = Floats(12 * strideC, 3), start = [.. c];
            fixed (float* pa = a, pb = b, pc = c)
            {
                switch (registers)
                {
                    case "512": Tile512.Run(depth, pa, rowStride, depthStride, pb, strideB, pc, strideC, add); break;
                    case "256": Tile256.Run(depth, pa, rowStride, depthStride, pb, strideB, pc, strideC, add); break;
                    default: Tile128.Run(depth, pa, rowStride, depthStride, pb, strideB, pc, strideC, add); break;
                }
            }

            for (var i = 0; i < c.Length; i++)
            {
                int row = i / strideC, column = i % strideC;
                var expected = column >= 32 || add ? start[i] : 0.0;
                for (var p = 0; p < depth && column < 32; p++) expected += (double)a[(row * rowStride) + (p * depthStride)] * b[(p * strideB) + column];
                Assert.Equal(expected, c[i], 1e-4);
            }
        }
    }

    [Fact]
    public void The_exponential_is_right_to_seven_digits()
    {
        for (var x = -86.9f; x <= 0; x += 0.0137f)
        {
            var expected = Math.Exp(x);
            Assert.Equal(1, Elementwise.ExpOfNegative(Vector512.Create(x))[3] / expected, 4e-7);
        }

        Assert.InRange(Elementwise.ExpOfNegative(Vector512.Create(-1e9f))[0], 0, 2e-38f);
    }

    [Fact]
    public void A_failing_piece_of_work_reaches_the_caller()
    {
        using var pool = new WorkerPool(2);
        var sum = new int[1];
        Assert.Throws<AggregateException>(() => pool.Run(50, new Summing(sum, failsAt: 30)));
        sum[0] = 0;
        pool.Run(100, new Summing(sum, failsAt: -1));
        Assert.Equal(4950, sum[0]);
    }

    private readonly struct Summing(int[] sum, int failsAt) : IWork
    {
        public void Process(int worker, int item)
        {
            if (item == failsAt) throw new InvalidOperationException("as asked");
            Interlocked.Add(ref sum[0], item);
        }
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
        var schedule = new LearningRateSchedule(1.0, 0.1, 10, 110, DecayShape.Cosine);
        Assert.Equal(0.1, schedule.RateAt(1), 1e-12);
        Assert.Equal(1.0, schedule.RateAt(10), 1e-12);
        Assert.Equal(0.55, schedule.RateAt(60), 1e-12);
        Assert.Equal(0.1, schedule.RateAt(110), 1e-12);
        Assert.Equal(0.1, schedule.RateAt(500), 1e-12);
        var linear = schedule with { Shape = DecayShape.Linear };
        Assert.Equal(0.775, linear.RateAt(35), 1e-12);
        Assert.Equal(0.1, linear.RateAt(110), 1e-12);
    }

    private static float[] Floats(int length, int seed) => GradientCheck.Floats(GradientCheck.Values(length, seed));
}
