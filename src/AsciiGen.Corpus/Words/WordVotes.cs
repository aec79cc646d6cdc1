// Who says that a word goes with a subject.

namespace AsciiGen.Corpus.Words;

[Flags]
internal enum WordVotes
{
    None = 0,
    Emojibase = 1,
    Emojilib = 2,
    Tabler = 4,
    Lucide = 8,

    /// <summary>Another name of the same picture in Material Design Icons.</summary>
    Mdi = 16,

    /// <summary>What most drawings of the subject by hand are also called.</summary>
    Hand = 32,

    /// <summary>A picture of that name shows the subject, by the table of picture names.</summary>
    Name = 64,

    /// <summary>The same, and the name is Unicode's for an emoji.</summary>
    Label = 256,

    /// <summary>WordNet has the meaning of the subject that fits its category under this word too.</summary>
    Synonym = 128,
}
