// The tiny models of these tests: random weights, nothing zero, dimensions as small as the format allows.

using AsciiGen.Model;

namespace AsciiGen.Tests;

internal static class Models
{
    public static ModelConfig Tiny { get; } = new() { LayerCount = 2, HeadCount = 2, EmbeddingSize = 64, BlockSize = 256 };

    public static ModelConfig Smallest { get; } = new() { LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = 1024 };

    public static Transformer Random(ModelConfig config, ulong seed, float scale) => new(config, Weights.Create(config, ModelInitializer.Random(config, seed, scale)));
}
