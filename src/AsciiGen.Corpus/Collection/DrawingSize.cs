// The three sizes a drawing of the collection comes in, as its header names them, and the box each must fit. What a model
// drew has the canvas it was asked for as its size.

namespace AsciiGen.Corpus.Collection;

/// <summary>How large a hand-drawn piece is.</summary>
/// <param name="Name">As the header of a piece or the key of its sheets writes it.</param>
/// <param name="MaxWidth">Most columns.</param>
/// <param name="MaxHeight">Most rows.</param>
public sealed record DrawingSize(string Name, int MaxWidth, int MaxHeight)
{
    /// <summary>18 columns, 8 rows: fits a comment in code.</summary>
    public static DrawingSize Small { get; } = new("small", 18, 8);

    /// <summary>32 columns, 15 rows.</summary>
    public static DrawingSize Medium { get; } = new("medium", 32, 15);

    /// <summary>48 columns, 24 rows; more than <see cref="Medium"/> in one direction.</summary>
    public static DrawingSize Large { get; } = new("large", 48, 24);

    /// <summary>The sizes of the collection, smallest first.</summary>
    public static IReadOnlyList<DrawingSize> All { get; } = [Small, Medium, Large];

    /// <summary>The size of that name, or null.</summary>
    public static DrawingSize? Find(string name) => All.FirstOrDefault(size => size.Name == name);

    /// <summary>True when a drawing of these measures fits the box.</summary>
    public bool Holds(int width, int height) => width <= MaxWidth && height <= MaxHeight;
}
