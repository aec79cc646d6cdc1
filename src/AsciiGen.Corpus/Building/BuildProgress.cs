// What a build tells while it works on a source, and as its result.

namespace AsciiGen.Corpus.Building;

/// <summary>How far a source has come.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Pictures">Pictures done, those of earlier runs included.</param>
/// <param name="Report">Counts of this run.</param>
/// <param name="WasComplete">True when an earlier run had finished it and nothing was done.</param>
public sealed record BuildProgress(string Source, int Pictures, ImportReport Report, bool WasComplete);
