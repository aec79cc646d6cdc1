// Cross entropy of the next token, natural logarithm, over the positions that have a target; and its gradient,
// softmax minus one at the target.

using System.Runtime.Intrinsics;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Loss over the 128 tokens.</summary>
internal static unsafe class CrossEntropy
{
    /// <summary>
    /// Sum of the losses of all targets. logits (tokens, 128) become their gradient times <paramref name="gradientScale"/>;
    /// rows without a target become zero. partials: room for a number per chunk.
    /// </summary>
    public static double ForwardBackward(WorkerPool pool, Batch batch, float* logits, float gradientScale, double[] partials)
    {
        var chunks = RowChunks.CountFor(batch.TokenCount);
        pool.Run(chunks, new ChunkWork(batch, logits, gradientScale, partials));
        var sum = 0.0;
        for (var chunk = 0; chunk < chunks; chunk++) sum += partials[chunk];
        return sum;
    }

    private static double Row(float* logits, int target, float gradientScale)
    {
        if (target == Batch.NoTarget)
        {
            new Span<float>(logits, Vocabulary.Size).Clear();
            return 0;
        }

        var highest = Vector512.Load(logits);
        for (var i = 16; i < Vocabulary.Size; i += 16) highest = Vector512.MaxNative(highest, Vector512.Load(logits + i));
        var top = highest[0];
        for (var lane = 1; lane < 16; lane++) top = MathF.Max(top, highest[lane]);
        var atTarget = logits[target] - top;
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < Vocabulary.Size; i += 16)
        {
            var weight = Elementwise.ExpOfNegative(Vector512.Load(logits + i) - Vector512.Create(top));
            sum += weight;
            weight.Store(logits + i);
        }

        var total = Vector512.Sum(sum);
        Elementwise.Scale(logits, gradientScale / total, Vocabulary.Size);
        logits[target] -= gradientScale;
        return Math.Log(total) - atTarget;
    }

    private readonly struct ChunkWork(Batch batch, float* logits, float gradientScale, double[] partials) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = RowChunks.RangeOf(item, batch.TokenCount);
            var sum = 0.0;
            for (var t = first; t < first + count; t++) sum += Row(logits + ((long)t * Vocabulary.Size), batch.Targets[t], gradientScale);
            partials[item] = sum;
        }
    }
}
