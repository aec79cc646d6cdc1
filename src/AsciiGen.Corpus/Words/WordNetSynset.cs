// One meaning of WordNet: the words that share it, what kind of thing it is, what it is a kind of.

namespace AsciiGen.Corpus.Words;

/// <summary>A set of synonyms.</summary>
/// <param name="Offset">Its place in data.noun, which is its identity.</param>
/// <param name="Class">The lexicographer's class, for example 5 for animals (<see cref="WordNetClasses"/>).</param>
/// <param name="Words">The words, in small letters, blanks between parts; the commonest first.</param>
/// <param name="Parents">Offsets of what it is a kind of.</param>
/// <param name="IsCoarse">True when the dictionary calls it a slur, obscene, vulgar or offensive.</param>
public sealed record WordNetSynset(int Offset, int Class, IReadOnlyList<string> Words, IReadOnlyList<int> Parents, bool IsCoarse)
{
    /// <summary>Those of the words that begin with a capital: names, Latin, Siamese cats.</summary>
    public IReadOnlyList<string> Capitalised { get; init; } = [];

    /// <summary>True when there is one of it only, as of Paris.</summary>
    public bool IsInstance { get; init; }

    /// <summary>What the dictionary says it is, small letters, without examples.</summary>
    public string Gloss { get; init; } = "";
}
