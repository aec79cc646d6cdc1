// All word lists of a recipe, read.

using AsciiGen.Corpus.Recipes;

namespace AsciiGen.Corpus.Words;

/// <summary>What is known of words before any corpus is looked at.</summary>
/// <param name="Entries">Tagged pictures of all lists.</param>
/// <param name="Nouns">The dictionary, or null when there is none.</param>
public sealed record WordLists(IReadOnlyList<WordEntry> Entries, WordNet? Nouns)
{
    /// <summary>Reads lists from the folders of unpacked packages, or from their files.</summary>
    /// <exception cref="CorpusException">A file is missing, or laid out in another way: one line.</exception>
    public static WordLists Load(IEnumerable<(WordListKind Kind, string Folder)> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var entries = new List<WordEntry>();
        WordNet? nouns = null;
        foreach (var (kind, folder) in lists)
        {
            if (kind == WordListKind.WordNet) nouns = WordNet.Load(folder);
            else entries.AddRange(TagLists.Read(kind, folder));
        }

        return new(entries, nouns);
    }
}
