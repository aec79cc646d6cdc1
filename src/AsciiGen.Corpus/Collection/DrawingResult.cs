// What reading a file of drawings yields for each block: a drawing, or a problem with the place it stands at.

namespace AsciiGen.Corpus.Collection;

/// <summary>A drawing or a problem.</summary>
public sealed record DrawingResult
{
    private DrawingResult() { }

    /// <summary>The drawing, or null.</summary>
    public Drawing? Drawing { get; private init; }

    /// <summary>The problem, or null.</summary>
    public ImportProblem? Problem { get; private init; }

    /// <summary>A drawing was read.</summary>
    public static DrawingResult Of(Drawing drawing) => new() { Drawing = drawing };

    /// <summary>A block could not be read.</summary>
    /// <param name="place">File and line, for example <c>cat.txt:17</c>.</param>
    /// <param name="message">What is wrong, in one line.</param>
    public static DrawingResult Unreadable(string place, string message) => new() { Problem = new(place, message) };
}
