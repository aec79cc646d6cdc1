// Small drawings and batches for the tests.

using AsciiGen.Tokens;
using AsciiGen.Training.Data;

namespace AsciiGen.Training.Tests;

internal static class Sample
{
    /// <summary>A drawing of random ink and blanks, as tokens.</summary>
    public static byte[] Artwork(int width, int height, int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, height).Select(_ =>
            string.Concat(Enumerable.Range(0, width - 1).Select(_ => random.Next(3) == 0 ? ' ' : (char)random.Next(33, 127))) + '#');
        return Tokenizer.Encode(string.Join('\n', rows));
    }

    /// <summary>A batch of small sequences.</summary>
    public static Batch Batch(int sequences)
    {
        var batch = new Batch(1024, 32);
        for (var i = 0; i < sequences; i++)
        {
            batch.Add(Prompt.Encode($"thing {i}", (Style)(i % Styles.Count)), Artwork(6 + i, 4 + i, i), 8 + i, 5 + i, hasTargets: true);
        }

        return batch;
    }
}
