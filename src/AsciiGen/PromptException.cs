// A prompt that cannot be read; told apart from other errors because whoever wrote it can mend it.

namespace AsciiGen;

/// <summary>The prompt is empty, too long or holds what the model cannot read.</summary>
public sealed class PromptException(string message) : AsciiGenException(message);
