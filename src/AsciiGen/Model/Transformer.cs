// One forward pass for every precision, top to bottom: docs/FORMAT.md section 6 in the same order. d = embedding size, h = head
// size, m = MLP size, n = tokens of the step. Keeps nothing between calls and allocates nothing; a sequence's state is its
// KvCache. What a token gets does not depend on what else is in its batch.

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AsciiGen.Numerics;
using AsciiGen.Numerics.Lanes;
using AsciiGen.Numerics.Panels;

namespace AsciiGen.Model;

/// <summary>A model ready to run; any number of batches may go through it at the same time.</summary>
internal sealed unsafe class Transformer
{
    private readonly Embeddings _embeddings;
    private readonly Block[] _blocks;
    private readonly Table _finalNorm; // (1, d)
    private readonly PanelMatrix _head; // (128, d), the token embedding

    /// <summary>A model from its shape and weights.</summary>
    /// <exception cref="ArgumentException">The shape is not valid or the weights are of another shape.</exception>
    public Transformer(ModelConfig config, Weights weights)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(weights);
        config.Validate();
        weights.RequireShape(config);
        Config = config;
        _embeddings = new Embeddings(config, weights);
        _finalNorm = new Table(weights.Tensor("final_norm.weight"));
        _head = PanelPacking.Stack(weights.Tensor("embedding.token.weight"));
        _blocks = [.. Enumerable.Range(0, config.LayerCount).Select(layer => new Block(weights, $"blocks.{layer}."))];
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
    /// <exception cref="ArgumentException">The batch or a cache belongs to another model; nothing has changed.</exception>
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
        if (!batch.Fits(Config, HasIntegers)) throw new ArgumentException("the batch or one of its caches belongs to a model of another shape or precision", nameof(batch));
        int n = batch.Count, d = Config.EmbeddingSize;
        for (var i = 0; i < n; i++) _embeddings.Write<TLanes, TVector>(ref batch.Entries[i], batch.Stream.Pointer(i), batch.Turns.Row(i));
        for (var layer = 0; layer < _blocks.Length; layer++)
        {
            var block = _blocks[layer];

            // Attention: x += output [attend(norm(x))]
            for (var i = 0; i < n; i++) Kernels.RmsNorm<TLanes, TVector>(batch.Stream.Pointer(i), block.AttentionNorm.Vector, Config.NormEpsilon, batch.Normed.Pointer(i), d);
            block.QueryKeyValue.Multiply<TLanes, TVector>(batch.Normed, batch.Projected, n, add: false, batch.Inputs); // (3d, d) (d) -> (3d)
            for (var i = 0; i < n; i++) Attend<TLanes, TVector>(block, layer, batch, i);
            block.Output.Multiply<TLanes, TVector>(batch.Attended, batch.Stream, n, add: true, batch.Inputs); // (d, d) (d) -> (d)

            // MLP: x += down [max(up [norm(x)], 0)^2]
            for (var i = 0; i < n; i++) Kernels.RmsNorm<TLanes, TVector>(batch.Stream.Pointer(i), block.MlpNorm.Vector, Config.NormEpsilon, batch.Normed.Pointer(i), d);
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
            Kernels.RmsNorm<TLanes, TVector>(batch.Stream.Pointer(i), _finalNorm.Vector, Config.NormEpsilon, batch.Normed.Pointer(outputs++), d);
        }

        if (outputs > 0) _head.Multiply<TLanes, TVector>(batch.Normed, batch.Outputs, outputs, add: false, batch.Inputs); // (128, d) (d) -> (128)
        GC.KeepAlive(batch);
        GC.KeepAlive(this);
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
            Kernels.NormAndTurn<TLanes, TVector>(query, block.QueryNorm.Vector, Config.NormEpsilon, turns, h, result);
            Kernels.NormAndTurn<TLanes, TVector>(key, block.KeyNorm.Vector, Config.NormEpsilon, turns, h, result);
            cache.Store<TLanes, TVector>(layer, head, position, key, value, batch.Room);
            cache.Attend<TLanes, TVector>(layer, head, position + 1, query, batch.Room, result);
        }
    }
}
