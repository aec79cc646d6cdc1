// What goes into the first block: docs/FORMAT.md section 6, step 1, and the angles of step 2. d = embedding size, h = head size.

using AsciiGen.Numerics;
using AsciiGen.Numerics.Lanes;
using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>The tables that tokens, their cells and prompts are looked up in.</summary>
internal sealed unsafe class Embeddings
{
    private readonly ModelConfig _config;
    private readonly Table _token, _row, _column, _rowsLeft, _columnsLeft, _prompt; // (entries, d)
    private readonly Table[] _neighbours; // three or eight of (96, d)
    private readonly RotaryTable _rotary;

    public Embeddings(ModelConfig config, Weights weights)
    {
        _config = config;
        _rotary = new RotaryTable(config);
        _token = Of("token");
        _row = Of("row");
        _column = Of("column");
        _rowsLeft = Of("rows_left");
        _columnsLeft = Of("columns_left");
        _prompt = Of("prompt");
        _neighbours = [.. TensorCatalog.NeighbourTables(config).Select(name => new Table(weights.Tensor(name)))];

        Table Of(string name) => new(weights.Tensor($"embedding.{name}.weight"));
    }

    /// <summary>Input of a token: the sum of its embeddings, those of its cell and, in the drawing, that of the prompt.</summary>
    public void Write<TLanes, TVector>(ref TokenBatch.Entry entry, float* x, Span<float> turns) // (d), (2h)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        ref var cell = ref entry.Cell;
        entry.Position = entry.Cache.Append();
        _rotary.Write(cell, turns);
        new Span<float>(x, _config.EmbeddingSize).Clear();
        _token.AddTo<TLanes, TVector>(entry.Token, x);
        _row.AddTo<TLanes, TVector>(cell.Row, x);
        _column.AddTo<TLanes, TVector>(cell.Column, x);
        _rowsLeft.AddTo<TLanes, TVector>(cell.RowsLeft, x);
        _columnsLeft.AddTo<TLanes, TVector>(cell.ColumnsLeft, x);
        for (var i = 0; i < _neighbours.Length; i++) _neighbours[i].AddTo<TLanes, TVector>(cell.Neighbour(i), x);
        if (entry.Cache.EndsPrompt(entry.Token)) EmbedPrompt<TLanes, TVector>(entry.Cache.Letters, entry.Cache.PromptVector);
        if (!entry.Cache.IsInDrawing) return;
        var prompt = entry.Cache.PromptVector;
        for (var i = 0; i < prompt.Length; i++) x[i] += prompt[i];
    }

    /// <summary>Sum of the embeddings of a prompt's features over the root of their number.</summary>
    private void EmbedPrompt<TLanes, TVector>(ReadOnlySpan<byte> letters, Span<float> sum) // (d)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        Span<int> buckets = stackalloc int[PromptFeatures.MaxCount];
        var count = PromptFeatures.Hash(letters, _config.PromptBuckets, buckets);
        sum.Clear();
        fixed (float* to = sum)
        {
            foreach (var bucket in buckets[..count]) _prompt.AddTo<TLanes, TVector>(bucket, to);
        }

        var factor = 1f / MathF.Sqrt(Math.Max(count, 1));
        for (var i = 0; i < sum.Length; i++) sum[i] *= factor;
    }
}
