// The tiny models of these tests: random weights, nothing zero, dimensions as small as the format allows.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Tests;

internal static class Models
{
    public static ModelConfig Tiny { get; } = new() { LayerCount = 2, HeadCount = 2, EmbeddingSize = 64, BlockSize = 256 };

    /// <summary>With a context that a drawing may fill.</summary>
    public static ModelConfig TinyToDraw { get; } = Tiny with { BlockSize = 128, PromptBuckets = 64 };

    public static ModelConfig Smallest { get; } = new() { LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = 1024 };

    public static Transformer Random(ModelConfig config, ulong seed, float scale) => new(config, Weights.Create(config, ModelInitializer.Random(config, seed, scale)));

    /// <summary>A model that hardly ever ends a drawing: its logit of the end is always 0, the others are far apart.</summary>
    public static Transformer Tireless(ModelConfig config) => new(config, TirelessWeights(config));

    public static Weights TirelessWeights(ModelConfig config)
    {
        var values = ModelInitializer.Random(config, 9, 0.6f);
        return Weights.Create(config, spec =>
        {
            var elements = values(spec).ToArray();
            if (spec.Name == "embedding.token.weight") elements.AsSpan(Vocabulary.End * config.EmbeddingSize, config.EmbeddingSize).Clear();
            return elements;
        });
    }
}
