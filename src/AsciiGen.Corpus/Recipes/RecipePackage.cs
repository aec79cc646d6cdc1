// One package of a recipe: which client has it, the pinned version, and the checksum of the archive, without which
// nothing is unpacked. Packages built for one kind of processor have one checksum for each Debian architecture.

namespace AsciiGen.Corpus.Recipes;

/// <summary>A package as a recipe names it.</summary>
/// <param name="Client">The client that downloads it.</param>
/// <param name="Name">Its name, for example <c>@iconify-json/lucide</c>.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="Checksums">SHA-256 of the archive, 64 lower-case hexadecimal digits, by Debian architecture; under "" when it is the same everywhere.</param>
public sealed record RecipePackage(PackageClient Client, string Name, string Version, IReadOnlyDictionary<string, string> Checksums)
{
    /// <summary>Folder or file inside the package that is wanted, with forward slashes; "" for the whole.</summary>
    public string Under { get; init; } = "";

    /// <summary>Files below <see cref="Under"/> without which the package is of no use.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>The licence's text inside the package, null when there is none.</summary>
    public string? LicenseFile { get; init; }

    /// <summary>For messages: <c>npm package @iconify-json/lucide 1.2.137</c>.</summary>
    public string Title => $"{(Client == PackageClient.Npm ? "npm" : "Debian")} package {Name} {Version}";

    /// <summary>The archive's checksum on a machine of a Debian architecture, null when the recipe has none.</summary>
    public string? ChecksumFor(string architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return Checksums.GetValueOrDefault("") ?? Checksums.GetValueOrDefault(architecture);
    }
}
