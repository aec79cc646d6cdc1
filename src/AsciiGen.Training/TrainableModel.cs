// Forward and backward of the whole model for a batch of sequences, read top to bottom as docs/FORMAT.md section 6.
// Every activation the gradient needs is kept per block; the buffers are made once for the largest batch, and a step
// allocates nothing. Does not know data, optimisers or files.

using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Benchmarks;
using AsciiGen.Training.Data;
using AsciiGen.Training.Layers;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training;

/// <summary>A model that can be trained.</summary>
internal sealed unsafe class TrainableModel : IDisposable
{
    private const string TokenTable = "embedding.token.weight", FinalNorm = "final_norm.weight";
    private const int ShortestSequence = 4; // <begin>, style, a letter, <art>

    private readonly WorkerPool _pool;
    private readonly TrainableBlock[] _blocks;
    private readonly BlockGradients _gradients;
    private readonly Linear _head; // the token embeddings once more
    private readonly Linear[] _maps;
    private readonly Parameter[] _tables; // the 8 or 13 input embeddings
    private readonly Parameter _finalNorm, _prompts;
    private readonly Tensor _promptSums; // (sequences, d)
    private readonly Tensor _x; // (tokens, d) after the last block
    private readonly Tensor _normed; // (tokens, d) after the final norm
    private readonly Tensor _scales; // (tokens) of the final norm
    private readonly Tensor _logits; // (tokens, 128), after Loss their gradient
    private readonly double[] _losses; // of each chunk
    private readonly List<IDisposable> _owned = [];

    /// <summary>Makes buffers for batches of up to <paramref name="maxTokens"/> tokens.</summary>
    public TrainableModel(ModelConfig config, Func<TensorSpec, ReadOnlyMemory<float>> initial, WorkerPool pool, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(pool);
        config.Validate();
        (Config, MaxTokens, _pool) = (config, maxTokens, pool);
        var width = config.EmbeddingSize;
        Parameters = Own(new ParameterSet(config, initial));
        var attention = Own(new CausalAttention(pool, config.HeadCount, config.HeadSize, Math.Max(config.BlockSize, maxTokens)));
        var settings = new BlockSettings(config, pool, Profile, Own(new QueryKeyRotary(config)), attention);
        _blocks = new TrainableBlock[config.LayerCount];
        for (var i = 0; i < _blocks.Length; i++) _blocks[i] = Own(new TrainableBlock(settings, Parameters, i, maxTokens));
        _gradients = Own(new BlockGradients(config, maxTokens, pool.ThreadCount));
        _head = Own(new Linear(Parameters.Of(TokenTable), Vocabulary.Size, width));
        _maps = [.. _blocks.SelectMany(block => block.Maps), _head];
        _tables = [.. TensorCatalog.InputTables(config).Select(spec => Parameters.Of(spec.Name))];
        (_finalNorm, _prompts) = (Parameters.Of(FinalNorm), Parameters.Of(TensorCatalog.PromptTable));
        _promptSums = Own(new Tensor((maxTokens / ShortestSequence) + 1, width));
        _x = Own(new Tensor(maxTokens, width));
        _normed = Own(new Tensor(maxTokens, width));
        _scales = Own(new Tensor(1, maxTokens));
        _logits = Own(new Tensor(maxTokens, Vocabulary.Size));
        _losses = new double[RowChunks.CountFor(maxTokens)];
    }

    /// <summary>Shape of the model.</summary>
    public ModelConfig Config { get; }

    /// <summary>Weights and gradients.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Where the time goes.</summary>
    public TrainingProfile Profile { get; } = new();

    /// <summary>Most tokens of a batch.</summary>
    public int MaxTokens { get; }

    /// <summary>Logits of one position after <see cref="Forward"/>, 128 values.</summary>
    public ReadOnlySpan<float> LogitsAt(int position) => new(_logits.Row(position), Vocabulary.Size);

    /// <summary>Computes the logits of every position of the batch.</summary>
    public void Forward(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.TokenCount, MaxTokens);
        var input = _blocks[0].Input.Data;
        _pool.Run(_maps.Length, new PackWork(_maps, forward: true));
        Profile.Lap(TrainingStage.Packing);
        GridEmbedding.Forward(_pool, batch, _tables, input, Config.EmbeddingSize);
        PromptEmbedding.Forward(_pool, batch, _prompts.Value, _promptSums, input, Config.EmbeddingSize);
        Profile.Lap(TrainingStage.Embeddings);
        for (var layer = 0; layer < _blocks.Length; layer++) _blocks[layer].Forward(batch, layer + 1 < _blocks.Length ? _blocks[layer + 1].Input.Data : _x.Data);
        _pool.Run(RowChunks.CountFor(batch.TokenCount), new HeadWork(this, batch));
        Profile.Lap(TrainingStage.Head);
    }

    /// <summary>
    /// Sum of the losses of the batch's targets (nats). Replaces the logits by their gradient times <paramref name="gradientScale"/>.
    /// </summary>
    public double Loss(Batch batch, float gradientScale)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var loss = CrossEntropy.ForwardBackward(_pool, batch, _logits.Data, gradientScale, _losses);
        Profile.Lap(TrainingStage.Head);
        return loss;
    }

    /// <summary>Adds the gradients of the last <see cref="Loss"/> to the parameters' gradients.</summary>
    public void Backward(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int tokens = batch.TokenCount, width = Config.EmbeddingSize, chunks = RowChunks.CountFor(tokens);
        _pool.Run(_maps.Length, new PackWork(_maps, forward: false));
        Profile.Lap(TrainingStage.Packing);
        _pool.Run(chunks, new HeadBackwardWork(this, batch));
        RowChunks.Fold(_gradients.Partials.Data, chunks, _gradients.PartialStride, _finalNorm.Gradient, width);
        WeightGradient.Add(_pool, tokens, new(_head, _logits.Data, _normed.Data), default, _gradients.Scratch);
        Profile.Lap(TrainingStage.Head);
        for (var layer = _blocks.Length - 1; layer >= 0; layer--) _blocks[layer].Backward(batch, _gradients);
        PromptEmbedding.Backward(_pool, batch, _prompts.Gradient, _promptSums, _gradients.Stream.Data, width);
        GridEmbedding.Backward(_pool, batch, _tables, _gradients.Stream.Data, width);
        Profile.Lap(TrainingStage.Embeddings);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    private readonly struct PackWork(Linear[] maps, bool forward) : IWork
    {
        public void Process(int worker, int item) => maps[item].Pack(forward);
    }

    /// <summary>Final norm and logits.</summary>
    private readonly struct HeadWork(TrainableModel model, Batch batch) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = RowChunks.RangeOf(item, batch.TokenCount);
            var normed = model._normed.Row(first);
            RmsNorm.Forward(model._x.Row(first), model._finalNorm.Value, model.Config.NormEpsilon, normed, model._scales.Data + first, count, model.Config.EmbeddingSize);
            model._head.Forward(normed, model._logits.Row(first), count, add: false);
        }
    }

    private readonly struct HeadBackwardWork(TrainableModel model, Batch batch) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = RowChunks.RangeOf(item, batch.TokenCount);
            var width = model.Config.EmbeddingSize;
            float* normed = model._gradients.Normed[worker].Data, stream = model._gradients.Stream.Row(first);
            model._head.Backward(model._logits.Row(first), normed, count);
            new Span<float>(stream, count * width).Clear();
            RmsNorm.Backward(model._x.Row(first), model._finalNorm.Value, model._scales.Data + first, normed, stream, model._gradients.ClearedPartials(item), count, width);
        }
    }
}
