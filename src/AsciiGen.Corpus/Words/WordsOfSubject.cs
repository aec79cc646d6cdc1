// The other words for a subject, of two strengths.

namespace AsciiGen.Corpus.Words;

/// <summary>Aliases and keywords.</summary>
/// <param name="Aliases">True synonyms: prompts of their own in training.</param>
/// <param name="Keywords">Associations, which only lead to the subject in a search.</param>
public sealed record WordsOfSubject(IReadOnlyList<string> Aliases, IReadOnlyList<string> Keywords);
