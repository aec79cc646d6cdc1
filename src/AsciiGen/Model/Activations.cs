// The room one forward pass works in, made once for a sequence so that no step allocates.
// d = embedding size, m = MLP size.

using AsciiGen.Numerics;

namespace AsciiGen.Model;

/// <summary>Room for one position on its way through the model.</summary>
internal sealed class Activations(ModelConfig config)
{
    private readonly AlignedBuffer _scores = new(config.BlockSize); // (block size)
    private readonly AlignedBuffer _hidden = new(config.MlpSize); // (m)
    private readonly AlignedBuffer _streams = new(6L * config.EmbeddingSize); // (6, d)

    /// <summary>Residual stream (d).</summary>
    public Span<float> Stream => _streams.Slice(0, config.EmbeddingSize);

    /// <summary>Normalised input of a layer, later its result (d).</summary>
    public Span<float> Normed => _streams.Slice(config.EmbeddingSize, config.EmbeddingSize);

    /// <summary>Queries of all heads, later their attention results (d).</summary>
    public Span<float> Query => _streams.Slice(2 * config.EmbeddingSize, config.EmbeddingSize);

    /// <summary>Keys of all heads (d).</summary>
    public Span<float> Key => _streams.Slice(3 * config.EmbeddingSize, config.EmbeddingSize);

    /// <summary>Values of all heads (d).</summary>
    public Span<float> Value => _streams.Slice(4 * config.EmbeddingSize, config.EmbeddingSize);

    /// <summary>What the prompt adds to every position of the drawing (d).</summary>
    public Span<float> Prompt => _streams.Slice(5 * config.EmbeddingSize, config.EmbeddingSize);

    /// <summary>Neurons of the MLP (m).</summary>
    public Span<float> Hidden => _hidden.Span;

    /// <summary>Attention weights of one head over count positions (count).</summary>
    public Span<float> Scores(int count) => _scores.Slice(0, count);
}
