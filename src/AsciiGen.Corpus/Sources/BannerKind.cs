// What sort of text a banner is. Words are many and the others few, so each sort gets a share of a font's drawings.

namespace AsciiGen.Corpus.Sources;

internal enum BannerKind
{
    /// <summary>One letter, digit or sign.</summary>
    Character,

    /// <summary>Digits only.</summary>
    Number,

    /// <summary>Anything with a blank or a sign in it.</summary>
    Phrase,

    /// <summary>Letters only.</summary>
    Word,
}
