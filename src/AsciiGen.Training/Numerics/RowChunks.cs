// How rows are shared out: pieces of 96 (8 tiles, whose activations fit the second-level cache), whose bounds do not depend
// on the number of threads. What is summed piece by piece and then over the pieces in order is the same bits however many work.

namespace AsciiGen.Training.Numerics;

/// <summary>Rows of a matrix in pieces of fixed size.</summary>
internal static unsafe class RowChunks
{
    /// <summary>Rows of one piece of work; the last may have fewer.</summary>
    public const int Size = 8 * Tile.Rows;

    /// <summary>Pieces that so many rows make.</summary>
    public static int CountFor(int rows) => (rows + Size - 1) / Size;

    /// <summary>First row of a piece, and how many it has.</summary>
    public static (int First, int Count) RangeOf(int chunk, int rows) => (chunk * Size, Math.Min(Size, rows - (chunk * Size)));

    /// <summary>target (columns) += the partial sums (chunks, stride) in order.</summary>
    public static void Fold(float* partials, int chunks, int stride, float* target, int columns)
    {
        for (var chunk = 0; chunk < chunks; chunk++) Elementwise.Add(partials + ((long)chunk * stride), target, columns);
    }
}
