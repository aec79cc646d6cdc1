// What config.json says for people; nothing is computed from it.

namespace AsciiGen.Formats;

/// <summary>The optional texts of config.json.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="License">Licence of the weights, SPDX.</param>
/// <param name="Description">A sentence about it.</param>
internal sealed record ModelDescription(string? Name, string? License, string? Description);
