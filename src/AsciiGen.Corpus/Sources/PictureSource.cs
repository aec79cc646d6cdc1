// Pictures -> drawings to import. The converter is handed in, so the corpus needs no image library, and whoever
// composes the two decides sizes and styles. All drawings of one picture are one group; a picture that cannot be
// converted is a problem and the next one follows.

using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Sources;

/// <summary>A picture with what it shows.</summary>
/// <param name="Picture">Whatever the converter reads.</param>
/// <param name="Subject">What it shows.</param>
/// <param name="Aliases">Other words for the subject; may be empty.</param>
/// <param name="SourceId">Where it is within the source.</param>
/// <param name="Author">Who drew it, when known.</param>
public sealed record PictureEntry<TPicture>(
    TPicture Picture, string Subject, IReadOnlyList<string> Aliases, string SourceId, string? Author = null);

/// <summary>One drawing made of a picture.</summary>
/// <param name="Text">The drawing.</param>
/// <param name="Style">Its look.</param>
/// <param name="Variant">What tells it from the picture's other drawings, for example <c>line-24</c>.</param>
public sealed record PictureDrawing(string Text, Style Style, string Variant);

/// <summary>Imports pictures through a converter.</summary>
public static class PictureSource
{
    /// <summary>Converts pictures one after the other, as they are asked for.</summary>
    /// <param name="source">Name of the source, for the group keys.</param>
    /// <param name="entries">Pictures with what they show.</param>
    /// <param name="convert">Gives the drawings of a picture; an <see cref="AsciiGenException"/> from it is recorded.</param>
    public static IEnumerable<ImportResult> Read<TPicture>(
        string source, IEnumerable<PictureEntry<TPicture>> entries, Func<TPicture, IEnumerable<PictureDrawing>> convert)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(convert);
        return entries.SelectMany(entry => ReadPicture(source, entry, convert));
    }

    private static List<ImportResult> ReadPicture<TPicture>(
        string source, PictureEntry<TPicture> entry, Func<TPicture, IEnumerable<PictureDrawing>> convert)
    {
        try
        {
            return [.. convert(entry.Picture).Select(drawing => ImportResult.Of(new(
                drawing.Text, entry.Subject, entry.Aliases, drawing.Style, $"{entry.SourceId}#{drawing.Variant}",
                $"{source}/{entry.SourceId}", entry.Author)))];
        }
        catch (AsciiGenException error)
        {
            return [ImportResult.Unreadable(entry.SourceId, error.Message)];
        }
    }
}
