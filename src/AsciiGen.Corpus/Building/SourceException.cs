// What a source lacks: told apart from what the database refuses, since it ends the source and not the build.

namespace AsciiGen.Corpus.Building;

/// <summary>A source could not be read to its end; nothing of it is in the corpus.</summary>
public sealed class SourceException : AsciiGenException
{
    /// <summary>Says in one line what is wrong and what to do.</summary>
    public SourceException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
