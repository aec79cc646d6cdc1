// The cached float32 forward against the uncached double one, and the model of the format page's checklist.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;
using Xunit;

namespace AsciiGen.Tests;

public sealed class TransformerTests
{
    private const string Cat = " /\\_/\\\n( o.o )\n\n > ^ <";

    [Theory]
    [InlineData(1, 1, 16)]
    [InlineData(2, 2, 32)]
    [InlineData(3, 1, 64)]
    [InlineData(1, 4, 64)]
    [InlineData(2, 3, 96)]
    public void The_cached_forward_is_the_plain_one(int layers, int heads, int width)
    {
        var config = new ModelConfig { LayerCount = layers, HeadCount = heads, EmbeddingSize = width, BlockSize = 64, MaxWidth = 30, MaxHeight = 9 };
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

    [Fact]
    public void The_checklist_of_the_format_page_holds()
    {
        var config = new ModelConfig { LayerCount = 1, HeadCount = 2, EmbeddingSize = 32, BlockSize = 64, MaxWidth = 12, MaxHeight = 6 };
        Assert.Equal(26_976, config.ParameterCount);
        var k = 0L;
        var model = new Transformer(config, Weights.Create(config, spec =>
        {
            var values = new float[spec.ElementCount];
            var mean = spec.Shape.Length == 1 ? 1.0 : 0.0;
            for (var i = 0; i < values.Length; i++, k++) values[i] = (float)(mean + ((((k * 2654435761L) & 0xFFFFFFFF) / 4294967296.0) - 0.5) * 0.5);
            return values;
        }));
        var (tokens, cells) = Sequences.Of("cat", Style.Hand, " /\\_/\\\n( o.o )\n > ^ <", 12, 6);
        Assert.Equal([1, 4, 99, 97, 116, 2, 32, 47, 92, 95, 47, 92, 10, 40, 32, 111, 46, 111, 32, 41, 10, 32, 62, 32, 94, 32, 60], tokens);
        var logits = Sequences.Forward(model, tokens, cells);
        foreach (var (position, expected, sum) in _checklist)
        {
            Assert.Equal(sum, logits[position].Sum(logit => Math.Abs((double)logit)), 1e-3);
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], logits[position][i], 1e-5);
        }
    }

    // Position, logits 0..7, sum of the absolute values of all 128: the table of docs/FORMAT.md, "Checklist".
    private static readonly (int Position, double[] Logits, double Sum)[] _checklist =
    [
        (0, [0.212594, 0.810166, -0.138050, -0.538787, 0.403832, 0.199035, -0.220313, -0.837901], 59.7406),
        (2, [0.243807, 0.325893, -0.265542, -0.678995, 0.543547, 0.125777, -0.278719, -1.154485], 57.9430),
        (5, [0.039920, 0.547201, 0.147328, -0.496094, 0.256037, -0.011210, -0.086833, -0.769346], 54.1742),
        (12, [0.275302, -0.240206, -0.583423, 0.055843, 1.101570, -0.524413, -0.945355, -0.791994], 61.7640),
        (20, [0.292296, 0.781307, -0.222500, -0.202647, 0.675350, -0.206092, -0.232175, -1.072760], 55.0216),
        (26, [0.201348, 0.476801, 0.075179, 0.699119, -0.382274, 0.464712, 0.158343, 0.522013], 40.8489),
    ];

    [Fact]
    public void A_full_cache_is_refused_and_a_reset_one_starts_again()
    {
        var config = Models.Smallest with { BlockSize = 16 };
        var model = Models.Random(config, 1, 0.1f);
        var cache = new KvCache(config);
        float[] first = new float[Vocabulary.Size], again = new float[Vocabulary.Size];
        for (var t = 0; t < 16; t++) model.Forward(1, Cell.InPrompt(t, 5, 5), cache, t == 0 ? first : []);
        Assert.Equal(16, cache.Length);
        Assert.Throws<InvalidOperationException>(() => model.Forward(1, Cell.InPrompt(0, 5, 5), cache, again));
        cache.Reset();
        model.Forward(1, Cell.InPrompt(0, 5, 5), cache, again);
        Assert.Equal(first, again);
    }

    [Fact]
    public void A_cell_or_cache_of_another_model_is_refused_before_anything_changes()
    {
        var model = Models.Random(Models.Smallest, 1, 0.1f);
        var cache = new KvCache(Models.Smallest);
        var logits = new float[Vocabulary.Size];
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward(1, Cell.InPrompt(0, 81, 5), cache, logits));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward(1, Cell.InPrompt(0, 5, 41), cache, logits));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward(1, Cell.InPrompt(1000, 5, 5), cache, logits));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward(128, Cell.InPrompt(0, 5, 5), cache, logits));
        Assert.Throws<ArgumentException>(() => model.Forward(1, Cell.InPrompt(0, 5, 5), cache, new float[127]));
        Assert.Throws<ArgumentException>(() => model.Forward(1, Cell.InPrompt(0, 5, 5), new KvCache(Models.Tiny), logits));
        Assert.Equal(0, cache.Length);
    }

    [Fact]
    public void A_token_allocates_nothing()
    {
        var model = Models.Random(Models.Tiny, 1, 0.1f);
        var cache = new KvCache(Models.Tiny);
        var logits = new float[Vocabulary.Size];
        for (var t = 0; t < 50; t++) model.Forward(1, Cell.InPrompt(0, 5, 5), cache, logits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 50; t++) model.Forward(1, Cell.InPrompt(0, 5, 5), cache, logits);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Presets_have_the_documented_number_of_parameters() =>
        Assert.Equal([140_928, 2_783_616, 6_465_024, 12_506_240], ModelConfig.PresetNames.Select(name => ModelConfig.FromPreset(name).ParameterCount));

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
