// Where other words for a subject come from; each kind has a file format of its own.

namespace AsciiGen.Corpus.Recipes;

/// <summary>The format of a word list.</summary>
public enum WordListKind
{
    /// <summary>data.json of emojibase-data: <c>emojibase</c>.</summary>
    Emojibase,

    /// <summary>emoji-en-US.json of emojilib: <c>emojilib</c>.</summary>
    Emojilib,

    /// <summary>meta.json of @mdi/svg: <c>mdi</c>.</summary>
    Mdi,

    /// <summary>icons.json of @tabler/icons: <c>tabler</c>.</summary>
    Tabler,

    /// <summary>tags.json of lucide-static: <c>lucide</c>.</summary>
    Lucide,

    /// <summary>The WordNet database folder: <c>wordnet</c>.</summary>
    WordNet,
}
