// The model of docs/FORMAT.md sections 5 and 6 with `neighbours` 3 (the presets have 8: five more table rows a token, which is
// no work to speak of), written for the speed of libtorch: one gather for the eight tables, one product for queries, keys and values, flash attention on views, residuals added by the products. The dimensions of a head are in
// an order in which the pairs that the rotation turns are neighbours, so turning is one complex product; a loader would
// permute the rows of the query and key weights, which changes no score.

using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AsciiGen.Peers.LibTorch;

internal sealed class Model
{
    private readonly Shape _shape;
    private readonly Block[] _blocks;
    private readonly Tensor _turns; // (positions, h / 4) complex
    private readonly EmbeddingBag _tables, _prompts;
    private Tensor _finalGain = null!;

    internal Model(Shape shape)
    {
        _shape = shape;
        int width = shape.Width, head = shape.HeadSize;
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(_ => new Block())];
        var spread = 1 / Math.Sqrt(width);
        foreach (var block in _blocks)
        {
            Parameters.Add(made => block.QueryKeyValue = made, spread, true, 3 * width, width);
            Parameters.Add(made => block.Output = made, spread / Math.Sqrt(2 * shape.Layers), true, width, width);
            Parameters.Add(made => block.Up = made, spread, true, 4 * width, width);
            Parameters.Add(made => block.Down = made, spread / Math.Sqrt(8 * shape.Layers), true, width, 4 * width);
        }

        foreach (var block in _blocks)
        {
            Parameters.Add(made => block.AttentionGain = made, 0, false, width);
            Parameters.Add(made => block.HeadGain = made, 0, false, 2, 1, head);
            Parameters.Add(made => block.MlpGain = made, 0, false, width);
        }

        Parameters.Add(made => _finalGain = made, 0, false, width);
        _tables = nn.EmbeddingBag(Shape.Tables.Sum(), width, mode: EmbeddingBagMode.Sum);
        _prompts = nn.EmbeddingBag(shape.PromptBuckets, width, mode: EmbeddingBagMode.Sum);
        Parameters.Add(made => _tables.weight = new Parameter(made), 0.02, false, Shape.Tables.Sum(), width);
        Parameters.Add(made => _prompts.weight = new Parameter(made), 0.02, false, shape.PromptBuckets, width);
        Parameters.Create();
        var frequencies = pow(Shape.RotaryBase, arange(head / 4, dtype: float64).mul(-4.0 / head));
        var angles = arange(1 + Shape.MaxWidth + 2, dtype: float64).unsqueeze(1) * frequencies;
        _turns = complex(angles.cos().to(float32), angles.sin().to(float32));
    }

    internal Parameters Parameters { get; } = new();

    /// <summary>Mean loss of a batch, nats.</summary>
    internal Tensor Loss(Batch batch)
    {
        int sequences = batch.Sequences, context = batch.Context, width = _shape.Width, heads = _shape.Heads, head = _shape.HeadSize;
        var count = sequences * context;
        var x = _tables.forward(batch.Cells, null, null);
        var prompt = _prompts.forward(batch.Buckets, null, null) * (1 / Math.Sqrt(batch.Buckets.shape[1]));
        x = (x.view(sequences, context, width) + (batch.Shown * prompt.unsqueeze(1))).view(count, width);
        var rotary = batch.Rotary;
        var turns = cat([_turns[rotary[0]], _turns[rotary[1]]], 1).view(count, 1, 1, head / 2).expand(count, 2, heads, head / 2).contiguous();
        foreach (var block in _blocks)
        {
            var parts = F.linear(Normed(x, block.AttentionGain), block.QueryKeyValue).split([2 * width, width], 1);
            var gains = block.HeadGain.expand(2, heads, head).contiguous();
            var qk = Normed(parts[0].view(count, 2, heads, head), gains);
            qk = view_as_real(view_as_complex(qk.view(count, 2, heads, head / 2, 2)) * turns).view(sequences, context, 2, heads, head);
            var halves = qk.unbind(2);
            var attended = F.scaled_dot_product_attention(
                halves[0].transpose(1, 2), halves[1].transpose(1, 2), parts[1].view(sequences, context, heads, head).transpose(1, 2), null, 0, true);
            x = addmm(x, attended.transpose(1, 2).reshape(count, width), block.Output.t(), 1, 1);
            var u = F.linear(Normed(x, block.MlpGain), block.Up).relu_().square();
            x = addmm(x, u, block.Down.t(), 1, 1);
        }

        var logits = F.linear(Normed(x, _finalGain), _tables.weight!.narrow(0, 0, Shape.Vocabulary));
        return F.cross_entropy(logits, batch.Targets);
    }

    /// <summary>Root mean square norm over the last dimension; the norm's own kernel reads x once.</summary>
    private static Tensor Normed(Tensor x, Tensor gain)
    {
        var length = linalg.vector_norm(x, 2, [-1L], true);
        var scale = (length.square() * (1.0 / x.shape[^1]) + Shape.Epsilon).rsqrt();
        return x * scale * gain;
    }

    private sealed class Block
    {
        internal Tensor AttentionGain = null!; // (d)
        internal Tensor QueryKeyValue = null!; // (3 d, d)
        internal Tensor HeadGain = null!; // (2, 1, h)
        internal Tensor Output = null!; // (d, d)
        internal Tensor MlpGain = null!; // (d)
        internal Tensor Up = null!; // (4 d, d)
        internal Tensor Down = null!; // (d, 4 d)
    }
}
