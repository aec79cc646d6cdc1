// The page that names whose work is in the programs and in a corpus: a template for what changes with a package
// reference, tables for what a recipe says. Nobody writes these lines twice, so they cannot drift apart.

using System.Text;

namespace AsciiGen.Corpus.Recipes;

/// <summary>Writes THIRD-PARTY-NOTICES.md from a recipe.</summary>
public static class ThirdPartyNotices
{
    private const string Template = "notices.md";

    /// <summary>The whole page, in Markdown.</summary>
    public static string Format(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return EmbeddedText.Read(Template)
            .Replace("{recipe}", Below(recipe, Path.GetFullPath(recipe.File)), StringComparison.Ordinal)
            .Replace("{sources}", SourceTable(recipe), StringComparison.Ordinal)
            .Replace("{word_lists}", WordListTable(recipe.WordLists), StringComparison.Ordinal);
    }

    // Sources that are parts of one work share a row.
    private static string SourceTable(Recipe recipe)
    {
        var table = new StringBuilder("| source | work and author | licence | from |\n|---|---|---|---|\n");
        foreach (var work in recipe.Sources.GroupBy(source => (source.Attribution, source.License, source.Url, From: From(recipe, source))))
        {
            var names = string.Join(", ", work.Select(source => source.Name));
            var heldOut = work.Any(source => source.IsHeldOut) ? "; for evaluation only" : "";
            var notes = string.Concat(work.Select(source => source.Note).OfType<string>().Distinct().Select(note => $"; {Escape(note)}"));
            table.Append($"| {names}{heldOut} | [{Escape(work.Key.Attribution)}]({work.Key.Url}) | {License(work.Key.License)} | {work.Key.From}{notes} |\n");
        }

        return table.ToString().TrimEnd();
    }

    private static string WordListTable(IReadOnlyList<RecipeWordList> lists)
    {
        if (lists.Count == 0) return "no list.";
        var table = new StringBuilder("| list | work and author | licence | from |\n|---|---|---|---|\n");
        foreach (var list in lists)
        {
            table.Append($"| {list.Name} | [{Escape(list.Attribution)}]({list.Url}) | {License(list.License)} | {From(list.Package)} |\n");
        }

        return table.ToString().TrimEnd();
    }

    private static string From(Recipe recipe, RecipeSource source) => source.Package is { } package ? From(package) : Below(recipe, source.Path!);

    private static string From(RecipePackage package) => $"`{package.Name}` {package.Version}, {(package.Client == PackageClient.Npm ? "npm" : "Debian")}";

    private static string Below(Recipe recipe, string path) => $"`{Path.GetRelativePath(recipe.Root, path).Replace('\\', '/')}`";

    private static string License(string license) => license switch
    {
        "CC-BY-4.0" => "[CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/)",
        "CC-BY-3.0" => "[CC-BY-3.0](https://creativecommons.org/licenses/by/3.0/)",
        OpenLicenses.PublicDomain => "public domain",
        _ when license.StartsWith("LicenseRef-", StringComparison.Ordinal) => $"{license["LicenseRef-".Length..]} licence",
        _ => $"[{license}](https://spdx.org/licenses/{license}.html)",
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (character is '|' or '[' or ']' or '<' or '>' or '\\' or '*' or '_' or '`') escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
