// Muon against the same iteration in double precision, and what the iteration is for.

using AsciiGen.Model;
using AsciiGen.Training.Numerics;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Tests;

public sealed unsafe class MuonTests
{
    private static readonly ModelConfig _config = new() { LayerCount = 1, HeadCount = 3, EmbeddingSize = 48, BlockSize = 32, PromptBuckets = 16 };

    [Theory]
    [InlineData("blocks.0.attention.query.weight")]
    [InlineData("blocks.0.mlp.up.weight")] // tall
    [InlineData("blocks.0.mlp.down.weight")] // wide
    public void Two_updates_equal_the_iteration_in_double_precision(string name)
    {
        using var pool = new WorkerPool(2);
        using var parameters = new ParameterSet(_config, ModelInitializer.Random(_config, 3, 0.5f));
        using var optimiser = new Muon(parameters, pool, new AdamWOptions(WeightDecay: 0.5, ClipNorm: 1));
        var spec = parameters.Specs.Single(each => each.Name == name);
        int rows = spec.Shape[0], columns = spec.Shape[1];
        var weights = parameters.ValuesOf(name).ToArray().Select(value => (double)value).ToArray();
        var momentum = new double[weights.Length];
        for (var number = 1; number <= 2; number++)
        {
            var gradients = GradientCheck.Floats(GradientCheck.Values((int)parameters.Count, number));
            new ReadOnlySpan<float>(gradients).CopyTo(new Span<float>(parameters.Gradients, gradients.Length));
            var norm = Math.Sqrt(gradients.Sum(value => (double)value * value));
            var direction = new double[weights.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                var gradient = parameters.GradientOf(name)[i] / norm;
                momentum[i] = (0.95 * momentum[i]) + gradient;
                direction[i] = gradient + (0.95 * momentum[i]);
            }

            var update = Orthogonal(direction, rows, columns);
            for (var i = 0; i < weights.Length; i++) weights[i] = (weights[i] * (1 - (0.01 * 0.5))) - (0.01 * 0.2 * Math.Sqrt(Math.Max(rows, columns)) * update[i]);
            Assert.Equal(norm, optimiser.Update(number, 0.01), 1e-3 * norm);
        }

        for (var i = 0; i < weights.Length; i++) Assert.Equal(weights[i], parameters.ValuesOf(name)[i], 1e-5);
        for (var i = 0; i < weights.Length; i++) Assert.Equal(momentum[i], optimiser.StateOf("muon.momentum." + name)[i], 1e-6);
    }

    [Fact]
    public void An_update_moves_a_matrix_about_as_far_in_every_direction()
    {
        // A gradient of rank two with very different strengths: 1 along the first axes, 0.01 along the second.
        var gradient = new double[16 * 16];
        (gradient[0], gradient[17]) = (1, 0.01);
        var update = Orthogonal(gradient, 16, 16);
        Assert.InRange(update[0], 0.6, 1.3);
        Assert.InRange(update[17], 0.3, 1.3);
    }

    [Fact]
    public void States_cover_every_tensor_once_and_embeddings_stay_with_AdamW()
    {
        using var pool = new WorkerPool(1);
        using var parameters = new ParameterSet(_config, ModelInitializer.Random(_config, 3, 0.5f));
        using var optimiser = new Muon(parameters, pool, new AdamWOptions());
        var names = optimiser.States.Select(state => state.Name).ToArray();
        Assert.Contains("muon.momentum.blocks.0.attention.key.weight", names);
        Assert.Contains("adam.second.embedding.token.weight", names);
        Assert.Contains("adam.first.blocks.0.mlp_norm.weight", names);
        Assert.Equal(6 + (2 * (parameters.Specs.Count - 6)), names.Distinct().Count());
        foreach (var state in optimiser.States) Assert.Equal(state.ElementCount, optimiser.StateOf(state.Name).Length);
    }

    private static double[] Orthogonal(double[] matrix, int rows, int columns)
    {
        if (rows > columns) return Turn(Orthogonal(Turn(matrix, rows, columns), columns, rows), columns, rows);
        var norm = Math.Sqrt(matrix.Sum(value => value * value)) + 1e-7;
        double[] x = [.. matrix.Select(value => value / norm)];
        for (var i = 0; i < 5; i++)
        {
            var square = Multiply(x, Turn(x, rows, columns), rows, columns, rows);
            var fourth = Multiply(square, square, rows, rows, rows);
            var factor = square.Zip(fourth, (a, b) => (-4.7750 * a) + (2.0315 * b)).ToArray();
            x = [.. Multiply(factor, x, rows, rows, columns).Zip(x, (a, b) => a + (3.4445 * b))];
        }

        return x;
    }

    private static double[] Turn(double[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, rows).Select(row => matrix[(row * columns) + column]))];

    private static double[] Multiply(double[] a, double[] b, int m, int k, int n)
    {
        var c = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var p = 0; p < k; p++)
            {
                for (var j = 0; j < n; j++) c[(i * n) + j] += a[(i * k) + p] * b[(p * n) + j];
            }
        }

        return c;
    }
}
