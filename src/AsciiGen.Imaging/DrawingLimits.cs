// What a caller asks of either converter: the canvas a drawing may fill. Where in it the picture goes and how large
// is the converter's own search.

namespace AsciiGen.Imaging;

/// <summary>Limits of a conversion.</summary>
/// <param name="Width">Most columns, 4..400.</param>
/// <param name="Height">Most rows, 2..200.</param>
public sealed record DrawingLimits(int Width, int Height)
{
    /// <summary>Range of the limits.</summary>
    public const int MinWidth = 4, MaxWidth = 400, MinHeight = 2, MaxHeight = 200;

    /// <summary>Rows that make a square of so many columns: cells are twice as high as wide.</summary>
    public static int SquareHeight(int width) => (width + 3) / 2;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, MinWidth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Width, MaxWidth);
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, MinHeight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Height, MaxHeight);
    }
}
