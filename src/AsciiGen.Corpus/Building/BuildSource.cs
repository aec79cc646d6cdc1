// A source as a build sees it: a fixed order of pictures, each a piece of work of its own that yields the drawings made
// of it. The order is what makes a build repeatable; the work may be done on any thread.

namespace AsciiGen.Corpus.Building;

/// <summary>A source to build from.</summary>
/// <param name="Info">As the database lists it.</param>
/// <param name="Fingerprint">Of everything the drawings depend on: package, names, sizes, program.</param>
/// <param name="Pictures">In the same order every time; read lazily. A picture's work must not throw for a bad picture.</param>
public sealed record BuildSource(SourceInfo Info, string Fingerprint, IEnumerable<Func<IReadOnlyList<ImportResult>>> Pictures);
