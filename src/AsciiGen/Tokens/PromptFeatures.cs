// A prompt as a bag of words and letter groups: every word as a whole and its groups of three letters, each hashed to
// a row of a table (as fastText does: Bojanowski et al. 2017). The sum tells the model at once what is asked for, where
// reading letters alone takes it very long to learn; and words that share letters ("cat", "cats") start out alike.

namespace AsciiGen.Tokens;

/// <summary>Hashed features of a prompt; see docs/FORMAT.md section 6, step 1.</summary>
internal static class PromptFeatures
{
    /// <summary>Most features of a prompt: a word of n letters has n + 1.</summary>
    public const int MaxCount = 2 * Prompt.MaxLength;

    private const uint OffsetBasis = 2166136261, Prime = 16777619; // FNV-1a, 32 bits
    private const byte WordStart = (byte)'^', WordEnd = (byte)'$';

    /// <summary>Writes the rows of a prompt's features, repetitions included, in the order of the letters.</summary>
    /// <param name="letters">The prompt as normalised, without <c>&lt;begin&gt;</c>, style and <c>&lt;art&gt;</c>; at most 80.</param>
    /// <param name="bucketCount">Rows of the table, at least 1.</param>
    /// <param name="buckets">Room for <see cref="MaxCount"/> numbers, 0..bucketCount-1.</param>
    /// <returns>How many were written.</returns>
    public static int Hash(ReadOnlySpan<byte> letters, int bucketCount, Span<int> buckets)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(letters.Length, Prompt.MaxLength);
        Span<byte> word = stackalloc byte[Prompt.MaxLength + 2];
        var count = 0;
        for (var start = 0; start < letters.Length;)
        {
            var length = letters[start..].IndexOf((byte)Vocabulary.Space);
            if (length < 0) length = letters.Length - start;
            if (length > 0)
            {
                word[0] = WordStart;
                letters.Slice(start, length).CopyTo(word[1..]);
                word[length + 1] = WordEnd;
                buckets[count++] = Bucket(word[..(length + 2)], bucketCount);
                for (var i = 0; i < length; i++) buckets[count++] = Bucket(word.Slice(i, 3), bucketCount);
            }

            start += length + 1;
        }

        return count;
    }

    private static int Bucket(ReadOnlySpan<byte> feature, int bucketCount)
    {
        var hash = OffsetBasis;
        foreach (var letter in feature) hash = (hash ^ letter) * Prime;
        return (int)(hash % (uint)bucketCount);
    }
}
