// Base of every error a user can cause or mend: its message is one line, says what happened and what to do.
// Programs print it and exit; anything else that is thrown is a bug.

namespace AsciiGen;

/// <summary>An error with a one-line message for the person at the keyboard.</summary>
public class AsciiGenException : Exception
{
    /// <summary>An error with its one-line message.</summary>
    public AsciiGenException(string message) : base(message) { }

    /// <summary>An error with its one-line message and what caused it.</summary>
    public AsciiGenException(string message, Exception inner) : base(message, inner) { }
}
