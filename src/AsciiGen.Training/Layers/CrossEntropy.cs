// Cross entropy of the next token, natural logarithm, over the positions that have a target; and its gradient,
// softmax minus one at the target.

using System.Runtime.Intrinsics;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Loss over the 128 tokens.</summary>
public static unsafe class CrossEntropy
{
    /// <summary>
    /// Sum of the losses of all targets. logits (tokens, 128) become their gradient times <paramref name="gradientScale"/>;
    /// rows without a target become zero.
    /// </summary>
    public static double ForwardBackward(WorkerPool pool, Batch batch, float* logits, float gradientScale)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(pool);
        var partials = new double[RowChunks.CountFor(batch.TokenCount)];
        RowChunks.Run(pool, batch.TokenCount, (chunk, t) =>
            partials[chunk] += Row(logits + ((long)t * Vocabulary.Size), batch.Targets[t], gradientScale));
        return partials.Sum();
    }

    private static double Row(float* logits, int target, float gradientScale)
    {
        if (target == Batch.NoTarget)
        {
            new Span<float>(logits, Vocabulary.Size).Clear();
            return 0;
        }

        var top = float.NegativeInfinity;
        for (var i = 0; i < Vocabulary.Size; i++) top = MathF.Max(top, logits[i]);
        var atTarget = logits[target] - top;
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < Vocabulary.Size; i += 16)
        {
            var weight = Vector512.Exp(Vector512.Load(logits + i) - Vector512.Create(top));
            sum += weight;
            weight.Store(logits + i);
        }

        var total = Vector512.Sum(sum);
        Elementwise.Scale(logits, gradientScale / total, Vocabulary.Size);
        logits[target] -= gradientScale;
        return Math.Log(total) - atTarget;
    }
}
