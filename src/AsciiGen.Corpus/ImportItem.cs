// One drawing on its way into the corpus, as an importer found it: not yet normalised or judged.

namespace AsciiGen.Corpus;

/// <summary>A drawing to import.</summary>
/// <param name="Text">The drawing; normalised by the import.</param>
/// <param name="Subject">What it shows.</param>
/// <param name="Aliases">Other words for the subject; may be empty.</param>
/// <param name="Style">Its look.</param>
/// <param name="SourceId">Where it is within the source.</param>
/// <param name="GroupKey">The same for all sizes of one drawing; unique across sources.</param>
/// <param name="Author">Who drew it, when known.</param>
public sealed record ImportItem(
    string Text, string Subject, IReadOnlyList<string> Aliases, Style Style, string SourceId, string GroupKey, string? Author)
{
    /// <summary>Words that only lead to it in a search.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>What kind of thing the subject is, for example <c>animal</c>; tells homonyms apart. Empty when unknown.</summary>
    public string Category { get; init; } = "";
}
