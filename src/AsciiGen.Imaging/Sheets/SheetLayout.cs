// How drawings are laid out on one page: a grid of equal boxes with a label over each drawing.

namespace AsciiGen.Imaging.Sheets;

/// <summary>A grid of boxes.</summary>
/// <param name="Columns">Columns of characters a box holds.</param>
/// <param name="Rows">Rows of characters a box holds, the label not counted.</param>
/// <param name="Across">Boxes side by side.</param>
/// <param name="Down">Boxes one above the other.</param>
public sealed record SheetLayout(int Columns, int Rows, int Across, int Down)
{
    /// <summary>Boxes of one page.</summary>
    public int Count => Across * Down;
}
