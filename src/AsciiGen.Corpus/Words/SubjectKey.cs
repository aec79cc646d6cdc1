// What words belong to: a subject and its category, since homonyms have different words.

namespace AsciiGen.Corpus.Words;

/// <summary>A subject of the corpus.</summary>
/// <param name="Subject">Its name.</param>
/// <param name="Category">Its category, or empty when nobody knows.</param>
public readonly record struct SubjectKey(string Subject, string Category);
