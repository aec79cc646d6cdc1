// Counts of a corpus as `corpus stats` shows them.

namespace AsciiGen.Corpus;

/// <summary>Counts of a corpus.</summary>
/// <param name="Sources">By source and style.</param>
/// <param name="Reasons">Drawings that are not valid, by reason.</param>
/// <param name="Subjects">Distinct subjects of valid drawings, over all sources.</param>
/// <param name="Problems">What the last import of each source could not read.</param>
public sealed record CorpusStatistics(
    IReadOnlyList<SourceCount> Sources, IReadOnlyList<ReasonCount> Reasons, int Subjects, IReadOnlyList<ImportProblem> Problems);

/// <summary>Counts of one style of one source.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Style">The style.</param>
/// <param name="License">SPDX identifier.</param>
/// <param name="Artworks">Drawings in all.</param>
/// <param name="Valid">Drawings the model may learn from.</param>
/// <param name="Subjects">Distinct subjects of those.</param>
/// <param name="Tokens">Tokens of those.</param>
/// <param name="Mirrorable">How many of those can be mirrored.</param>
public sealed record SourceCount(
    string Source, Style Style, string License, int Artworks, int Valid, int Subjects, long Tokens, int Mirrorable);

/// <summary>How many drawings have the same reasons against them.</summary>
/// <param name="Reasons">The reasons, joined by "; ".</param>
/// <param name="Artworks">Drawings.</param>
public sealed record ReasonCount(string Reasons, int Artworks);
