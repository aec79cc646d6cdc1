// A prompt that is no subject of the model, where nothing else may be drawn for it.

namespace AsciiGen;

/// <summary>The prompt is only near to what the model knows, and guesses are not wanted.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="suggestions">Subjects that may be meant, the likeliest first.</param>
public sealed class UnknownSubjectException(string message, IReadOnlyList<string> suggestions) : AsciiGenException(message)
{
    /// <summary>Subjects that may be meant, the likeliest first.</summary>
    public IReadOnlyList<string> Suggestions { get; } = suggestions;
}
