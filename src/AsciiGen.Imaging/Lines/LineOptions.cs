// What a caller asks of the line converter: the canvas a drawing may fill. Where in it the picture goes and how large
// is the converter's own search.

namespace AsciiGen.Imaging.Lines;

/// <summary>Limits of a conversion.</summary>
/// <param name="Width">Most columns, 4..400.</param>
/// <param name="Height">Most rows, 2..200.</param>
public sealed record LineOptions(int Width, int Height)
{
    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Width, 400);
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Height, 200);
    }
}
