// What the collection set out to draw: names of three public lists, and for each the subject that draws it, or why
// nothing does (a brand, or an interface notion without a picture of its own). Counting says what is still missing.

namespace AsciiGen.Corpus.Collection;

/// <summary>The lists the collection is measured against.</summary>
public static class CoverageTable
{
    /// <summary>Name of the table within the collection's folder.</summary>
    public const string FileName = "COVERAGE.tsv";

    /// <summary>The outcome of a name that a subject draws.</summary>
    public const string Drawn = "drawn";

    private static readonly string[] _columns = ["list", "name", "outcome", "subject"];

    /// <summary>Drawings wanted of each name of a list.</summary>
    public static int Wanted(string list) => list == "common" ? 6 : 2;

    /// <summary>Reads the table.</summary>
    /// <exception cref="CorpusException">The file has other columns, or a drawn name has no subject.</exception>
    public static IReadOnlyList<CoverageRow> Load(string path)
    {
        var rows = TabSeparated.Load(path, _columns).Select(field => new CoverageRow(field[0], field[1], field[2], field[3])).ToList();
        return rows.Find(row => (row.Outcome == Drawn) != (row.Subject.Length > 0)) is { } odd
            ? throw new CorpusException($"{path}: '{odd.Name}' of {odd.List} is {odd.Outcome} with the subject '{odd.Subject}'. Exactly the drawn ones have a subject.")
            : rows;
    }
}
