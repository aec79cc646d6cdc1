// What one transformer block keeps of its forward pass for its backward pass.

using AsciiGen.Model;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training;

/// <summary>Activations of one block for up to a number of tokens.</summary>
internal sealed class BlockActivations(ModelConfig config, int tokens) : IDisposable
{
    /// <summary>(tokens, d) residual stream before the block.</summary>
    public Tensor Input { get; } = new(tokens, config.EmbeddingSize);

    /// <summary>(tokens, d)</summary>
    public Tensor AttentionNormed { get; } = new(tokens, config.EmbeddingSize);

    /// <summary>(tokens)</summary>
    public Tensor AttentionScales { get; } = new(1, tokens);

    /// <summary>(tokens, 3d) queries, keys, values as projected.</summary>
    public Tensor Qkv { get; } = new(tokens, 3 * config.EmbeddingSize);

    /// <summary>(tokens, 2d) queries and keys, normed and turned.</summary>
    public Tensor Rotated { get; } = new(tokens, 2 * config.EmbeddingSize);

    /// <summary>(tokens, 2 heads)</summary>
    public Tensor HeadScales { get; } = new(tokens, 2 * config.HeadCount);

    /// <summary>(heads, tokens) log of the sum of exponentials of each query's scores.</summary>
    public Tensor LogSums { get; } = new(config.HeadCount, tokens);

    /// <summary>(tokens, d) output of the heads.</summary>
    public Tensor Attended { get; } = new(tokens, config.EmbeddingSize);

    /// <summary>(tokens, d) residual stream between attention and MLP.</summary>
    public Tensor Middle { get; } = new(tokens, config.EmbeddingSize);

    /// <summary>(tokens, d)</summary>
    public Tensor MlpNormed { get; } = new(tokens, config.EmbeddingSize);

    /// <summary>(tokens)</summary>
    public Tensor MlpScales { get; } = new(1, tokens);

    /// <summary>(tokens, 4d) before the activation.</summary>
    public Tensor Neurons { get; } = new(tokens, config.MlpSize);

    /// <summary>(tokens, 4d) after the activation.</summary>
    public Tensor Activated { get; } = new(tokens, config.MlpSize);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var tensor in new[]
        {
            Input, AttentionNormed, AttentionScales, Qkv, Rotated, HeadScales, LogSums, Attended, Middle, MlpNormed, MlpScales, Neurons, Activated,
        })
        {
            tensor.Dispose();
        }
    }
}
