// The themes by name. Colours are light enough for a dark terminal where the background is dark, and dark where it is light.

namespace AsciiGen.Rendering;

/// <summary>Finds themes by name.</summary>
public static class Themes
{
    /// <summary>No colours at all.</summary>
    public static Theme Plain { get; } = new("plain", []);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Theme> All { get; } =
    [
        Plain,
        new("green", [0x4AF626], 0x0A120A),
        new("amber", [0xFFB000], 0x1A1000),
        new("blueprint", [0xCFE3FF], 0x12335E),
        new("paper", [0x5B4636], 0xF4ECD8),
        new("ink", [0x2D4F8E], 0xFFFFFF),
        new("fire", [0xFFE066, 0xFF8C1A, 0xE03A1E], 0x160806),
        new("rainbow", [0xFF5F5F, 0xFFAF5F, 0xF0E442, 0x5FD75F, 0x5FAFFF, 0xAF87FF], 0x101018, IsByColumn: true),
        new("ocean", [0xA8F0E0, 0x4FB8E8, 0x4A7BFF], 0x06121F),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(theme => theme.Name)];

    /// <summary>Finds a theme by its lower-case name.</summary>
    public static bool TryParse(string? name, out Theme theme)
    {
        theme = All.FirstOrDefault(known => known.Name == name) ?? Plain;
        return theme.Name == name;
    }
}
