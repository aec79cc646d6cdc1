// One word list of a recipe: other words for subjects, so that kitty finds the cat. No drawings come of it, but its
// licence is kept like any other.

namespace AsciiGen.Corpus.Recipes;

/// <summary>A word list as a recipe names it.</summary>
/// <param name="Name">Unique name of small letters, digits and hyphens.</param>
/// <param name="Kind">Its format.</param>
/// <param name="Package">The package it comes in.</param>
/// <param name="License">SPDX identifier, one of <see cref="OpenLicenses.OfWordLists"/>.</param>
/// <param name="Attribution">Title and author in one line.</param>
/// <param name="Url">Where the work is at home.</param>
public sealed record RecipeWordList(string Name, WordListKind Kind, RecipePackage Package, string License, string Attribution, string Url);
