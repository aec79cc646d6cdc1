// The gradients of activations while the backward pass goes from block to block; every block uses the same buffers.

using AsciiGen.Model;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training;

/// <summary>Gradients of activations, shared by all blocks.</summary>
internal sealed unsafe class BlockGradients : IDisposable
{
    /// <summary>Buffers for some tokens and threads.</summary>
    public BlockGradients(ModelConfig config, int tokens, int threads)
    {
        var width = config.EmbeddingSize;
        (Stream, Neurons, Attended, Rotated, Projected) =
            (new Tensor(tokens, width), new Tensor(tokens, config.MlpSize), new Tensor(tokens, width), new Tensor(tokens, 2 * width), new Tensor(tokens, 3 * width));
        PartialStride = width + (2 * config.HeadSize);
        Partials = new Tensor(RowChunks.CountFor(tokens), PartialStride);
        Normed = [.. Enumerable.Range(0, threads).Select(_ => new Tensor(RowChunks.Size, width))];
        Scratch = [.. Enumerable.Range(0, threads).Select(_ => new Tensor(1, Product.ScratchLength))];
    }

    /// <summary>(tokens, d) of the residual stream.</summary>
    public Tensor Stream { get; }

    /// <summary>(tokens, 4d) of the MLP's neurons before the activation.</summary>
    public Tensor Neurons { get; }

    /// <summary>(tokens, d) of the output of the heads.</summary>
    public Tensor Attended { get; }

    /// <summary>(tokens, 2d) of queries and keys after norm and rotation.</summary>
    public Tensor Rotated { get; }

    /// <summary>(tokens, 3d) of queries, keys and values as projected.</summary>
    public Tensor Projected { get; }

    /// <summary>(chunks, d + 2 head size) of the gains, piece by piece.</summary>
    public Tensor Partials { get; }

    /// <summary>Numbers of a row of <see cref="Partials"/>.</summary>
    public int PartialStride { get; }

    /// <summary>Per worker (96, d): of a norm's output.</summary>
    public Tensor[] Normed { get; }

    /// <summary>Per worker: scratch memory of products.</summary>
    public Tensor[] Scratch { get; }

    /// <summary>A row of <see cref="Partials"/>, set to zero.</summary>
    public float* ClearedPartials(int chunk)
    {
        new Span<float>(Partials.Row(chunk), PartialStride).Clear();
        return Partials.Row(chunk);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var tensor in new[] { Stream, Neurons, Attended, Rotated, Projected, Partials }.Concat(Normed).Concat(Scratch)) tensor.Dispose();
    }
}
