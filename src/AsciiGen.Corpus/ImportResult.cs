// What an importer yields for each thing it meets: a drawing, or a problem with the place it stands at.
// A problem never stops an import.

namespace AsciiGen.Corpus;

/// <summary>A drawing or a problem.</summary>
public sealed record ImportResult
{
    private ImportResult() { }

    /// <summary>The drawing, or null.</summary>
    public ImportItem? Item { get; private init; }

    /// <summary>The problem, or null.</summary>
    public ImportProblem? Problem { get; private init; }

    /// <summary>A drawing was found.</summary>
    public static ImportResult Of(ImportItem item) => new() { Item = item };

    /// <summary>Something could not be read.</summary>
    /// <param name="place">File and line, for example <c>cat.txt:17</c>.</param>
    /// <param name="message">What is wrong, in one line.</param>
    public static ImportResult Unreadable(string place, string message) => new() { Problem = new(place, message) };
}
