// Every layer's forward against the double-precision reference, and its backward against central differences of it.

using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;
using AsciiGen.Training.Layers;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Tests;

public sealed unsafe class LayerGradientTests : IDisposable
{
    private const double Epsilon = 1e-5f;

    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Rms_norm_and_its_gradient_match_the_reference()
    {
        const int rows = 150, columns = 48;
        double[] x = GradientCheck.Values(rows * columns, 1), gain = GradientCheck.Values(columns, 2), weigh = GradientCheck.Values(rows * columns, 3);
        using Tensor tx = Of(x, columns), tg = Of(gain, columns), ty = new(rows, columns), scales = new(1, rows), dy = Of(weigh, columns);
        using Tensor dx = new(rows, columns), dg = new(1, columns);
        RmsNorm.Forward(tx.Data, tg.Data, (float)Epsilon, ty.Data, scales.Data, rows, columns);
        Near(Reference.RmsNorm(x, gain, Epsilon, columns), ty);
        RmsNorm.Backward(tx.Data, tg.Data, scales.Data, dy.Data, dx.Data, dg.Data, rows, columns);
        GradientCheck.Holds("x", x, v => GradientCheck.Weigh(Reference.RmsNorm(v, gain, Epsilon, columns), weigh), dx.Values);
        GradientCheck.Holds("gain", gain, v => GradientCheck.Weigh(Reference.RmsNorm(x, v, Epsilon, columns), weigh), dg.Values);
    }

    [Theory]
    [InlineData(37, 48, 80)]
    [InlineData(5, 16, 16)]
    [InlineData(96, 32, 144)]
    [InlineData(140, 272, 48)] // deeper than a block of either product
    public void Linear_map_and_its_gradients_match_the_reference(int rows, int inputs, int outputs)
    {
        double[] x = GradientCheck.Values(rows * inputs, 1), weight = GradientCheck.Values(outputs * inputs, 2), weigh = GradientCheck.Values(rows * outputs, 3);
        using Tensor tx = Of(x, inputs), tw = Of(weight, inputs), ty = new(rows, outputs), dy = Of(weigh, outputs), dx = new(rows, inputs), dw = new(outputs, inputs);
        using var map = new Linear(new Parameter(tw.Data, dw.Data), outputs, inputs);
        map.Pack(forward: true);
        map.Pack(forward: false);
        map.Forward(tx.Data, ty.Data, rows, add: false);
        Near(Reference.Linear(x, weight, inputs, outputs), ty);
        map.Backward(dy.Data, dx.Data, rows);
        var scratch = new[] { new Tensor(1, Product.ScratchLength), new Tensor(1, Product.ScratchLength) };
        WeightGradient.Add(_pool, rows, new(map, dy.Data, tx.Data), default, scratch);
        foreach (var tensor in scratch) tensor.Dispose();
        GradientCheck.Holds("x", x, v => GradientCheck.Weigh(Reference.Linear(v, weight, inputs, outputs), weigh), dx.Values, samples: 300);
        GradientCheck.Holds("weight", weight, v => GradientCheck.Weigh(Reference.Linear(x, v, inputs, outputs), weigh), dw.Values, samples: 300);
    }

    [Fact]
    public void Query_and_key_norm_with_rotation_match_the_reference()
    {
        var config = new ModelConfig { LayerCount = 1, HeadCount = 2, EmbeddingSize = 32, BlockSize = 64 };
        var batch = Sample.Batch(3);
        int tokens = batch.TokenCount, width = config.EmbeddingSize, head = config.HeadSize;
        double[] qkv = GradientCheck.Values(tokens * 3 * width, 1), qGain = GradientCheck.Values(head, 2), kGain = GradientCheck.Values(head, 3);
        var weigh = GradientCheck.Values(tokens * 2 * width, 4);
        using var rotary = new QueryKeyRotary(config);
        using Tensor tx = Of(qkv, 3 * width), tq = Of(qGain, head), tk = Of(kGain, head), ty = new(tokens, 2 * width), scales = new(tokens, 4);
        using Tensor dy = Of(weigh, 2 * width), dx = new(tokens, 3 * width), gains = new(2, head);
        rotary.Forward(batch, 0, tokens, tx.Data, tq.Data, tk.Data, ty.Data, scales.Data);

        double[] Forward(double[] x, double[] q, double[] k)
        {
            var queries = Reference.Rotary(Reference.RmsNorm(Columns(x, 3 * width, 0, width), q, Epsilon, head), head, 2, batch.RotaryRows, batch.RotaryColumns, config.RotaryBase);
            var keys = Reference.Rotary(Reference.RmsNorm(Columns(x, 3 * width, width, width), k, Epsilon, head), head, 2, batch.RotaryRows, batch.RotaryColumns, config.RotaryBase);
            return SideBySide(queries, keys, width);
        }

        Near(Forward(qkv, qGain, kGain), ty);
        rotary.Backward(batch, 0, tokens, tx.Data, tq.Data, tk.Data, scales.Data, dy.Data, dx.Data, gains.Data);
        GradientCheck.Holds("qkv", qkv, v => GradientCheck.Weigh(Forward(v, qGain, kGain), weigh), dx.Values);
        GradientCheck.Holds("query gain", qGain, v => GradientCheck.Weigh(Forward(qkv, v, kGain), weigh), gains.Values[..head].ToArray());
        GradientCheck.Holds("key gain", kGain, v => GradientCheck.Weigh(Forward(qkv, qGain, v), weigh), gains.Values[head..].ToArray());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(48)]
    public void Attention_and_its_gradients_match_the_reference_on_sequences_of_any_length(int head)
    {
        const int heads = 2;
        var width = heads * head;
        var batch = new Batch(512, 32);
        foreach (var rows in new[] { 1, 5, 25 }) batch.Add([1, 4, (byte)'x', 2], Sample.Artwork(5, rows, rows), 8, 30, hasTargets: true);
        var tokens = batch.TokenCount;
        Assert.True(batch.Starts[^1] - batch.Starts[^2] > 100, "one sequence must be longer than a strip");
        double[] queries = GradientCheck.Values(tokens * width, 1), keys = GradientCheck.Values(tokens * width, 2);
        double[] values = GradientCheck.Values(tokens * width, 3), weigh = GradientCheck.Values(tokens * width, 4);
        using var attention = new CausalAttention(_pool, heads, head, 512);
        using Tensor rotated = Of(SideBySide(queries, keys, width), 2 * width), qkv = Of(SideBySide(new double[tokens * 2 * width], values, 2 * width, width), 3 * width);
        using Tensor output = new(tokens, width), logSums = new(heads, tokens), dOutput = Of(weigh, width), dRotated = new(tokens, 2 * width), dQkv = new(tokens, 3 * width);
        attention.Forward(batch, rotated.Data, qkv.Data, output.Data, logSums.Data);
        Near(Reference.Attention(queries, keys, values, heads, head, batch.Starts), output);
        attention.Backward(batch, rotated.Data, qkv.Data, output.Data, logSums.Data, dOutput.Data, dRotated.Data, dQkv.Data);

        double Loss(double[] q, double[] k, double[] v) => GradientCheck.Weigh(Reference.Attention(q, k, v, heads, head, batch.Starts), weigh);
        GradientCheck.Holds("queries", queries, v => Loss(v, keys, values), Part(dRotated, 0, width), samples: 60);
        GradientCheck.Holds("keys", keys, v => Loss(queries, v, values), Part(dRotated, width, width), samples: 60);
        GradientCheck.Holds("values", values, v => Loss(queries, keys, v), Part(dQkv, 2 * width, width), samples: 60);
    }

    [Fact]
    public void Squared_relu_and_its_gradient_match_the_reference()
    {
        double[] x = GradientCheck.Values(320, 1), weigh = GradientCheck.Values(320, 2);
        using Tensor tx = Of(x, 320), ty = new(1, 320), dx = Of(weigh, 320);
        Elementwise.SquaredRelu(tx.Data, ty.Data, 320);
        Near(Reference.SquaredRelu(x), ty);
        Elementwise.SquaredReluBackward(tx.Data, dx.Data, 320);
        GradientCheck.Holds("x", x, v => GradientCheck.Weigh(Reference.SquaredRelu(v), weigh), dx.Values);
    }

    [Fact]
    public void Cross_entropy_and_its_gradient_match_the_reference()
    {
        var batch = Sample.Batch(2);
        var logits = GradientCheck.Values(batch.TokenCount * Vocabulary.Size, 1, scale: 4);
        using var gradient = Of(logits, Vocabulary.Size);
        var loss = CrossEntropy.ForwardBackward(_pool, batch, gradient.Data, 1f, new double[RowChunks.CountFor(batch.TokenCount)]);
        Assert.Equal(Reference.CrossEntropy(logits, batch.Targets, Vocabulary.Size), loss, 1e-3);
        GradientCheck.Holds("logits", logits, v => Reference.CrossEntropy(v, batch.Targets, Vocabulary.Size), gradient.Values, samples: 2000);
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(8, 13)]
    public void Grid_embedding_and_its_gradient_match_the_reference(int neighbours, int tableCount)
    {
        const int width = 32;
        var config = new ModelConfig { LayerCount = 1, HeadCount = 2, EmbeddingSize = width, BlockSize = 64, NeighbourCount = neighbours };
        var batch = Sample.Batch(3);
        var specs = TensorCatalog.InputTables(config).ToArray();
        Assert.Equal(tableCount, specs.Length);
        var tables = specs.Select((spec, i) => GradientCheck.Values((int)spec.ElementCount, i)).ToArray();
        var weigh = GradientCheck.Values(batch.TokenCount * width, 9);
        var tensors = tables.Select(table => Of(table, width)).ToArray();
        var gradients = tables.Select(table => new Tensor(table.Length / width, width)).ToArray();
        Parameter[] parameters = [.. tensors.Zip(gradients, (tensor, gradient) => new Parameter(tensor.Data, gradient.Data))];
        using Tensor x = new(batch.TokenCount, width), dx = Of(weigh, width);
        GridEmbedding.Forward(_pool, batch, parameters, x.Data, width);
        Near(Reference.Embedding(batch, tables, width), x);
        GridEmbedding.Backward(_pool, batch, parameters, dx.Data, width);
        for (var i = 0; i < tableCount; i++)
        {
            GradientCheck.Holds(specs[i].Name, tables[i], _ => GradientCheck.Weigh(Reference.Embedding(batch, tables, width), weigh), gradients[i].Values, samples: 400);
        }

        foreach (var tensor in tensors.Concat(gradients)) tensor.Dispose();
    }

    [Fact]
    public void Prompt_embedding_and_its_gradient_match_the_reference()
    {
        const int width = 32;
        var batch = Sample.Batch(4);
        double[] table = GradientCheck.Values(32 * width, 1), weigh = GradientCheck.Values(batch.TokenCount * width, 2);
        using Tensor tensor = Of(table, width), gradient = new(32, width), sums = new(4, width), x = new(batch.TokenCount, width), dx = Of(weigh, width);
        PromptEmbedding.Forward(_pool, batch, tensor.Data, sums, x.Data, width);
        Near(Reference.PromptEmbedding(batch, table, width), x);
        PromptEmbedding.Backward(_pool, batch, gradient.Data, sums, dx.Data, width);
        GradientCheck.Holds("table", table, v => GradientCheck.Weigh(Reference.PromptEmbedding(batch, v, width), weigh), gradient.Values, samples: 1024);
    }

    private static Tensor Of(double[] values, int columns)
    {
        var tensor = new Tensor(values.Length / columns, columns);
        GradientCheck.Floats(values).CopyTo(tensor.Values);
        return tensor;
    }

    private static void Near(double[] expected, Tensor actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual.Values[i], 2e-5 * Math.Max(1, Math.Abs(expected[i])));
    }

    private static double[] Columns(double[] matrix, int stride, int first, int count) =>
        [.. Enumerable.Range(0, matrix.Length / stride).SelectMany(row => matrix.AsSpan((row * stride) + first, count).ToArray())];

    private static float[] Part(Tensor tensor, int first, int count) =>
        [.. Enumerable.Range(0, tensor.Rows).SelectMany(row => new ReadOnlySpan<float>(tensor.Row(row) + first, count).ToArray())];

    private static double[] SideBySide(double[] left, double[] right, int leftWidth, int rightWidth = 0)
    {
        if (rightWidth == 0) rightWidth = leftWidth;
        return [.. Enumerable.Range(0, left.Length / leftWidth).SelectMany(row =>
            left.AsSpan(row * leftWidth, leftWidth).ToArray().Concat(right.AsSpan(row * rightWidth, rightWidth).ToArray()))];
    }
}
