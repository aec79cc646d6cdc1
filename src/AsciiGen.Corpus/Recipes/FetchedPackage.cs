// What a package store hands out. The folder is complete and nobody changes it.

namespace AsciiGen.Corpus.Recipes;

/// <summary>An unpacked package.</summary>
/// <param name="Folder">The whole package.</param>
/// <param name="Content">The folder or file in it that the recipe asks for.</param>
/// <param name="LicenseFile">The licence's text, null when the recipe names none.</param>
public sealed record FetchedPackage(string Folder, string Content, string? LicenseFile);
