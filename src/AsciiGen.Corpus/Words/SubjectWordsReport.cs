// What adding words did.

namespace AsciiGen.Corpus.Words;

/// <summary>Counts of one run.</summary>
/// <param name="Subjects">Subjects of the corpus, homonyms apart.</param>
/// <param name="SubjectsWithAliases">Those that got at least one alias.</param>
/// <param name="Aliases">Of all of them.</param>
/// <param name="Keywords">Of all of them.</param>
/// <param name="Artworks">Drawings whose words changed.</param>
public sealed record SubjectWordsReport(int Subjects, int SubjectsWithAliases, int Aliases, int Keywords, int Artworks);
