// One forward pass for every precision, top to bottom: docs/FORMAT.md section 6 in the same order. d = embedding size, h = head
// size, m = MLP size, n = tokens of the step. Keeps nothing between calls and allocates nothing; a sequence's state is its
// KvCache. What a token gets does not depend on what else is in its batch.

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AsciiGen.Numerics;
using AsciiGen.Numerics.Lanes;
using AsciiGen.Numerics.Panels;
using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>A model ready to run; any number of batches may go through it at the same time.</summary>
public sealed unsafe class Transformer
{
    private readonly Table _token, _row, _column, _rowsLeft, _columnsLeft, _prompt; // (entries, d)
    private readonly Table[] _neighbours; // three or eight of (96, d)
    private readonly Block[] _blocks;
    private readonly Table _finalNorm; // (1, d)
    private readonly PanelMatrix _head; // (128, d), the token embedding
    private readonly RotaryTable _rotary;

    /// <summary>A model from its shape and weights.</summary>
    /// <exception cref="ArgumentException">The shape is not valid or the weights are of another shape.</exception>
    public Transformer(ModelConfig config, Weights weights)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(weights);
        config.Validate();
        weights.RequireShape(config);
        Config = config;
        _rotary = new RotaryTable(config);
        _token = Embedding("token");
        _row = Embedding("row");
        _column = Embedding("column");
        _rowsLeft = Embedding("rows_left");
        _columnsLeft = Embedding("columns_left");
        _prompt = Embedding("prompt");
        _neighbours = [.. TensorCatalog.NeighbourTables(config).Select(name => new Table(weights.Tensor(name)))];
        _finalNorm = new Table(weights.Tensor("final_norm.weight"));
        _head = PanelPacking.Stack(weights.Tensor("embedding.token.weight"));
        _blocks = [.. Enumerable.Range(0, config.LayerCount).Select(layer => new Block(weights, $"blocks.{layer}."))];

        Table Embedding(string name) => new(weights.Tensor($"embedding.{name}.weight"));
    }

    /// <summary>The model's shape.</summary>
    public ModelConfig Config { get; }

    /// <summary>True when the weights are whole numbers; then so are keys and values.</summary>
    public bool HasIntegers => _blocks[0].Up.Precision is Precision.Int8 or Precision.Int4;

    /// <summary>The state of a new sequence.</summary>
    /// <param name="capacity">Most positions, 1..block size; 0 for the block size.</param>
    public KvCache CreateCache(int capacity = 0) => new(Config, HasIntegers, capacity);

    /// <summary>Reads the tokens of a batch and predicts what follows those that want to know.</summary>
    /// <param name="batch">Its caches grow by the tokens that are theirs.</param>
    /// <exception cref="InvalidOperationException">A cache is full.</exception>
    /// <exception cref="ArgumentException">A token or cell is outside the model's, or a cache belongs to a model of another shape.</exception>
    public void Forward(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (Vector512.IsHardwareAccelerated) Forward<Lanes512, Vector512<float>>(batch);
        else if (Avx2.IsSupported && Fma.IsSupported) Forward<Lanes256, Vector256<float>>(batch);
        else Forward<Lanes128, Vector128<float>>(batch);
    }

    /// <summary>The same with registers of one width.</summary>
    internal void Forward<TLanes, TVector>(TokenBatch batch)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        Check(batch);
        int n = batch.Count, d = Config.EmbeddingSize;
        for (var i = 0; i < n; i++) Embed<TLanes, TVector>(ref batch.Entries[i], batch.Stream.Pointer(i), batch.Turns.Row(i));
        for (var layer = 0; layer < _blocks.Length; layer++)
        {
            var block = _blocks[layer];

            // Attention: x += output [attend(norm(x))]
            for (var i = 0; i < n; i++) Kernels.RmsNorm<TLanes, TVector>(batch.Stream.Pointer(i), block.AttentionNorm.Row(0), Config.NormEpsilon, batch.Normed.Pointer(i), d);
            block.QueryKeyValue.Multiply<TLanes, TVector>(batch.Normed, batch.Projected, n, add: false, batch.Inputs); // (3d, d) (d) -> (3d)
            for (var i = 0; i < n; i++) Attend<TLanes, TVector>(block, layer, batch, i);
            block.Output.Multiply<TLanes, TVector>(batch.Attended, batch.Stream, n, add: true, batch.Inputs); // (d, d) (d) -> (d)

            // MLP: x += down [max(up [norm(x)], 0)^2]
            for (var i = 0; i < n; i++) Kernels.RmsNorm<TLanes, TVector>(batch.Stream.Pointer(i), block.MlpNorm.Row(0), Config.NormEpsilon, batch.Normed.Pointer(i), d);
            block.Up.Multiply<TLanes, TVector>(batch.Normed, batch.Hidden, n, add: false, batch.Inputs); // (m, d) (d) -> (m)
            for (var i = 0; i < n; i++) Kernels.SquaredRelu<TLanes, TVector>(batch.Hidden.Pointer(i), Config.MlpSize);
            block.Down.Multiply<TLanes, TVector>(batch.Hidden, batch.Stream, n, add: true, batch.Inputs); // (d, m) (m) -> (d)
        }

        var outputs = 0;
        for (var i = 0; i < n; i++)
        {
            ref var entry = ref batch.Entries[i];
            if (!entry.WantsLogits) continue;
            entry.Output = outputs;
            Kernels.RmsNorm<TLanes, TVector>(batch.Stream.Pointer(i), _finalNorm.Row(0), Config.NormEpsilon, batch.Normed.Pointer(outputs++), d);
        }

        if (outputs > 0) _head.Multiply<TLanes, TVector>(batch.Normed, batch.Outputs, outputs, add: false, batch.Inputs); // (128, d) (d) -> (128)
        GC.KeepAlive(batch);
        GC.KeepAlive(this);
    }

    /// <summary>Input of a token: the sum of its embeddings, those of its cell and, in the drawing, that of the prompt.</summary>
    private void Embed<TLanes, TVector>(ref TokenBatch.Entry entry, float* x, Span<float> turns) // (d), (2h)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var d = Config.EmbeddingSize;
        ref var cell = ref entry.Cell;
        entry.Position = entry.Cache.Append();
        _rotary.Write(cell, turns);
        new Span<float>(_token.Row(entry.Token), d).CopyTo(new Span<float>(x, d));
        Add(_row.Row(cell.Row));
        Add(_column.Row(cell.Column));
        Add(_rowsLeft.Row(cell.RowsLeft));
        Add(_columnsLeft.Row(cell.ColumnsLeft));
        for (var i = 0; i < _neighbours.Length; i++) Add(_neighbours[i].Row(cell.Neighbour(i)));
        if (entry.Cache.EndsPrompt(entry.Token)) EmbedPrompt<TLanes, TVector>(entry.Cache.Letters, entry.Cache.PromptVector);
        if (!entry.Cache.IsInDrawing) return;
        fixed (float* prompt = entry.Cache.PromptVector) Add(prompt);

        void Add(float* row) => Kernels.AddScaled<TLanes, TVector>(row, 1f, x, d);
    }

    /// <summary>Sum of the embeddings of a prompt's features over the root of their number.</summary>
    private void EmbedPrompt<TLanes, TVector>(ReadOnlySpan<byte> letters, Span<float> sum) // (d)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        Span<int> buckets = stackalloc int[PromptFeatures.MaxCount];
        var count = PromptFeatures.Hash(letters, Config.PromptBuckets, buckets);
        sum.Clear();
        fixed (float* to = sum)
        {
            foreach (var bucket in buckets[..count]) Kernels.AddScaled<TLanes, TVector>(_prompt.Row(bucket), 1f, to, sum.Length);
        }

        var factor = 1f / MathF.Sqrt(Math.Max(count, 1));
        for (var i = 0; i < sum.Length; i++) sum[i] *= factor;
    }

    /// <summary>Causal attention of one token; puts its keys and values into its cache.</summary>
    private void Attend<TLanes, TVector>(Block block, int layer, TokenBatch batch, int index)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int h = Config.HeadSize, d = Config.EmbeddingSize, position = batch.Entries[index].Position;
        var cache = batch.Entries[index].Cache;
        float* projected = batch.Projected.Pointer(index), turns = batch.Turns.Pointer(index), result = batch.Attended.Pointer(index); // (3d), (2h), (d)
        for (var head = 0; head < Config.HeadCount; head++, result += h)
        {
            float* query = projected + (head * h), key = query + d, value = key + d; // (h) each
            Kernels.NormAndTurn<TLanes, TVector>(query, block.QueryNorm.Row(0), Config.NormEpsilon, turns, h, result);
            Kernels.NormAndTurn<TLanes, TVector>(key, block.KeyNorm.Row(0), Config.NormEpsilon, turns, h, result);
            cache.Store<TLanes, TVector>(layer, head, position, key, value, batch.Room);
            cache.Attend<TLanes, TVector>(layer, head, position + 1, query, batch.Room, result);
        }
    }

    /// <summary>Refuses a batch before anything changes.</summary>
    private void Check(TokenBatch batch)
    {
        var fits = batch.Stream.Columns == Config.EmbeddingSize && batch.Hidden.Columns == Config.MlpSize && batch.Turns.Columns == 2 * Config.HeadSize && batch.Room.Positions >= Config.BlockSize;
        if (!fits) throw new ArgumentException("the batch belongs to a model of another shape", nameof(batch));
        for (var i = 0; i < batch.Count; i++)
        {
            ref var entry = ref batch.Entries[i];
            var cell = entry.Cell;
            var earlier = 0;
            for (var other = 0; other < i; other++) earlier += batch.Entries[other].Cache == entry.Cache ? 1 : 0;
            if (entry.Cache.Length + earlier >= entry.Cache.Capacity) throw new InvalidOperationException($"the cache is full at {entry.Cache.Capacity} positions");
            if (!entry.Cache.Fits(Config) || entry.Cache.IsInteger != HasIntegers) throw new ArgumentException("the cache belongs to another model", nameof(batch));
            var isKnown = (uint)entry.Token < Vocabulary.Size && (uint)cell.Row < (uint)_row.Rows && (uint)cell.Column < (uint)_column.Rows && (uint)cell.RowsLeft < (uint)_rowsLeft.Rows
                && (uint)cell.ColumnsLeft < (uint)_columnsLeft.Rows && (uint)cell.RotaryRow < (uint)_rotary.PositionCount && (uint)cell.RotaryColumn < (uint)_rotary.PositionCount;
            for (var neighbour = 0; neighbour < _neighbours.Length; neighbour++) isKnown &= (uint)cell.Neighbour(neighbour) < Vocabulary.SymbolCount;
            if (!isKnown) throw new ArgumentOutOfRangeException(nameof(batch), $"token {entry.Token} at {cell} is outside the model's canvas or alphabet");
        }
    }
}
