// A picture of an icon set and which of its icons serve it.

using AsciiGen.Imaging.Icons;

namespace AsciiGen.Lab.Building;

/// <summary>The icons of one picture.</summary>
/// <param name="Subject">What it shows and where it comes from.</param>
/// <param name="Outlined">The icon for line drawings.</param>
/// <param name="Filled">The icon for solid drawings; often the same.</param>
internal sealed record IconChoice(PictureSubject Subject, Icon Outlined, Icon Filled);
