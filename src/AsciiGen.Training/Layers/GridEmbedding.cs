// The model's input: embedding rows summed for each position (token, row, column, rows left, columns left and the
// three or eight neighbours above). The gradient is a scatter: each piece of work owns a table, so the order of additions
// never depends on the number of threads.

using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Sum of the 8 or 13 input embeddings.</summary>
internal static unsafe class GridEmbedding
{
    /// <summary>Most tables that a model has.</summary>
    public const int MaxTableCount = 13;

    /// <summary>Writes x (tokens, width). tables: the matrices in file order, 8 or 13.</summary>
    public static void Forward(WorkerPool pool, Batch batch, Parameter[] tables, float* x, int width) =>
        pool.Run(RowChunks.CountFor(batch.TokenCount), new ForwardWork(batch, tables, x, width));

    /// <summary>Adds the gradient of x (tokens, width) to the rows it came from.</summary>
    public static void Backward(WorkerPool pool, Batch batch, Parameter[] tables, float* dx, int width) =>
        pool.Run(tables.Length, new BackwardWork(batch, tables, dx, width));

    private readonly struct ForwardWork(Batch batch, Parameter[] tables, float* x, int width) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = RowChunks.RangeOf(item, batch.TokenCount);
            for (var t = first; t < first + count; t++)
            {
                var row = x + ((long)t * width);
                new ReadOnlySpan<float>(tables[0].Value + ((long)batch.Inputs[t] * width), width).CopyTo(new Span<float>(row, width));
                for (var table = 1; table < tables.Length; table++)
                {
                    Elementwise.Add(tables[table].Value + ((long)batch.Inputs[(table * batch.Capacity) + t] * width), row, width);
                }
            }
        }
    }

    private readonly struct BackwardWork(Batch batch, Parameter[] tables, float* dx, int width) : IWork
    {
        public void Process(int worker, int item)
        {
            for (var t = 0; t < batch.TokenCount; t++)
            {
                Elementwise.Add(dx + ((long)t * width), tables[item].Gradient + ((long)batch.Inputs[(item * batch.Capacity) + t] * width), width);
            }
        }
    }
}
