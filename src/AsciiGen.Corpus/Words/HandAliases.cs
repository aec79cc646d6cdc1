// Our own drawings carry other words for what they show, each its own. What most drawings of a subject agree on says
// something of the subject; what one drawing adds ("sleeping cat") only of that drawing.

namespace AsciiGen.Corpus.Words;

internal static class HandAliases
{
    internal const string List = "hand";
    private const int FewestDrawings = 2;

    /// <summary>One entry a subject, of the aliases at least two drawings and half of them have.</summary>
    /// <param name="drawings">Subject and aliases of drawings by hand.</param>
    internal static IEnumerable<WordEntry> Entries(IEnumerable<(string Subject, IReadOnlyList<string> Aliases)> drawings)
    {
        foreach (var subject in drawings.GroupBy(drawing => drawing.Subject).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var count = subject.Count();
            var agreed = subject.SelectMany(drawing => drawing.Aliases.Distinct()).GroupBy(alias => alias)
                .Where(alias => alias.Count() >= FewestDrawings && 2 * alias.Count() >= count).Select(alias => alias.Key).Order(StringComparer.Ordinal);
            if (WordEntry.Of(List, [subject.Key], agreed) is { Tags.Count: > 0 } entry) yield return entry;
        }
    }
}
