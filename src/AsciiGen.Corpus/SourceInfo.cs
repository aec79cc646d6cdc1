// Where drawings come from, as the database and the notices list it.

namespace AsciiGen.Corpus;

/// <summary>One source of drawings.</summary>
/// <param name="Name">Unique name, for example <c>hand</c> or <c>lucide</c>.</param>
/// <param name="Kind">hand, figlet, icons, pictures or quickdraw.</param>
/// <param name="Version">Version of the source, or empty.</param>
/// <param name="License">SPDX identifier.</param>
/// <param name="Attribution">Whom to name, in one line.</param>
public sealed record SourceInfo(string Name, string Kind, string Version, string License, string Attribution)
{
    /// <summary>The same for sources of one hand, for example the outline and the solid set of one author.</summary>
    public string Family { get; init; } = Name;

    /// <summary>True when its drawings are for evaluation and never for training.</summary>
    public bool IsHeldOut { get; init; }
}
