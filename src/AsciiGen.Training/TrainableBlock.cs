// One transformer block for whole batches: forward, backward, and what the forward keeps for the backward. Rows that do not
// depend on each other go through norm, products and activation in pieces of 96, so that what one step writes is still in
// the cache when the next reads it; only attention and the gradients of the weights look at all rows.

using AsciiGen.Training.Benchmarks;
using AsciiGen.Training.Data;
using AsciiGen.Training.Layers;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training;

/// <summary>One block of a <see cref="TrainableModel"/>; docs/FORMAT.md section 6, step 2.</summary>
internal sealed unsafe class TrainableBlock : IDisposable
{
    private readonly BlockSettings _settings;
    private readonly int _width;
    private readonly int _hidden;
    private readonly Parameter _attentionNorm, _queryNorm, _keyNorm, _mlpNorm; // gains
    private readonly Linear _qkv, _output, _up, _down;
    private readonly Tensor _attentionNormed; // (tokens, d)
    private readonly Tensor _attentionScales; // (tokens)
    private readonly Tensor _projected; // (tokens, 3d) queries, keys, values
    private readonly Tensor _rotated; // (tokens, 2d) queries and keys, normed and turned
    private readonly Tensor _headScales; // (tokens, 2 heads)
    private readonly Tensor _logSums; // (heads, tokens)
    private readonly Tensor _attended; // (tokens, d) output of the heads
    private readonly Tensor _middle; // (tokens, d) residual stream between attention and MLP
    private readonly Tensor _mlpNormed; // (tokens, d)
    private readonly Tensor _mlpScales; // (tokens)
    private readonly Tensor _neurons; // (tokens, 4d) before the activation
    private readonly Tensor _activated; // (tokens, 4d)
    private readonly List<IDisposable> _owned = [];

    /// <summary>A block with buffers for some tokens.</summary>
    public TrainableBlock(BlockSettings settings, ParameterSet parameters, int layer, int tokens)
    {
        _settings = settings;
        var config = settings.Config;
        (_width, _hidden) = (config.EmbeddingSize, config.MlpSize);
        var name = $"blocks.{layer}.";
        Parameter Of(string part) => parameters.Of(name + part);
        Linear Map(string part, int outputs, int inputs) => Own(new Linear(Of(part), outputs, inputs));
        (_attentionNorm, _mlpNorm) = (Of("attention_norm.weight"), Of("mlp_norm.weight"));
        (_queryNorm, _keyNorm) = (Of("attention.query_norm.weight"), Of("attention.key_norm.weight"));
        // Query, key and value weights lie one after the other, so one product makes all three.
        _qkv = Map("attention.query.weight", 3 * _width, _width);
        _output = Map("attention.output.weight", _width, _width);
        _up = Map("mlp.up.weight", _hidden, _width);
        _down = Map("mlp.down.weight", _width, _hidden);
        Tensor Rows(int columns) => Own(new Tensor(tokens, columns));
        Input = Rows(_width);
        (_attentionNormed, _projected, _rotated, _headScales) = (Rows(_width), Rows(3 * _width), Rows(2 * _width), Rows(2 * config.HeadCount));
        (_attended, _middle, _mlpNormed, _neurons, _activated) = (Rows(_width), Rows(_width), Rows(_width), Rows(_hidden), Rows(_hidden));
        (_attentionScales, _mlpScales, _logSums) = (Rows(1), Rows(1), Rows(config.HeadCount));
    }

    /// <summary>(tokens, d) residual stream before the block.</summary>
    public Tensor Input { get; }

    /// <summary>The block's linear maps, to be packed before each pass.</summary>
    public IReadOnlyList<Linear> Maps => [_qkv, _output, _up, _down];

    /// <summary>From <see cref="Input"/> to output (tokens, d).</summary>
    public void Forward(Batch batch, float* output)
    {
        var (pool, profile, chunks) = (_settings.Pool, _settings.Profile, RowChunks.CountFor(batch.TokenCount));
        pool.Run(chunks, new ProjectWork(this, batch));
        profile.Lap(TrainingStage.ProjectionForward);
        _settings.Attention.Forward(batch, _rotated.Data, _projected.Data, _attended.Data, _logSums.Data);
        profile.Lap(TrainingStage.AttentionForward);
        pool.Run(chunks, new FeedForwardWork(this, batch, output));
        profile.Lap(TrainingStage.FeedForwardForward);
    }

    /// <summary>dx (tokens, d): from the gradient of the block's output to that of its input; adds those of the weights.</summary>
    public void Backward(Batch batch, BlockGradients gradients)
    {
        var (pool, profile, tokens) = (_settings.Pool, _settings.Profile, batch.TokenCount);
        var (chunks, stride) = (RowChunks.CountFor(tokens), gradients.PartialStride);
        AddGradients(gradients, tokens, new(_down, gradients.Stream.Data, _activated.Data), default);
        pool.Run(chunks, new FeedForwardBackwardWork(this, batch, gradients));
        RowChunks.Fold(gradients.Partials.Data, chunks, stride, _mlpNorm.Gradient, _width);
        profile.Lap(TrainingStage.FeedForwardBackward);
        AddGradients(gradients, tokens, new(_up, gradients.Neurons.Data, _mlpNormed.Data), new(_output, gradients.Stream.Data, _attended.Data));
        _settings.Attention.Backward(
            batch, _rotated.Data, _projected.Data, _attended.Data, _logSums.Data, gradients.Attended.Data, gradients.Rotated.Data, gradients.Projected.Data);
        profile.Lap(TrainingStage.AttentionBackward);
        pool.Run(chunks, new ProjectBackwardWork(this, batch, gradients));
        RowChunks.Fold(gradients.Partials.Data, chunks, stride, _attentionNorm.Gradient, _width);
        RowChunks.Fold(gradients.Partials.Data + _width, chunks, stride, _queryNorm.Gradient, _settings.Config.HeadSize);
        RowChunks.Fold(gradients.Partials.Data + _width + _settings.Config.HeadSize, chunks, stride, _keyNorm.Gradient, _settings.Config.HeadSize);
        profile.Lap(TrainingStage.ProjectionBackward);
        AddGradients(gradients, tokens, new(_qkv, gradients.Projected.Data, _attentionNormed.Data), default);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
    }

    private void AddGradients(BlockGradients gradients, int tokens, WeightGradient first, WeightGradient second)
    {
        WeightGradient.Add(_settings.Pool, tokens, first, second, gradients.Scratch);
        _settings.Profile.Lap(TrainingStage.WeightGradients);
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>Norm, queries, keys and values, rotation.</summary>
    private readonly struct ProjectWork(TrainableBlock block, Batch batch) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = RowChunks.RangeOf(item, batch.TokenCount);
            var normed = block._attentionNormed.Row(first);
            RmsNorm.Forward(
                block.Input.Row(first), block._attentionNorm.Value, block._settings.Config.NormEpsilon, normed, block._attentionScales.Row(first), count, block._width);
            block._qkv.Forward(normed, block._projected.Row(first), count, add: false);
            block._settings.Rotary.Forward(
                batch, first, count, block._projected.Data, block._queryNorm.Value, block._keyNorm.Value, block._rotated.Data, block._headScales.Data);
        }
    }

    /// <summary>Output of the heads, norm, MLP.</summary>
    private readonly struct FeedForwardWork(TrainableBlock block, Batch batch, float* output) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = RowChunks.RangeOf(item, batch.TokenCount);
            int width = block._width, length = count * width;
            float* middle = block._middle.Row(first), normed = block._mlpNormed.Row(first), result = output + ((long)first * width);
            new ReadOnlySpan<float>(block.Input.Row(first), length).CopyTo(new Span<float>(middle, length));
            block._output.Forward(block._attended.Row(first), middle, count, add: true);
            RmsNorm.Forward(middle, block._mlpNorm.Value, block._settings.Config.NormEpsilon, normed, block._mlpScales.Row(first), count, width);
            block._up.Forward(normed, block._neurons.Row(first), count, add: false);
            Elementwise.SquaredRelu(block._neurons.Row(first), block._activated.Row(first), (long)count * block._hidden);
            new ReadOnlySpan<float>(middle, length).CopyTo(new Span<float>(result, length));
            block._down.Forward(block._activated.Row(first), result, count, add: true);
        }
    }

    private readonly struct FeedForwardBackwardWork(TrainableBlock block, Batch batch, BlockGradients gradients) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = RowChunks.RangeOf(item, batch.TokenCount);
            float* stream = gradients.Stream.Row(first), neurons = gradients.Neurons.Row(first), normed = gradients.Normed[worker].Data;
            block._down.Backward(stream, neurons, count);
            Elementwise.SquaredReluBackward(block._neurons.Row(first), neurons, (long)count * block._hidden);
            block._up.Backward(neurons, normed, count);
            RmsNorm.Backward(block._middle.Row(first), block._mlpNorm.Value, block._mlpScales.Row(first), normed, stream, gradients.ClearedPartials(item), count, block._width);
            block._output.Backward(stream, gradients.Attended.Row(first), count);
        }
    }

    private readonly struct ProjectBackwardWork(TrainableBlock block, Batch batch, BlockGradients gradients) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = RowChunks.RangeOf(item, batch.TokenCount);
            var normed = gradients.Normed[worker].Data;
            var partials = gradients.ClearedPartials(item);
            block._settings.Rotary.Backward(
                batch, first, count, block._projected.Data, block._queryNorm.Value, block._keyNorm.Value, block._headScales.Data,
                gradients.Rotated.Data, gradients.Projected.Data, partials + block._width);
            block._qkv.Backward(gradients.Projected.Row(first), normed, count);
            RmsNorm.Backward(
                block.Input.Row(first), block._attentionNorm.Value, block._attentionScales.Row(first), normed, gradients.Stream.Row(first), partials, count, block._width);
        }
    }
}
