// The looks a drawing can have. The order is the order of the style tokens and must never change.

namespace AsciiGen;

/// <summary>The look of a drawing.</summary>
public enum Style
{
    /// <summary>Drawn by hand: classic line art.</summary>
    Hand,

    /// <summary>Thin lines converted from a picture.</summary>
    Line,

    /// <summary>Filled shapes converted from a picture.</summary>
    Solid,

    /// <summary>Words in large letters.</summary>
    Banner,
}

/// <summary>Names of the styles as files and the command line write them.</summary>
public static class Styles
{
    /// <summary>Number of styles.</summary>
    internal const int Count = 4;

    private static readonly string[] _names = ["hand", "line", "solid", "banner"];

    /// <summary>All names, in the order of <see cref="Style"/>.</summary>
    public static IReadOnlyList<string> Names => _names;

    /// <summary>The lower-case name of a style.</summary>
    public static string NameOf(Style style) => _names[(int)style];

    /// <summary>Finds a style by its lower-case name.</summary>
    public static bool TryParse(string? name, out Style style)
    {
        var index = Array.IndexOf(_names, name);
        style = index < 0 ? Style.Hand : (Style)index;
        return index >= 0;
    }
}
