// The five outcomes of looking at a drawing.

namespace AsciiGen.Corpus.Collection;

/// <summary>What became of a drawing that was shown.</summary>
public enum ReviewVerdict
{
    /// <summary>Named at the first guess.</summary>
    First,

    /// <summary>Named at the second guess.</summary>
    Second,

    /// <summary>Not named within two guesses, and nothing decided yet.</summary>
    Unnamed,

    /// <summary>Not named, but a second viewer who was told the word found it clearly and well drawn: it stays.</summary>
    Clear,

    /// <summary>Not clear, or crooked: taken out of the collection, perhaps drawn anew under another id.</summary>
    Dropped,
}
