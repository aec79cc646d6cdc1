// The prompt of one sequence of a batch, as the prompt embedding reads it.

namespace AsciiGen.Training.Data;

/// <summary>Features of a sequence's prompt.</summary>
/// <param name="ArtStart">Position of <c>&lt;art&gt;</c> in the batch, the first that the prompt is added to.</param>
/// <param name="Buckets">Rows of the table, repetitions included.</param>
/// <param name="Scale">1 / sqrt(number of features).</param>
public sealed record SequencePrompt(int ArtStart, int[] Buckets, float Scale);
