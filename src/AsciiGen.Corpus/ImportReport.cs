// The counts of an import so far: progress while it runs, its result at the end.

namespace AsciiGen.Corpus;

/// <summary>Counts of an import.</summary>
/// <param name="Read">Drawings met; the sum of the next three.</param>
/// <param name="Added">Valid drawings added.</param>
/// <param name="Invalid">Drawings added with a reason against them.</param>
/// <param name="Duplicates">Drawings the corpus has already.</param>
/// <param name="Problems">Things that could not be read.</param>
public sealed record ImportReport(int Read, int Added, int Invalid, int Duplicates, IReadOnlyList<ImportProblem> Problems);
