// What the report page shows, as plain numbers and samples. Everything is in an order that depends on the content of
// the corpus alone. Does not know pages.

namespace AsciiGen.Corpus.Reports;

internal sealed record CorpusSummary
{
    internal required IReadOnlyList<StyleSummary> Styles { get; init; }

    internal required IReadOnlyList<SourceSummary> Sources { get; init; }

    /// <summary>Single reasons; a drawing with two of them counts in both.</summary>
    internal required IReadOnlyList<Tally> Refusals { get; init; }

    internal required IReadOnlyList<Tally> Categories { get; init; }

    internal required IReadOnlyList<Tally> Characters { get; init; }

    /// <summary>By width / 8 and height / 4.</summary>
    internal required IReadOnlyDictionary<(int Column, int Row), int> Sizes { get; init; }

    /// <summary>By how many pictures look alike; ones that look like no other are left out.</summary>
    internal required IReadOnlyList<(int Pictures, int Clusters)> ClusterSizes { get; init; }

    internal required IReadOnlyList<SubjectSummary> Subjects { get; init; }

    internal required IReadOnlyList<SampleGroup> Samples { get; init; }
}

internal sealed record Tally(string Name, long Count);

/// <param name="Style">The style.</param>
/// <param name="Valid">Drawings the model may learn from.</param>
/// <param name="Refused">The others.</param>
/// <param name="Tokens">Tokens of the valid ones.</param>
/// <param name="Weight">Sum of their weights: how many drawings they count as.</param>
/// <param name="Qualities">How many valid ones have a score of 0 to 0.05, and so on, twenty counts.</param>
internal sealed record StyleSummary(Style Style, int Valid, int Refused, long Tokens, double Weight, int[] Qualities);

internal sealed record SourceSummary(
    string Name, string Kind, string Family, string License, bool IsHeldOut, int Valid, int Refused, int Subjects, double Quality);

/// <param name="Name">The subject.</param>
/// <param name="Sources">Sources that have valid drawings of it.</param>
/// <param name="Families">Families of those.</param>
/// <param name="Drawings">The drawings.</param>
internal sealed record SubjectSummary(string Name, int Sources, int Families, int Drawings);

/// <param name="Title">What the drawings have in common.</param>
/// <param name="Drawings">A few of them.</param>
internal sealed record SampleGroup(string Title, IReadOnlyList<Sample> Drawings);

/// <param name="Text">The drawing.</param>
/// <param name="Caption">Its subject, source and score.</param>
internal sealed record Sample(string Text, string Caption);
