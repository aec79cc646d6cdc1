// One source of a recipe: everything the build must know of it, so that no source needs code of its own. Where it is,
// is either a package or a path of this repository. Does not know how its kind is read.

using System.IO.Enumeration;

namespace AsciiGen.Corpus.Recipes;

/// <summary>A source of drawings as a recipe names it.</summary>
public sealed record RecipeSource
{
    /// <summary>Unique name of small letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it is made of.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>The same for sources of one drawing hand; the source's own name when the recipe gives none.</summary>
    public required string Family { get; init; }

    /// <summary>The package it comes in, null when it is a path.</summary>
    public RecipePackage? Package { get; init; }

    /// <summary>Full path of the file or folder, null when it is a package.</summary>
    public string? Path { get; init; }

    /// <summary>SPDX identifier, one of <see cref="OpenLicenses.OfSources"/>.</summary>
    public required string License { get; init; }

    /// <summary>Title and author in one line.</summary>
    public required string Attribution { get; init; }

    /// <summary>Where the work is at home.</summary>
    public required string Url { get; init; }

    /// <summary>What else should be known of it, for example why the licence is not the one on its label; or null.</summary>
    public string? Note { get; init; }

    /// <summary>True when its drawings are for evaluation and never for training; the same for a whole family.</summary>
    public bool IsHeldOut { get; init; }

    /// <summary>Styles to make of each picture, in the order of <see cref="Style"/>; at least one.</summary>
    public required IReadOnlyList<Style> Styles { get; init; }

    /// <summary>Patterns of the names to take, all when empty; see <see cref="Takes"/>.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of the names to leave out; they win over <see cref="Include"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Most pictures to take, in the source's own order; null for all.</summary>
    public int? MaxPictures { get; init; }

    /// <summary>True for fonts that also draw words that are none; see <see cref="Sources.BannerTexts"/>.</summary>
    public bool HasMadeUpWords { get; init; }

    /// <summary>The package's version, "" for a path.</summary>
    public string Version => Package?.Version ?? "";

    /// <summary>Tells whether a picture is wanted.</summary>
    /// <param name="name">An icon's name, a Quick, Draw! word, or a file's path below the source's folder with forward
    /// slashes and without its extension. <c>*</c> in a pattern stands for any characters, slashes included.</param>
    public bool Takes(string name) => (Include.Count == 0 || Matches(Include, name)) && !Matches(Exclude, name);

    /// <summary>The source as the database lists it.</summary>
    public SourceInfo ToSourceInfo() => new(Name, RecipeNames.Of(Kind), Version, License, Attribution) { Family = Family, IsHeldOut = IsHeldOut };

    private static bool Matches(IReadOnlyList<string> patterns, string name) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
