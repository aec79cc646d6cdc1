// One name somebody may ask for.

namespace AsciiGen.Corpus.Collection;

/// <summary>A name and what draws it.</summary>
/// <param name="List"><c>common</c>, <c>quickdraw</c> or <c>concepts</c>.</param>
/// <param name="Name">As the list has it, lower case, with spaces.</param>
/// <param name="Outcome"><c>drawn</c>, or why not: <c>brand</c>, <c>abstract</c>, <c>left out</c>.</param>
/// <param name="Subject">The collection's subject, when drawn.</param>
public sealed record CoverageRow(string List, string Name, string Outcome, string Subject);
