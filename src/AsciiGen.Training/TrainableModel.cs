// Forward and backward of the whole model for a batch of sequences, read top to bottom as docs/FORMAT.md section 6.
// Every activation the gradient needs is kept per block; the buffers are made once for the largest batch.
// Does not know data, optimisers or files.

using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;
using AsciiGen.Training.Layers;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training;

/// <summary>A model that can be trained.</summary>
public sealed unsafe class TrainableModel : IDisposable
{
    private const int ShortestSequence = 4; // <begin>, style, a letter, <art>

    private readonly WorkerPool _pool;
    private readonly Gemm _gemm;
    private readonly QueryKeyRotary _rotary;
    private readonly CausalAttention _attention;
    private readonly BlockActivations[] _blocks;
    private readonly Tensor _promptSums; // (sequences, d)
    private readonly Tensor _x; // (tokens, d) after the last block
    private readonly Tensor _normed; // (tokens, d) after the final norm
    private readonly Tensor _finalScales; // (tokens)
    private readonly Tensor _logits; // (tokens, 128), after Loss their gradient
    private readonly Tensor _dx; // (tokens, d) gradient of the residual stream
    private readonly Tensor _dNormed; // (tokens, d)
    private readonly Tensor _dWide; // (tokens, 4d) gradient of the MLP's neurons, or of rotated queries and keys
    private readonly Tensor _dQkv; // (tokens, 3d)
    private readonly Tensor _partials; // (chunks, d)
    private readonly List<IDisposable> _owned = [];

    /// <summary>Makes buffers for batches of up to <paramref name="maxTokens"/> tokens.</summary>
    public TrainableModel(ModelConfig config, Func<TensorSpec, ReadOnlyMemory<float>> initial, WorkerPool pool, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(pool);
        config.Validate();
        Config = config;
        MaxTokens = maxTokens;
        _pool = pool;
        var width = config.EmbeddingSize;
        Parameters = Own(new ParameterSet(config, initial));
        _gemm = Own(new Gemm(pool));
        _rotary = Own(new QueryKeyRotary(config));
        _attention = Own(new CausalAttention(pool, config.HeadCount, config.HeadSize, Math.Max(config.BlockSize, maxTokens)));
        _blocks = new BlockActivations[config.LayerCount];
        for (var i = 0; i < _blocks.Length; i++) _blocks[i] = Own(new BlockActivations(config, maxTokens));
        _promptSums = Own(new Tensor((maxTokens / ShortestSequence) + 1, width));
        _x = Own(new Tensor(maxTokens, width));
        _normed = Own(new Tensor(maxTokens, width));
        _finalScales = Own(new Tensor(1, maxTokens));
        _logits = Own(new Tensor(maxTokens, Vocabulary.Size));
        _dx = Own(new Tensor(maxTokens, width));
        _dNormed = Own(new Tensor(maxTokens, width));
        _dWide = Own(new Tensor(maxTokens, config.MlpSize));
        _dQkv = Own(new Tensor(maxTokens, 3 * width));
        _partials = Own(new Tensor(RowChunks.CountFor(maxTokens), Math.Max(width, 2 * config.HeadSize)));
    }

    /// <summary>Shape of the model.</summary>
    public ModelConfig Config { get; }

    /// <summary>Weights and gradients.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Most tokens of a batch.</summary>
    public int MaxTokens { get; }

    /// <summary>Logits of one position after <see cref="Forward"/>, 128 values.</summary>
    public ReadOnlySpan<float> LogitsAt(int position) => new(_logits.Row(position), Vocabulary.Size);

    /// <summary>Computes the logits of every position of the batch.</summary>
    public void Forward(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.TokenCount, MaxTokens);
        int tokens = batch.TokenCount, width = Config.EmbeddingSize;
        GridEmbedding.Forward(_pool, batch, Tables(gradients: false), _blocks[0].Input.Data, width);
        PromptEmbedding.Forward(_pool, batch, Weight(TensorCatalog.PromptTable), _promptSums, _blocks[0].Input.Data, width);
        for (var layer = 0; layer < _blocks.Length; layer++)
        {
            var output = layer + 1 < _blocks.Length ? _blocks[layer + 1].Input : _x;
            ForwardBlock(batch, layer, _blocks[layer], output.Data);
        }

        RmsNorm.Forward(_pool, _x.Data, Weight("final_norm.weight"), Config.NormEpsilon, _normed.Data, _finalScales.Data, tokens, width);
        Linear(_normed.Data, Weight("embedding.token.weight"), _logits.Data, tokens, width, Vocabulary.Size, accumulate: false);
    }

    /// <summary>
    /// Sum of the losses of the batch's targets (nats). Replaces the logits by their gradient times <paramref name="gradientScale"/>.
    /// </summary>
    public double Loss(Batch batch, float gradientScale) => CrossEntropy.ForwardBackward(_pool, batch, _logits.Data, gradientScale);

    /// <summary>Adds the gradients of the last <see cref="Loss"/> to the parameters' gradients.</summary>
    public void Backward(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int tokens = batch.TokenCount, width = Config.EmbeddingSize;
        LinearBackward(
            _normed.Data, Weight("embedding.token.weight"), _logits.Data, _dNormed.Data, Gradient("embedding.token.weight"), tokens, width, Vocabulary.Size);
        new Span<float>(_dx.Data, tokens * width).Clear();
        RmsNorm.Backward(
            _pool, _x.Data, Weight("final_norm.weight"), _finalScales.Data, _dNormed.Data, _dx.Data, Gradient("final_norm.weight"), _partials, tokens, width);
        for (var layer = _blocks.Length - 1; layer >= 0; layer--) BackwardBlock(batch, layer, _blocks[layer]);
        PromptEmbedding.Backward(_pool, batch, Gradient(TensorCatalog.PromptTable), _promptSums, _dx.Data, width);
        GridEmbedding.Backward(_pool, batch, Tables(gradients: true), _dx.Data, width);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
    }

    private void ForwardBlock(Batch batch, int layer, BlockActivations keep, float* output)
    {
        int tokens = batch.TokenCount, width = Config.EmbeddingSize, hidden = Config.MlpSize;
        var block = $"blocks.{layer}.";
        RmsNorm.Forward(_pool, keep.Input.Data, Weight(block + "attention_norm.weight"), Config.NormEpsilon, keep.AttentionNormed.Data, keep.AttentionScales.Data, tokens, width);
        Linear(keep.AttentionNormed.Data, Weight(block + "attention.query.weight"), keep.Qkv.Data, tokens, width, 3 * width, accumulate: false);
        _rotary.Forward(
            _pool, batch, keep.Qkv.Data, Weight(block + "attention.query_norm.weight"), Weight(block + "attention.key_norm.weight"), keep.Rotated.Data, keep.HeadScales.Data);
        _attention.Forward(batch, keep.Rotated.Data, keep.Qkv.Data, keep.Attended.Data, keep.LogSums.Data);
        Copy(keep.Input.Data, keep.Middle.Data, (long)tokens * width);
        Linear(keep.Attended.Data, Weight(block + "attention.output.weight"), keep.Middle.Data, tokens, width, width, accumulate: true);

        RmsNorm.Forward(_pool, keep.Middle.Data, Weight(block + "mlp_norm.weight"), Config.NormEpsilon, keep.MlpNormed.Data, keep.MlpScales.Data, tokens, width);
        Linear(keep.MlpNormed.Data, Weight(block + "mlp.up.weight"), keep.Neurons.Data, tokens, width, hidden, accumulate: false);
        Elementwise.SquaredRelu(_pool, keep.Neurons.Data, keep.Activated.Data, (long)tokens * hidden);
        Copy(keep.Middle.Data, output, (long)tokens * width);
        Linear(keep.Activated.Data, Weight(block + "mlp.down.weight"), output, tokens, hidden, width, accumulate: true);
    }

    private void BackwardBlock(Batch batch, int layer, BlockActivations keep)
    {
        int tokens = batch.TokenCount, width = Config.EmbeddingSize, hidden = Config.MlpSize;
        var block = $"blocks.{layer}.";
        LinearBackward(keep.Activated.Data, Weight(block + "mlp.down.weight"), _dx.Data, _dWide.Data, Gradient(block + "mlp.down.weight"), tokens, hidden, width);
        Elementwise.SquaredReluBackward(_pool, keep.Neurons.Data, _dWide.Data, (long)tokens * hidden);
        LinearBackward(keep.MlpNormed.Data, Weight(block + "mlp.up.weight"), _dWide.Data, _dNormed.Data, Gradient(block + "mlp.up.weight"), tokens, width, hidden);
        RmsNorm.Backward(
            _pool, keep.Middle.Data, Weight(block + "mlp_norm.weight"), keep.MlpScales.Data, _dNormed.Data, _dx.Data, Gradient(block + "mlp_norm.weight"), _partials, tokens, width);

        LinearBackward(keep.Attended.Data, Weight(block + "attention.output.weight"), _dx.Data, _dNormed.Data, Gradient(block + "attention.output.weight"), tokens, width, width);
        _attention.Backward(batch, keep.Rotated.Data, keep.Qkv.Data, keep.Attended.Data, keep.LogSums.Data, _dNormed.Data, _dWide.Data, _dQkv.Data);
        _rotary.Backward(
            _pool, batch, keep.Qkv.Data, Weight(block + "attention.query_norm.weight"), Weight(block + "attention.key_norm.weight"), keep.HeadScales.Data,
            _dWide.Data, _dQkv.Data, Gradient(block + "attention.query_norm.weight"), Gradient(block + "attention.key_norm.weight"), _partials);
        LinearBackward(keep.AttentionNormed.Data, Weight(block + "attention.query.weight"), _dQkv.Data, _dNormed.Data, Gradient(block + "attention.query.weight"), tokens, width, 3 * width);
        RmsNorm.Backward(
            _pool, keep.Input.Data, Weight(block + "attention_norm.weight"), keep.AttentionScales.Data, _dNormed.Data, _dx.Data, Gradient(block + "attention_norm.weight"), _partials, tokens, width);
    }

    /// <summary>y (tokens, outputs) = or += x (tokens, inputs) times the weight (outputs, inputs) transposed.</summary>
    private void Linear(float* x, float* weight, float* y, int tokens, int inputs, int outputs, bool accumulate) =>
        _gemm.Multiply(x, inputs, false, weight, inputs, true, y, outputs, tokens, outputs, inputs, accumulate);

    /// <summary>Writes dx (tokens, inputs) and adds the weight's gradient (outputs, inputs).</summary>
    private void LinearBackward(float* x, float* weight, float* dy, float* dx, float* weightGradient, int tokens, int inputs, int outputs)
    {
        _gemm.Multiply(dy, outputs, false, weight, inputs, false, dx, inputs, tokens, inputs, outputs, accumulate: false);
        _gemm.Multiply(dy, outputs, true, x, inputs, false, weightGradient, inputs, outputs, inputs, tokens, accumulate: true);
    }

    private void Copy(float* source, float* target, long length) => Elementwise.InChunks(_pool, length, (start, count) =>
        new ReadOnlySpan<float>(source + start, (int)count).CopyTo(new Span<float>(target + start, (int)count)));

    private float* Weight(string name) => Parameters.Values + Parameters.OffsetOf(name);

    private float* Gradient(string name) => Parameters.Gradients + Parameters.OffsetOf(name);

    private float*[] Tables(bool gradients)
    {
        var tables = new float*[GridEmbedding.TableCount];
        for (var i = 0; i < tables.Length; i++)
        {
            var name = Parameters.Specs[i].Name;
            tables[i] = gradients ? Gradient(name) : Weight(name);
        }

        return tables;
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
