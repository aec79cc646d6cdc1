// A drawing that was asked for and made.

using AsciiGen.Corpus;

namespace AsciiGen.Lab.Evaluation;

/// <summary>A finished drawing.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Raw">As the engine drew it.</param>
/// <param name="IsComplete">False when the context was full before it ended.</param>
internal sealed record Drawn(DrawingRequest Request, string Raw, bool IsComplete)
{
    /// <summary>Without its margins.</summary>
    internal string Text { get; } = ArtworkText.Normalize(Raw);

    /// <summary>Its rows without margins.</summary>
    internal string[] Rows => Text.Split('\n');

    internal bool IsEmpty => Text.Length == 0;
}
