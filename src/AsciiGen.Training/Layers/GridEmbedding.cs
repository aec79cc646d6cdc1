// The model's input: eight embedding rows summed for each position (token, row, column, rows left, columns left and
// the three neighbours above). The gradient is a scatter: each piece of work owns some columns of all tables, so the
// order of additions never depends on the number of threads.

using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Sum of the eight input embeddings.</summary>
public static unsafe class GridEmbedding
{
    /// <summary>Number of tables.</summary>
    public const int TableCount = 8;

    /// <summary>Writes x (tokens, width). tables: the eight matrices in file order.</summary>
    public static void Forward(WorkerPool pool, Batch batch, float*[] tables, float* x, int width)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(pool);
        RowChunks.Run(pool, batch.TokenCount, (_, t) =>
        {
            var row = x + ((long)t * width);
            new ReadOnlySpan<float>(tables[0] + ((long)batch.Inputs[t] * width), width).CopyTo(new Span<float>(row, width));
            for (var table = 1; table < TableCount; table++)
            {
                Elementwise.Add(tables[table] + ((long)batch.Inputs[(table * batch.Capacity) + t] * width), row, width);
            }
        });
    }

    /// <summary>Adds the gradient of x (tokens, width) to the rows it came from.</summary>
    public static void Backward(WorkerPool pool, Batch batch, float*[] tableGradients, float* dx, int width)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(pool);
        pool.Run(TableCount, (_, table) =>
        {
            for (var t = 0; t < batch.TokenCount; t++)
            {
                Elementwise.Add(dx + ((long)t * width), tableGradients[table] + ((long)batch.Inputs[(table * batch.Capacity) + t] * width), width);
            }
        });
    }
}
