// Every error of the corpus that a person can cause or mend: a missing, foreign, locked or read-only database,
// a source file that cannot be read, options that leave nothing to pack.

namespace AsciiGen.Corpus;

/// <summary>A corpus error with a one-line message.</summary>
public sealed class CorpusException : AsciiGenException
{
    /// <summary>An error with its one-line message.</summary>
    public CorpusException(string message) : base(message) { }

    /// <summary>An error with its one-line message and what caused it.</summary>
    public CorpusException(string message, Exception inner) : base(message, inner) { }
}
