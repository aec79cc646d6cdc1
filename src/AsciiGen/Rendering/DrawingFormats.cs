// Names of the formats, and the endings of files that tell them.

namespace AsciiGen.Rendering;

/// <summary>Finds formats by name.</summary>
internal static class DrawingFormats
{
    private static readonly string[] _names = ["text", "markdown", "json", "html", "svg", "png"];

    private static readonly (string Ending, DrawingFormat Format)[] _endings =
    [
        (".txt", DrawingFormat.Text), (".md", DrawingFormat.Markdown), (".markdown", DrawingFormat.Markdown), (".json", DrawingFormat.Json),
        (".html", DrawingFormat.Html), (".htm", DrawingFormat.Html), (".svg", DrawingFormat.Svg), (".png", DrawingFormat.Png),
    ];

    /// <summary>All names, in the order of <see cref="DrawingFormat"/>.</summary>
    public static IReadOnlyList<string> Names => _names;

    /// <summary>Finds a format by its lower-case name.</summary>
    public static bool TryParse(string? name, out DrawingFormat format)
    {
        var index = Array.IndexOf(_names, name);
        format = index < 0 ? DrawingFormat.Text : (DrawingFormat)index;
        return index >= 0;
    }

    /// <summary>What the ending of a path tells; null where it tells nothing.</summary>
    public static DrawingFormat? OfExtension(string path)
    {
        var ending = Path.GetExtension(path);
        foreach (var known in _endings)
        {
            if (known.Ending.Equals(ending, StringComparison.OrdinalIgnoreCase)) return known.Format;
        }

        return null;
    }
}
