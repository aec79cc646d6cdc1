// A batch of drawings of random characters that fill their sequences to the last token, like that of `ascii-lab bench`:
// tokens and cells as docs/FORMAT.md sections 2 and 3 say. Made once; steps only read it.

using TorchSharp;
using static TorchSharp.torch;

namespace AsciiGen.Peers.LibTorch;

internal sealed class Batch
{
    private const int Begin = 1, Art = 2, End = 3, Hand = 4, NewLine = 10;
    private const string Letters = "cat";

    internal Batch(Shape shape, int sequences, int context)
    {
        var random = new Random(1);
        var cells = new long[sequences * context, 8];
        var targets = new long[sequences * context];
        var rotary = new long[2, sequences * context];
        var shown = new float[sequences, context];
        for (var s = 0; s < sequences; s++) Fill(random, s, context, cells, targets, rotary, shown);
        long[] features = [.. Features($"^{Letters}$", shape.PromptBuckets)];
        Cells = tensor(cells);
        Targets = tensor(targets);
        Rotary = tensor(rotary);
        Shown = tensor(shown).unsqueeze(-1);
        Buckets = tensor(Enumerable.Repeat(features, sequences).SelectMany(row => row).ToArray()).view(sequences, features.Length);
        TargetCount = targets.Count(target => target >= 0);
        (Sequences, Context) = (sequences, context);
    }

    internal int Sequences { get; }

    internal int Context { get; }

    internal int TargetCount { get; }

    /// <summary>Rows of the one input matrix: (N, 8).</summary>
    internal Tensor Cells { get; }

    /// <summary>Token to predict, or -100: (N).</summary>
    internal Tensor Targets { get; }

    /// <summary>Rotary row and column: (2, N).</summary>
    internal Tensor Rotary { get; }

    /// <summary>1 where the prompt vector is added: (sequences, context, 1).</summary>
    internal Tensor Shown { get; }

    /// <summary>Buckets of the prompt: (sequences, features).</summary>
    internal Tensor Buckets { get; }

    private static void Fill(Random random, int sequence, int context, long[,] cells, long[] targets, long[,] rotary, float[,] shown)
    {
        var art = Letters.Length + 2;
        var tokens = new int[context + 1];
        (tokens[0], tokens[1], tokens[art], tokens[^1]) = (Begin, Hand, Art, End);
        for (var i = 0; i < Letters.Length; i++) tokens[i + 2] = Letters[i];
        for (var i = art + 1; i < context; i++) tokens[i] = (i - art) % Shape.MaxWidth == 0 ? NewLine : 33 + random.Next(94);
        var ink = new int[Shape.MaxHeight + 1, Shape.MaxWidth + 2]; // symbols, one row and column of nothing around
        for (var r = 1; r <= Shape.MaxHeight; r++) for (var c = 1; c <= Shape.MaxWidth; c++) ink[r, c] = 1;
        var (row, column) = (0, 0);
        for (var t = 0; t < context; t++)
        {
            var n = (sequence * context) + t;
            var drawing = t >= art;
            if (t > art && tokens[t] == NewLine) (row, column) = (row + 1, 0);
            else if (t > art) ink[row + 1, ++column] = tokens[t] - 31;
            int[] fields = [tokens[t], row, column, Shape.MaxHeight - row, Shape.MaxWidth - column, 0, 0, 0];
            for (var i = 0; drawing && i < 3; i++) fields[5 + i] = ink[row, column + i];
            var start = 0;
            for (var i = 0; i < 8; start += Shape.Tables[i++]) cells[n, i] = start + fields[i];
            targets[n] = drawing ? tokens[t + 1] : -100;
            (rotary[0, n], rotary[1, n]) = drawing ? (row + 1, column) : (0, t);
            shown[sequence, t] = drawing ? 1 : 0;
        }
    }

    /// <summary>Section 6: the whole word and its substrings of three characters, hashed.</summary>
    private static IEnumerable<long> Features(string word, int buckets) =>
        Enumerable.Range(0, word.Length - 2).Select(i => word.Substring(i, 3)).Prepend(word)
            .Select(text => (long)(text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619)) % (uint)buckets));
}
