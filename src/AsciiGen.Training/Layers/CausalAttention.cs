// Causal attention within each sequence of a batch; sequences of any length lie back to back, so no padding is
// computed. A head of a sequence is one piece of work, done in strips of 96 queries; the probabilities are not
// kept but computed again for the gradient from each row's log-sum (as in FlashAttention, Dao et al. 2022).

using System.Runtime.Intrinsics;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Softmax(q k^T / sqrt(head size)) v over the positions up to the query's own.</summary>
public sealed unsafe class CausalAttention : IDisposable
{
    private const int StripRows = 96;

    private readonly WorkerPool _pool;
    private readonly int _heads;
    private readonly int _headSize;
    private readonly float _scale;
    private readonly Gemm[] _gemms; // one per worker
    private readonly Tensor[] _probabilities; // per worker (strip, block)
    private readonly Tensor[] _gradients; // per worker (strip, block)
    private readonly int _stride; // of the two above

    /// <summary>Attention for sequences up to <paramref name="blockSize"/> tokens.</summary>
    public CausalAttention(WorkerPool pool, int heads, int headSize, int blockSize)
    {
        ArgumentNullException.ThrowIfNull(pool);
        (_pool, _heads, _headSize) = (pool, heads, headSize);
        _scale = 1f / MathF.Sqrt(headSize);
        _stride = (blockSize + 15) / 16 * 16;
        _gemms = new Gemm[pool.ThreadCount];
        _probabilities = new Tensor[pool.ThreadCount];
        _gradients = new Tensor[pool.ThreadCount];
        for (var i = 0; i < pool.ThreadCount; i++)
        {
            _gemms[i] = new Gemm(null);
            _probabilities[i] = new Tensor(StripRows, _stride);
            _gradients[i] = new Tensor(StripRows, _stride);
        }
    }

    /// <summary>
    /// rotated (tokens, 2d) holds queries and keys, qkv (tokens, 3d) the values in its last third; writes output (tokens, d)
    /// and logSums (heads, tokens).
    /// </summary>
    public void Forward(Batch batch, float* rotated, float* qkv, float* output, float* logSums)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int width = _heads * _headSize, tokens = batch.TokenCount;
        _pool.Run(batch.SequenceCount * _heads, (worker, item) =>
        {
            int head = item % _heads, first = batch.Starts[item / _heads], length = batch.Starts[(item / _heads) + 1] - first;
            var gemm = _gemms[worker];
            var probabilities = _probabilities[worker].Data;
            var query = rotated + ((long)first * 2 * width) + (head * _headSize);
            var value = qkv + ((long)first * 3 * width) + (2 * width) + (head * _headSize);
            for (var strip = 0; strip < length; strip += StripRows)
            {
                int rows = Math.Min(StripRows, length - strip), keys = strip + rows;
                gemm.Multiply(
                    query + ((long)strip * 2 * width), 2 * width, false, query + width, 2 * width, true,
                    probabilities, _stride, rows, keys, _headSize, false);
                for (var r = 0; r < rows; r++)
                {
                    logSums[((long)head * tokens) + first + strip + r] = Softmax(probabilities + (r * _stride), strip + r + 1, keys);
                }

                gemm.Multiply(
                    probabilities, _stride, false, value, 3 * width, false,
                    output + ((long)(first + strip) * width) + (head * _headSize), width, rows, _headSize, keys, false);
            }
        });
    }

    /// <summary>
    /// From outputGradient (tokens, d): writes rotatedGradient (tokens, 2d) and the value third of qkvGradient (tokens, 3d).
    /// </summary>
    public void Backward(
        Batch batch, float* rotated, float* qkv, float* output, float* logSums, float* outputGradient, float* rotatedGradient, float* qkvGradient)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int width = _heads * _headSize, tokens = batch.TokenCount;
        _pool.Run(batch.SequenceCount * _heads, (worker, item) =>
        {
            int head = item % _heads, first = batch.Starts[item / _heads], length = batch.Starts[(item / _heads) + 1] - first;
            long pair = ((long)first * 2 * width) + (head * _headSize), triple = ((long)first * 3 * width) + (2 * width) + (head * _headSize);
            var single = ((long)first * width) + (head * _headSize);
            for (var t = 0; t < length; t++)
            {
                new Span<float>(rotatedGradient + pair + width + ((long)t * 2 * width), _headSize).Clear();
                new Span<float>(qkvGradient + triple + ((long)t * 3 * width), _headSize).Clear();
            }

            for (var strip = 0; strip < length; strip += StripRows)
            {
                BackwardStrip(
                    worker, strip, Math.Min(StripRows, length - strip), width, rotated + pair, qkv + triple, output + single,
                    logSums + ((long)head * tokens) + first, outputGradient + single, rotatedGradient + pair, qkvGradient + triple);
            }
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        for (var i = 0; i < _gemms.Length; i++)
        {
            _gemms[i].Dispose();
            _probabilities[i].Dispose();
            _gradients[i].Dispose();
        }
    }

    private void BackwardStrip(
        int worker, int strip, int rows, int width, float* query, float* value, float* output,
        float* logSums, float* outputGradient, float* queryGradient, float* valueGradient)
    {
        var gemm = _gemms[worker];
        var probabilities = _probabilities[worker].Data;
        var gradients = _gradients[worker].Data;
        var keys = strip + rows;
        var stripQuery = query + ((long)strip * 2 * width);
        var stripGradient = outputGradient + ((long)strip * width);
        gemm.Multiply(stripQuery, 2 * width, false, query + width, 2 * width, true, probabilities, _stride, rows, keys, _headSize, false);
        gemm.Multiply(stripGradient, width, false, value, 3 * width, true, gradients, _stride, rows, keys, _headSize, false);
        for (var r = 0; r < rows; r++)
        {
            var row = (long)(strip + r) * width;
            var balance = Dot(outputGradient + row, output + row, _headSize);
            SoftmaxBackward(probabilities + (r * _stride), gradients + (r * _stride), logSums[strip + r], balance, strip + r + 1, keys);
        }

        gemm.Multiply(probabilities, _stride, true, stripGradient, width, false, valueGradient, 3 * width, keys, _headSize, rows, true);
        gemm.Multiply(gradients, _stride, false, query + width, 2 * width, false, queryGradient + ((long)strip * 2 * width), 2 * width, rows, _headSize, keys, false);
        gemm.Multiply(gradients, _stride, true, stripQuery, 2 * width, false, queryGradient + width, 2 * width, keys, _headSize, rows, true);
    }

    /// <summary>Scores to probabilities over the first <paramref name="visible"/> keys, zero after; returns the log-sum.</summary>
    private float Softmax(float* row, int visible, int keys)
    {
        var padded = (keys + 15) / 16 * 16;
        new Span<float>(row + visible, padded - visible).Fill(float.NegativeInfinity);
        var high = Vector512.Create(float.NegativeInfinity);
        for (var i = 0; i < padded; i += 16) high = Vector512.Max(high, Vector512.Load(row + i));
        var top = float.NegativeInfinity;
        for (var lane = 0; lane < 16; lane++) top = MathF.Max(top, high[lane]);
        top *= _scale;
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < padded; i += 16)
        {
            var weight = Vector512.Exp((Vector512.Load(row + i) * _scale) - Vector512.Create(top));
            sum += weight;
            weight.Store(row + i);
        }

        var total = Vector512.Sum(sum);
        Elementwise.Scale(row, 1f / total, padded);
        return top + MathF.Log(total);
    }

    /// <summary>Scores to probabilities, and their gradients to gradients of the scores, in place.</summary>
    private void SoftmaxBackward(float* scores, float* gradients, float logSum, float balance, int visible, int keys)
    {
        var padded = (keys + 15) / 16 * 16;
        new Span<float>(scores + visible, padded - visible).Fill(float.NegativeInfinity);
        new Span<float>(gradients + visible, padded - visible).Clear();
        for (var i = 0; i < padded; i += 16)
        {
            var probability = Vector512.Exp((Vector512.Load(scores + i) * _scale) - Vector512.Create(logSum));
            probability.Store(scores + i);
            (probability * (Vector512.Load(gradients + i) - Vector512.Create(balance)) * _scale).Store(gradients + i);
        }
    }

    private static float Dot(float* a, float* b, int length)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < length; i += 16) sum = Vector512.FusedMultiplyAdd(Vector512.Load(a + i), Vector512.Load(b + i), sum);
        return Vector512.Sum(sum);
    }
}
