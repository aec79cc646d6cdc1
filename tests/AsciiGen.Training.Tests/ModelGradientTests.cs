// The whole model: logits against the reference, and every tensor's gradient against central differences of it.

using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Tests;

public sealed class ModelGradientTests
{
    private static readonly ModelConfig _config = new() { LayerCount = 2, HeadCount = 2, EmbeddingSize = 32, BlockSize = 256, MaxWidth = 20, MaxHeight = 12, PromptBuckets = 32 };
    private static readonly ModelConfig _eight = _config with { LayerCount = 1, NeighbourCount = 8 };

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Logits_match_the_reference(int neighbours)
    {
        var config = neighbours == 3 ? _config : _eight;
        var (weights, batch) = (RandomWeights(config), Sample.Batch(3));
        using var pool = new WorkerPool(2);
        using var model = new TrainableModel(config, spec => GradientCheck.Floats(weights[spec.Name]), pool, batch.Capacity);
        model.Forward(batch);
        var expected = Reference.Logits(config, weights, batch);
        for (var t = 0; t < batch.TokenCount; t++)
        {
            for (var i = 0; i < Vocabulary.Size; i++) Assert.Equal(expected[(t * Vocabulary.Size) + i], model.LogitsAt(t)[i], 1e-4);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Every_tensor_has_the_gradient_of_the_reference(int neighbours)
    {
        var config = neighbours == 3 ? _config : _eight;
        var (weights, batch) = (RandomWeights(config), Sample.Batch(2));
        using var pool = new WorkerPool(2);
        using var model = new TrainableModel(config, spec => GradientCheck.Floats(weights[spec.Name]), pool, batch.Capacity);
        model.Forward(batch);
        var loss = model.Loss(batch, 1f);
        Assert.Equal(Reference.CrossEntropy(Reference.Logits(config, weights, batch), batch.Targets, Vocabulary.Size), loss, 1e-2);
        model.Backward(batch);
        foreach (var spec in TensorCatalog.Of(config))
        {
            GradientCheck.Holds(
                spec.Name, weights[spec.Name],
                _ => Reference.CrossEntropy(Reference.Logits(config, weights, batch), batch.Targets, Vocabulary.Size),
                model.Parameters.GradientOf(spec.Name), tolerance: 3e-3, samples: spec.Shape.Length == 2 && spec.Name.StartsWith("embedding", StringComparison.Ordinal) ? 40 : 8);
        }
    }

    [Fact]
    public void Gradients_do_not_depend_on_the_number_of_threads()
    {
        var (weights, batch) = (RandomWeights(_config), Sample.Batch(4));
        float[] Run(int threads)
        {
            using var pool = new WorkerPool(threads);
            using var model = new TrainableModel(_config, spec => GradientCheck.Floats(weights[spec.Name]), pool, batch.Capacity);
            model.Forward(batch);
            model.Loss(batch, 1f);
            model.Backward(batch);
            return [.. TensorCatalog.Of(_config).SelectMany(spec => model.Parameters.GradientOf(spec.Name).ToArray())];
        }

        Assert.Equal(Run(1), Run(3));
    }

    private static Dictionary<string, double[]> RandomWeights(ModelConfig config) => TensorCatalog.Of(config)
        .Select((spec, i) => (spec.Name, Values: GradientCheck.Values((int)spec.ElementCount, i, spec.Shape.Length == 1 ? 1 : 0.25)))
        .ToDictionary(pair => pair.Name, pair => pair.Values);
}
