// The cached float32 forward against the uncached double one, and the model of the format page's checklist.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Tests;

public sealed class TransformerTests
{
    private const string Cat = " /\\_/\\\n( o.o )\n\n > ^ <";

    [Theory]
    [InlineData(1, 1, 16, 3)]
    [InlineData(2, 2, 32, 3)]
    [InlineData(3, 1, 64, 3)]
    [InlineData(1, 4, 64, 8)]
    [InlineData(2, 3, 96, 8)]
    public void The_cached_forward_is_the_plain_one(int layers, int heads, int width, int neighbours)
    {
        var config = new ModelConfig { LayerCount = layers, HeadCount = heads, EmbeddingSize = width, BlockSize = 64, MaxWidth = 30, MaxHeight = 9, NeighbourCount = neighbours };
        var values = ModelInitializer.Random(config, 77, 0.15f);
        var tensors = TensorCatalog.Of(config).ToDictionary(spec => spec.Name, spec => values(spec).ToArray());
        var (tokens, cells) = Sequences.Of("A wise Cat", Style.Line, Cat, 30, 4);
        var expected = new ReferenceModel(config, name => tensors[name]).Forward(tokens, cells);
        var found = Sequences.Forward(new Transformer(config, Weights.Create(config, values)), tokens, cells);
        for (var t = 0; t < tokens.Length; t++)
        {
            for (var i = 0; i < Vocabulary.Size; i++) Assert.True(Math.Abs(expected[t][i] - found[t][i]) < 1e-4, $"position {t}, logit {i}: {found[t][i]}, expected {expected[t][i]}");
        }
    }

    [Theory]
    [InlineData(3, 29_024)]
    [InlineData(8, 44_384)]
    public void The_checklist_of_the_format_page_holds(int neighbours, int parameters)
    {
        var config = new ModelConfig { LayerCount = 1, HeadCount = 2, EmbeddingSize = 32, BlockSize = 64, MaxWidth = 12, MaxHeight = 6, PromptBuckets = 64, NeighbourCount = neighbours };
        Assert.Equal(parameters, config.ParameterCount);
        var k = 0L;
        var model = new Transformer(config, Weights.Create(config, spec =>
        {
            var values = new float[spec.ElementCount];
            var mean = spec.Shape.Length == 1 ? 1.0 : 0.0;
            for (var i = 0; i < values.Length; i++, k++) values[i] = (float)(mean + ((((k * 2654435761L) & 0xFFFFFFFF) / 4294967296.0) - 0.5) * 0.5);
            return values;
        }));
        var (tokens, cells) = Sequences.Of("a cat", Style.Hand, " /\\_/\\\n( o.o )____w\n   > ^ <", 12, 6);
        Assert.Equal([1, 4, 97, 32, 99, 97, 116, 2, 32, 47, 92, 95, 47, 92, 10, 40, 32, 111, 46, 111, 32, 41, 95, 95, 95, 95, 119, 10, 17, 62, 32, 94, 32, 60], tokens);
        var logits = Sequences.Forward(model, tokens, cells);
        foreach (var (position, expected, sum) in neighbours == 3 ? _checklist : _checklistOfEight)
        {
            Assert.Equal(sum, logits[position].Sum(logit => Math.Abs((double)logit)), 1e-3);
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], logits[position][i], 1e-5);
        }
    }

    private static readonly (int Position, double[] Logits, double Sum)[] _checklistOfEight =
    [
        (28, [1.430876, -0.235039, -0.357845, 0.119408, 2.208205, 0.551883, -0.641000, -1.136344], 100.7313),
    ];

    // Position, logits 0..7, sum of the absolute values of all 128: the table of docs/FORMAT.md, "Checklist".
    private static readonly (int Position, double[] Logits, double Sum)[] _checklist =
    [
        (0, [1.084177, 0.750225, -0.011034, 0.044209, 0.776119, 0.643933, -0.236904, -0.142619], 64.1936),
        (2, [0.913463, -0.039039, 0.083295, 0.304756, 0.927013, 0.309861, -0.638109, 0.123644], 65.5741),
        (7, [0.959738, 0.461696, 0.268060, 0.120216, 0.731440, 0.593893, -0.195755, -0.204719], 60.9722),
        (14, [0.986821, 0.016425, -0.362339, 0.236962, 1.650909, 0.313798, -1.101207, -0.620773], 84.3183),
        (26, [-0.966239, -0.984525, 0.392631, 0.322325, -0.342288, -0.763447, -0.192795, 0.811239], 78.3229),
        (28, [0.911186, -0.778705, -0.122131, 0.363003, 1.502718, 0.092193, -0.996902, -0.414552], 78.9999),
        (33, [-0.854127, 0.586563, 0.103990, -0.056218, -0.544675, -0.799955, 0.693088, -1.155264], 68.5329),
    ];

    [Fact]
    public void A_full_cache_is_refused_and_a_reset_one_starts_again()
    {
        var config = Models.Smallest with { BlockSize = 16 };
        var model = Models.Random(config, 1, 0.1f);
        var cache = model.CreateCache();
        float[] first = new float[Vocabulary.Size], again = new float[Vocabulary.Size];
        for (var t = 0; t < 16; t++) model.Read(1, Cell.InPrompt(t, 5, 5), cache, t == 0 ? first : []);
        Assert.Equal(16, cache.Length);
        Assert.Throws<InvalidOperationException>(() => model.Read(1, Cell.InPrompt(0, 5, 5), cache, again));
        cache.Reset();
        model.Read(1, Cell.InPrompt(0, 5, 5), cache, again);
        Assert.Equal(first, again);
    }

    [Fact]
    public void A_cell_or_cache_of_another_model_is_refused_before_anything_changes()
    {
        var model = Models.Random(Models.Smallest, 1, 0.1f);
        var cache = model.CreateCache();
        var logits = new float[Vocabulary.Size];
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Read(1, Cell.InPrompt(0, 81, 5), cache, logits));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Read(1, Cell.InPrompt(0, 5, 41), cache, logits));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Read(1, Cell.InPrompt(1000, 5, 5), cache, logits));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Read(128, Cell.InPrompt(0, 5, 5), cache, logits));
        Assert.Throws<ArgumentException>(() => model.Read(1, Cell.InPrompt(0, 5, 5), Models.Random(Models.Tiny, 1, 0.1f).CreateCache(), logits));
        Assert.Equal(0, cache.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_step_allocates_nothing(int count)
    {
        var model = Models.Random(Models.Tiny, 1, 0.1f);
        var batch = new TokenBatch(Models.Tiny, count);
        var caches = Enumerable.Range(0, count).Select(_ => model.CreateCache()).ToArray();
        for (var t = 0; t < 50; t++) Step();

        // Once in a while the runtime itself allocates on this thread; a step that does would in every round.
        var least = long.MaxValue;
        for (var round = 0; round < 5 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var t = 0; t < 20; t++) Step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);

        void Step()
        {
            batch.Clear();
            foreach (var cache in caches) batch.Add(1, Cell.InPrompt(0, 5, 5), cache);
            model.Forward(batch);
        }
    }

    [Fact]
    public void Presets_have_the_documented_number_of_parameters() =>
        Assert.Equal([204_416, 3_662_208, 7_636_480, 13_970_560], ModelConfig.PresetNames.Select(name => ModelConfig.FromPreset(name).ParameterCount));

    [Fact]
    public void Fresh_weights_start_every_block_as_the_identity()
    {
        var config = Models.Tiny;
        var fresh = ModelInitializer.Fresh(config, 3);
        foreach (var spec in TensorCatalog.Of(config))
        {
            var values = fresh(spec).ToArray();
            Assert.Equal(values, ModelInitializer.Fresh(config, 3)(spec).ToArray());
            var deviation = Math.Sqrt(values.Average(v => (double)v * v));
            if (spec.Shape.Length == 1) Assert.All(values, gain => Assert.Equal(1f, gain));
            else if (spec.Name.Contains(".output.") || spec.Name.Contains(".down.")) Assert.All(values, value => Assert.Equal(0f, value));
            else if (spec.IsNormOrEmbedding) Assert.Equal(0.02, deviation, 0.001);
            else Assert.Equal(0.5 / Math.Sqrt(spec.Shape[1]), deviation, 0.003);
        }

        var first = TensorCatalog.Of(config)[0];
        Assert.NotEqual(fresh(first).ToArray(), ModelInitializer.Fresh(config, 4)(first).ToArray());
        Assert.All(TensorCatalog.Of(config), spec => Assert.True(ModelInitializer.Random(config, 1, 0.1f)(spec).ToArray().Count(value => value == 0) <= spec.ElementCount / 1000));
    }

    [Fact]
    public void Weights_of_another_shape_are_refused()
    {
        var weights = Weights.Create(Models.Tiny, ModelInitializer.Fresh(Models.Tiny, 1));
        Assert.Throws<ArgumentException>(() => new Transformer(Models.Smallest, weights));
        Assert.Throws<ArgumentException>(() => Weights.Create(Models.Tiny, _ => new float[3]));
        Assert.Throws<ArgumentException>(() => Weights.Create(Models.Tiny with { HeadCount = 3 }, _ => new float[3]));
    }
}
