// The one exception type of picture files: what is wrong with which file, on one line.

namespace AsciiGen.Imaging;

/// <summary>A picture or picture collection cannot be read; the message is one line.</summary>
public sealed class ImageException : AsciiGenException
{
    /// <summary>An error with its one-line message.</summary>
    public ImageException(string message) : base(message) { }

    /// <summary>An error with its one-line message and what caused it.</summary>
    public ImageException(string message, Exception inner) : base(message, inner) { }
}
