// One piece of the collection as its block file holds it. The text is kept as written, so that the checker can see
// blanks at line ends; Text is the normal form everything else works on.

namespace AsciiGen.Corpus.Collection;

/// <summary>A hand-drawn piece.</summary>
/// <param name="Subject">What it shows, lower case.</param>
/// <param name="Aliases">Other words a person would type for it.</param>
/// <param name="Size">The box it must fit.</param>
/// <param name="Tags">What is special about this piece; may be empty.</param>
/// <param name="Written">The rows as they stand in the file, joined by line feeds.</param>
/// <param name="File">File name.</param>
/// <param name="Line">Line of the header, from 1.</param>
public sealed record Drawing(
    string Subject, IReadOnlyList<string> Aliases, DrawingSize Size, IReadOnlyList<DrawingTag> Tags, string Written, string File, int Line)
{
    /// <summary>Hexadecimal digits of <see cref="Id"/>.</summary>
    public const int IdLength = 12;

    /// <summary>Normalised text, see <see cref="ArtworkText.Normalize"/>.</summary>
    public string Text { get; } = ArtworkText.Normalize(Written);

    /// <summary>The first digits of the SHA-256 of <see cref="Text"/>: one picture, one id, wherever it stands.</summary>
    public string Id => _id ??= ArtworkText.Hash(Text)[..IdLength];

    /// <summary>File and line, for example <c>cat.txt:1</c>.</summary>
    public string Place => $"{File}:{Line}";

    /// <summary>What sort of drawing it is, or null for one thing.</summary>
    public string? Kind => Tags.FirstOrDefault(tag => tag.Key == "kind")?.Value;

    /// <summary>The header line, without the field for tags when there are none.</summary>
    public string Header
    {
        get
        {
            var header = $"{Subject} | {string.Join(", ", Aliases)} | {Size.Name}";
            return Tags.Count == 0 ? header : $"{header} | {string.Join(", ", Tags)}";
        }
    }

    private string? _id;
}
