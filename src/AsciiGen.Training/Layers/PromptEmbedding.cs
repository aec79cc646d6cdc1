// What the prompt adds to every position of its drawing: the embeddings of its hashed features, summed, over the root
// of their number. The gradient is summed over the drawing first and scattered to the features' rows in one fixed order.

using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Bag of the prompt's features; see <see cref="Tokens.PromptFeatures"/>.</summary>
internal static unsafe class PromptEmbedding
{
    /// <summary>Adds to x (tokens, width) from each sequence's <c>&lt;art&gt;</c> on. sums: (sequences, width), scratch.</summary>
    public static void Forward(WorkerPool pool, Batch batch, float* table, Tensor sums, float* x, int width) =>
        pool.Run(batch.SequenceCount, new ForwardWork(batch, table, sums, x, width));

    /// <summary>Adds the gradient of x (tokens, width) to the rows of the features. sums: (sequences, width), scratch.</summary>
    public static void Backward(WorkerPool pool, Batch batch, float* tableGradient, Tensor sums, float* dx, int width)
    {
        pool.Run(batch.SequenceCount, new BackwardWork(batch, sums, dx, width));
        for (var s = 0; s < batch.SequenceCount; s++)
        {
            foreach (var row in batch.Prompts[s].Buckets) Elementwise.Add(sums.Row(s), tableGradient + ((long)row * width), width);
        }
    }

    private readonly struct ForwardWork(Batch batch, float* table, Tensor sums, float* x, int width) : IWork
    {
        public void Process(int worker, int item)
        {
            var features = batch.Prompts[item];
            var sum = sums.Row(item);
            new Span<float>(sum, width).Clear();
            foreach (var row in features.Buckets) Elementwise.Add(table + ((long)row * width), sum, width);
            Elementwise.Scale(sum, features.Scale, width);
            for (var t = features.ArtStart; t < batch.Starts[item + 1]; t++) Elementwise.Add(sum, x + ((long)t * width), width);
        }
    }

    private readonly struct BackwardWork(Batch batch, Tensor sums, float* dx, int width) : IWork
    {
        public void Process(int worker, int item)
        {
            var sum = sums.Row(item);
            new Span<float>(sum, width).Clear();
            for (var t = batch.Prompts[item].ArtStart; t < batch.Starts[item + 1]; t++) Elementwise.Add(dx + ((long)t * width), sum, width);
            Elementwise.Scale(sum, batch.Prompts[item].Scale, width);
        }
    }
}
