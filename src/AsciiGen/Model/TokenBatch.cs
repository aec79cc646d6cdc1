// The tokens of one step and the room in which they go through the model: several tokens of one sequence (a prompt), one of
// each of several sequences (candidates), or one. Made once and used again, so that no step allocates.
// d = embedding size, h = head size, m = MLP size.

using AsciiGen.Numerics;
using AsciiGen.Numerics.Attention;
using AsciiGen.Numerics.Panels;
using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>Up to a number of tokens that are read in one step.</summary>
internal sealed class TokenBatch
{
    /// <summary>Most tokens a batch may have room for.</summary>
    public const int MostTokens = 256;

    private readonly ModelConfig _config;
    private readonly Entry[] _entries;

    /// <summary>An empty batch for a model of this shape.</summary>
    /// <param name="config">The shape; must be valid.</param>
    /// <param name="capacity">Most tokens of a step, 1..<see cref="MostTokens"/>.</param>
    public TokenBatch(ModelConfig config, int capacity)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MostTokens);
        config.Validate();
        _config = config;
        _entries = new Entry[capacity];
        Stream = new RowBlock(capacity, config.EmbeddingSize);
        Normed = new RowBlock(capacity, config.EmbeddingSize);
        Projected = new RowBlock(capacity, 3 * config.EmbeddingSize);
        Attended = new RowBlock(capacity, config.EmbeddingSize);
        Hidden = new RowBlock(capacity, config.MlpSize);
        Outputs = new RowBlock(capacity, Vocabulary.Size);
        Turns = new RowBlock(capacity, 2 * config.HeadSize);
        Room = new AttentionRoom(config.BlockSize, config.HeadSize);
        Inputs = new MatrixInputs(capacity, config.MlpSize);
    }

    /// <summary>Most tokens of a step.</summary>
    public int Capacity => _entries.Length;

    /// <summary>Tokens added so far.</summary>
    public int Count { get; private set; }

    internal RowBlock Stream { get; } // (count, d): residual stream

    internal RowBlock Normed { get; } // (count, d): normalised input of a layer

    internal RowBlock Projected { get; } // (count, 3d): queries, keys, values of all heads

    internal RowBlock Attended { get; } // (count, d): attention results of all heads

    internal RowBlock Hidden { get; } // (count, m): neurons of the MLP

    internal RowBlock Outputs { get; } // (those that want logits, 128)

    internal RowBlock Turns { get; } // (count, 2h): cosines and sines of the rotary embedding

    internal AttentionRoom Room { get; } // scores of one head

    internal MatrixInputs Inputs { get; }

    internal Span<Entry> Entries => _entries.AsSpan(0, Count);

    /// <summary>Forgets all tokens.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a token; tokens of one sequence are read in the order in which they are added.</summary>
    /// <param name="token">The token at this position, 0..127.</param>
    /// <param name="cell">Where the next token will stand.</param>
    /// <param name="cache">Its sequence, which grows by this position when the batch is read.</param>
    /// <param name="wantsLogits">Whether somebody asks what follows.</param>
    /// <exception cref="InvalidOperationException">The batch or the cache is full.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The token is none, or the cell is outside the model's canvas.</exception>
    public void Add(int token, in Cell cell, KvCache cache, bool wantsLogits = true)
    {
        ArgumentNullException.ThrowIfNull(cache);
        if (Count == Capacity) throw new InvalidOperationException($"the batch is full at {Capacity} tokens");
        var ahead = 0;
        foreach (ref var entry in Entries) ahead += entry.Cache == cache ? 1 : 0;
        if (cache.Length + ahead >= cache.Capacity) throw new InvalidOperationException($"the cache is full at {cache.Capacity} positions");
        if ((uint)token >= Vocabulary.Size || !IsInside(cell)) throw new ArgumentOutOfRangeException(nameof(token), $"token {token} at {cell} is outside the model's alphabet or canvas");
        _entries[Count++] = new Entry { Token = token, Cell = cell, Cache = cache, WantsLogits = wantsLogits };
    }

    /// <summary>What follows a token that wanted to know, after the batch was read; overwritten by the next step.</summary>
    /// <param name="index">Number of the token in the batch, the first being 0.</param>
    /// <returns>(128) logits</returns>
    /// <exception cref="InvalidOperationException">The token did not want to know.</exception>
    public Span<float> Logits(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _entries[index].WantsLogits ? Outputs.Row(_entries[index].Output) : throw new InvalidOperationException($"token {index} of the batch was added without asking for logits");
    }

    /// <summary>True when it and all its caches were made for such a model.</summary>
    internal bool Fits(ModelConfig config, bool hasIntegers)
    {
        var fits = _config == config;
        foreach (ref var entry in Entries) fits &= entry.Cache.Fits(config) && entry.Cache.IsInteger == hasIntegers;
        return fits;
    }

    private bool IsInside(in Cell cell)
    {
        var positions = RotaryTable.PositionsOf(_config);
        var isInside = (uint)cell.Row < (uint)_config.MaxHeight && (uint)cell.Column <= (uint)_config.MaxWidth && (uint)cell.RowsLeft <= (uint)_config.MaxHeight
            && (uint)cell.ColumnsLeft <= (uint)_config.MaxWidth && (uint)cell.RotaryRow < (uint)positions && (uint)cell.RotaryColumn < (uint)positions;
        for (var neighbour = 0; neighbour < _config.NeighbourCount; neighbour++) isInside &= (uint)cell.Neighbour(neighbour) < Vocabulary.SymbolCount;
        return isInside;
    }

    /// <summary>A token on its way.</summary>
    internal struct Entry
    {
        public int Token;
        public Cell Cell;
        public KvCache Cache;
        public bool WantsLogits;
        public int Position; // in its sequence
        public int Output; // row of its logits
    }
}
