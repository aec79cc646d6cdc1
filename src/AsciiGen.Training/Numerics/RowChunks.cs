// How rows are shared out: pieces of 64, whose bounds do not depend on the number of threads. What is summed piece by
// piece and then over the pieces in order is the same bits however many work.

namespace AsciiGen.Training.Numerics;

/// <summary>Runs work over the rows of a matrix, a fixed number at a time.</summary>
internal static class RowChunks
{
    /// <summary>Rows of one piece of work; the last may have fewer.</summary>
    public const int Size = 64;

    /// <summary>Pieces that so many rows make.</summary>
    public static int CountFor(int rows) => (rows + Size - 1) / Size;

    /// <summary>Calls body(chunk, row) for every row; the rows of a chunk in order, on one thread.</summary>
    public static void Run(WorkerPool pool, int rows, Action<int, int> body) => pool.Run(CountFor(rows), (_, chunk) =>
    {
        var end = Math.Min(rows, (chunk + 1) * Size);
        for (var row = chunk * Size; row < end; row++) body(chunk, row);
    });
}
