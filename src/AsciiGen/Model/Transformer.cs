// One forward pass, top to bottom: docs/FORMAT.md section 6 in the same order. d = embedding size, h = head size,
// m = MLP size, t = position. Keeps nothing between calls and allocates nothing; a sequence's state is its KvCache.

using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>A model ready to run; any number of sequences may use it at the same time.</summary>
public sealed class Transformer
{
    private readonly Matrix _token, _row, _column, _rowsLeft, _columnsLeft, _aboveLeft, _above, _aboveRight, _prompt; // (entries, d)
    private readonly Matrix[] _furtherNeighbours; // none, or five of (96, d)
    private readonly Block[] _blocks;
    private readonly Matrix _finalNorm; // (1, d)
    private readonly RotaryTable _rotary;

    /// <summary>A model from its shape and weights, which are not copied.</summary>
    /// <exception cref="ArgumentException">The shape is not valid or the weights are of another shape.</exception>
    public Transformer(ModelConfig config, Weights weights)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(weights);
        config.Validate();
        weights.RequireShape(config);
        Config = config;
        _rotary = new RotaryTable(config);
        _token = weights.Matrix("embedding.token.weight");
        _row = weights.Matrix("embedding.row.weight");
        _column = weights.Matrix("embedding.column.weight");
        _rowsLeft = weights.Matrix("embedding.rows_left.weight");
        _columnsLeft = weights.Matrix("embedding.columns_left.weight");
        _aboveLeft = weights.Matrix("embedding.above_left.weight");
        _above = weights.Matrix("embedding.above.weight");
        _aboveRight = weights.Matrix("embedding.above_right.weight");
        _prompt = weights.Matrix(TensorCatalog.PromptTable);
        _furtherNeighbours = config.NeighbourCount == 8 ? [.. TensorCatalog.FurtherNeighbours.Select(weights.Matrix)] : [];
        _finalNorm = weights.Matrix("final_norm.weight");
        _blocks = [.. Enumerable.Range(0, config.LayerCount).Select(layer => new Block(weights, $"blocks.{layer}."))];
    }

    /// <summary>The model's shape.</summary>
    public ModelConfig Config { get; }

    /// <summary>Reads one token and predicts the next.</summary>
    /// <param name="token">The token at this position, 0..127.</param>
    /// <param name="cell">Where the next token will stand.</param>
    /// <param name="cache">The sequence so far; grows by this position.</param>
    /// <param name="logits">(128) overwritten; or empty when nobody asks what follows.</param>
    /// <exception cref="InvalidOperationException">The cache is full.</exception>
    /// <exception cref="ArgumentException">The cell is outside the model's canvas, or the cache or logits are of another size.</exception>
    public void Forward(int token, in Cell cell, KvCache cache, Span<float> logits)
    {
        ArgumentNullException.ThrowIfNull(cache);
        if (cache.Length == cache.Capacity) throw new InvalidOperationException($"the cache is full at {cache.Capacity} positions");
        if (cache.LayerCount != Config.LayerCount || cache.EmbeddingSize != Config.EmbeddingSize) throw new ArgumentException("the cache belongs to a model of another shape", nameof(cache));
        if (logits.Length != Vocabulary.Size && !logits.IsEmpty) throw new ArgumentException($"logits has {logits.Length} places, expected {Vocabulary.Size}", nameof(logits));
        if ((uint)cell.RotaryRow >= (uint)_rotary.PositionCount || (uint)cell.RotaryColumn >= (uint)_rotary.PositionCount) throw new ArgumentOutOfRangeException(nameof(cell), "a rotary position is outside the model's canvas");
        var room = cache.Scratch;
        Span<float> x = room.Stream, normed = room.Normed; // (d), (d)

        Embed(token, cell, x);
        if (cache.EndsPrompt(token)) EmbedPrompt(cache.Letters, room.Prompt);
        if (cache.IsInDrawing) Kernels.AddScaled(room.Prompt, 1f, x);
        for (var layer = 0; layer < _blocks.Length; layer++)
        {
            var block = _blocks[layer];

            // Attention: x += output [attend(norm(x))]
            Kernels.RmsNorm(x, block.AttentionNorm.Row(0), Config.NormEpsilon, normed);
            Attend(block, layer, cell, cache, normed, room.Query);
            block.Output.MultiplyVector(room.Query, normed); // (d, d) (d) -> (d)
            Kernels.AddScaled(normed, 1f, x);

            // MLP: x += down [max(up [norm(x)], 0)^2]
            Kernels.RmsNorm(x, block.MlpNorm.Row(0), Config.NormEpsilon, normed);
            block.Up.MultiplyVector(normed, room.Hidden); // (m, d) (d) -> (m)
            Kernels.SquaredRelu(room.Hidden);
            block.Down.MultiplyVector(room.Hidden, normed); // (d, m) (m) -> (d)
            Kernels.AddScaled(normed, 1f, x);
        }

        cache.Append();
        if (logits.IsEmpty) return;
        Kernels.RmsNorm(x, _finalNorm.Row(0), Config.NormEpsilon, normed);
        _token.MultiplyVector(normed, logits); // (128, d) (d) -> (128)
    }

    /// <summary>Sum of the embeddings of a token and its cell: 8, or 13 with eight neighbours.</summary>
    private void Embed(int token, in Cell cell, Span<float> x) // (d)
    {
        _token.Row(token).CopyTo(x);
        Kernels.AddScaled(_row.Row(cell.Row), 1f, x);
        Kernels.AddScaled(_column.Row(cell.Column), 1f, x);
        Kernels.AddScaled(_rowsLeft.Row(cell.RowsLeft), 1f, x);
        Kernels.AddScaled(_columnsLeft.Row(cell.ColumnsLeft), 1f, x);
        Kernels.AddScaled(_aboveLeft.Row(cell.AboveLeft), 1f, x);
        Kernels.AddScaled(_above.Row(cell.Above), 1f, x);
        Kernels.AddScaled(_aboveRight.Row(cell.AboveRight), 1f, x);
        if (_furtherNeighbours.Length == 0) return;
        Kernels.AddScaled(_furtherNeighbours[0].Row(cell.AboveLeft2), 1f, x);
        Kernels.AddScaled(_furtherNeighbours[1].Row(cell.AboveRight2), 1f, x);
        Kernels.AddScaled(_furtherNeighbours[2].Row(cell.TwoAboveLeft), 1f, x);
        Kernels.AddScaled(_furtherNeighbours[3].Row(cell.TwoAbove), 1f, x);
        Kernels.AddScaled(_furtherNeighbours[4].Row(cell.TwoAboveRight), 1f, x);
    }

    /// <summary>Sum of the embeddings of a prompt's features over the root of their number.</summary>
    private void EmbedPrompt(ReadOnlySpan<byte> letters, Span<float> sum) // (d)
    {
        Span<int> buckets = stackalloc int[PromptFeatures.MaxCount];
        var count = PromptFeatures.Hash(letters, Config.PromptBuckets, buckets);
        sum.Clear();
        foreach (var bucket in buckets[..count]) Kernels.AddScaled(_prompt.Row(bucket), 1f, sum);
        if (count > 0) Kernels.Scale(sum, 1f / MathF.Sqrt(count));
    }

    /// <summary>Causal attention of one position; appends its keys and values to the cache.</summary>
    private void Attend(Block block, int layer, in Cell cell, KvCache cache, ReadOnlySpan<float> normed, Span<float> result) // (d), (d)
    {
        int h = Config.HeadSize, t = cache.Length;
        var room = cache.Scratch;
        Span<float> query = room.Query, key = room.Key, value = room.Value; // (d) each, head by head
        block.Query.MultiplyVector(normed, query);
        block.Key.MultiplyVector(normed, key);
        block.Value.MultiplyVector(normed, value);
        var scores = room.Scores(t + 1); // (t + 1)
        var scale = 1f / MathF.Sqrt(h);
        for (var head = 0; head < Config.HeadCount; head++)
        {
            var q = query.Slice(head * h, h);
            var k = key.Slice(head * h, h);
            Kernels.RmsNorm(q, block.QueryNorm.Row(0), Config.NormEpsilon, q);
            Kernels.RmsNorm(k, block.KeyNorm.Row(0), Config.NormEpsilon, k);
            Turn(cell, q);
            Turn(cell, k);
            var keys = cache.Keys(layer, head, t + 1); // (t + 1, h)
            var values = cache.Values(layer, head, t + 1); // (t + 1, h)
            k.CopyTo(keys[(t * h)..]);
            value.Slice(head * h, h).CopyTo(values[(t * h)..]);
            Kernels.MatrixVector(keys, q, scores);
            Kernels.Softmax(scores, scale);
            Kernels.WeightedSum(scores, values, result.Slice(head * h, h)); // overwrites q, which is done with
        }
    }

    /// <summary>Rotary: the first half of a head turns with the row, the second with the column.</summary>
    private void Turn(in Cell cell, Span<float> head) // (h)
    {
        var half = head.Length / 2;
        Kernels.Rotate(_rotary.Cosines(cell.RotaryRow), _rotary.Sines(cell.RotaryRow), head[..half]);
        Kernels.Rotate(_rotary.Cosines(cell.RotaryColumn), _rotary.Sines(cell.RotaryColumn), head[half..]);
    }
}
