// Causal attention within each sequence of a batch; sequences of any length lie back to back, so no padding is
// computed. A head of a sequence is one piece of work, done in strips of 96 queries; the probabilities are not
// kept but computed again for the gradient from each row's log-sum (as in FlashAttention, Dao et al. 2022).
//
// Scores are kept turned around, (keys, 96 queries): then maxima and sums run down columns, 16 queries at a time, and
// the strip can be read as it lies by all products that follow.

using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Softmax(q k^T / sqrt(head size)) v over the positions up to the query's own.</summary>
internal sealed unsafe class CausalAttention : IDisposable
{
    private readonly WorkerPool _pool;
    private readonly int _heads;
    private readonly int _headSize;
    private readonly AttentionStrip[] _strips; // one per worker

    /// <summary>Attention for sequences up to <paramref name="longest"/> tokens.</summary>
    public CausalAttention(WorkerPool pool, int heads, int headSize, int longest)
    {
        (_pool, _heads, _headSize) = (pool, heads, headSize);
        _strips = new AttentionStrip[pool.ThreadCount];
        for (var i = 0; i < _strips.Length; i++) _strips[i] = new AttentionStrip(headSize, longest);
    }

    /// <summary>
    /// rotated (tokens, 2d) holds queries and keys, qkv (tokens, 3d) the values in its last third; writes output (tokens, d)
    /// and logSums (heads, tokens).
    /// </summary>
    public void Forward(Batch batch, float* rotated, float* qkv, float* output, float* logSums) =>
        _pool.Run(batch.SequenceCount * _heads, new ForwardWork(this, batch, rotated, qkv, output, logSums));

    /// <summary>
    /// From outputGradient (tokens, d): writes rotatedGradient (tokens, 2d) and the value third of qkvGradient (tokens, 3d).
    /// </summary>
    public void Backward(
        Batch batch, float* rotated, float* qkv, float* output, float* logSums, float* outputGradient, float* rotatedGradient, float* qkvGradient) =>
        _pool.Run(
            batch.SequenceCount * _heads,
            new BackwardWork(this, batch, rotated, qkv, output, logSums, outputGradient, rotatedGradient, qkvGradient));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var strip in _strips) strip.Dispose();
    }

    private readonly struct ForwardWork(CausalAttention layer, Batch batch, float* rotated, float* qkv, float* output, float* logSums) : IWork
    {
        public void Process(int worker, int item)
        {
            int width = layer._heads * layer._headSize, head = item % layer._heads;
            int first = batch.Starts[item / layer._heads], length = batch.Starts[(item / layer._heads) + 1] - first;
            long pair = ((long)first * 2 * width) + (head * layer._headSize), triple = ((long)first * 3 * width) + (2 * width) + (head * layer._headSize);
            var strip = layer._strips[worker];
            strip.Load(length, rotated + pair, rotated + pair + width, 2 * width, qkv + triple, 3 * width);
            var sums = logSums + ((long)head * batch.TokenCount) + first;
            var result = output + ((long)first * width) + (head * layer._headSize);
            for (var start = 0; start < length; start += AttentionStrip.Queries) strip.Forward(start, result + ((long)start * width), width, sums + start);
        }
    }

    private readonly struct BackwardWork(
        CausalAttention layer, Batch batch, float* rotated, float* qkv, float* output, float* logSums,
        float* outputGradient, float* rotatedGradient, float* qkvGradient) : IWork
    {
        public void Process(int worker, int item)
        {
            int width = layer._heads * layer._headSize, head = item % layer._heads;
            int first = batch.Starts[item / layer._heads], length = batch.Starts[(item / layer._heads) + 1] - first;
            long single = ((long)first * width) + (head * layer._headSize), pair = ((long)first * 2 * width) + (head * layer._headSize);
            var triple = ((long)first * 3 * width) + (2 * width) + (head * layer._headSize);
            var strip = layer._strips[worker];
            strip.Load(length, rotated + pair, rotated + pair + width, 2 * width, qkv + triple, 3 * width);
            strip.LoadGradient(outputGradient + single, width);
            var sums = logSums + ((long)head * batch.TokenCount) + first;
            for (var start = 0; start < length; start += AttentionStrip.Queries)
            {
                var row = single + ((long)start * width);
                strip.Backward(start, output + row, outputGradient + row, width, sums + start, rotatedGradient + pair + ((long)start * 2 * width), 2 * width);
            }

            strip.StoreGradients(rotatedGradient + pair + width, 2 * width, qkvGradient + triple, 3 * width);
        }
    }
}
