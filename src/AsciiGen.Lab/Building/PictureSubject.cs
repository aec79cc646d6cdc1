// What all drawings of one picture share, before there is a drawing.

namespace AsciiGen.Lab.Building;

/// <summary>A picture's subject and provenance.</summary>
/// <param name="Subject">What it shows.</param>
/// <param name="Category">What kind of thing that is, or empty.</param>
/// <param name="Aliases">Other names the source gives this very picture.</param>
/// <param name="GroupKey">The same for all drawings of the picture.</param>
/// <param name="Author">Who made it, when known.</param>
internal sealed record PictureSubject(string Subject, string Category, IReadOnlyList<string> Aliases, string GroupKey, string? Author);
