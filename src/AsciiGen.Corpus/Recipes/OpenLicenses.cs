// The licences a default corpus may rest on: none asks that what is made of the work stays under its terms, none
// forbids a use. The list is ours, because the licence fields of collections are second-hand and sometimes wrong.

namespace AsciiGen.Corpus.Recipes;

/// <summary>Licences that sources may have, as SPDX identifiers.</summary>
public static class OpenLicenses
{
    /// <summary>The mark of works whose author gave up all rights; SPDX has no identifier for that.</summary>
    public const string PublicDomain = "LicenseRef-PublicDomain";

    private const string WordNet = "LicenseRef-WordNet";

    /// <summary>Licences of pictures, fonts and drawings.</summary>
    public static IReadOnlyList<string> OfSources { get; } =
        ["MIT", "ISC", "Apache-2.0", "CC0-1.0", "CC-BY-4.0", "CC-BY-3.0", "OFL-1.1", "BSD-3-Clause", "WTFPL", "Unlicense", PublicDomain];

    /// <summary>Licences of word lists: the same, and that of WordNet, which is like BSD.</summary>
    public static IReadOnlyList<string> OfWordLists { get; } = [.. OfSources, WordNet];

    /// <summary>True when the licence asks to name the author and to say what was changed.</summary>
    public static bool AsksForAttribution(string license)
    {
        ArgumentNullException.ThrowIfNull(license);
        return license.StartsWith("CC-BY-", StringComparison.Ordinal);
    }
}
