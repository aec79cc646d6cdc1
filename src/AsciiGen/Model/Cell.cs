// Where the next token will stand and what surrounds that place. One of these goes into the model beside every
// token; the canvas makes them, for drawing and for training alike, so the two cannot disagree.

namespace AsciiGen.Model;

/// <summary>The place the next token is drawn at, as the model sees it.</summary>
/// <param name="Row">Row from the top, 0..height-1.</param>
/// <param name="Column">Column from the left, 0..width.</param>
/// <param name="RowsLeft">Height limit minus row, 1..height.</param>
/// <param name="ColumnsLeft">Width limit minus column, 0..width.</param>
/// <param name="AboveLeft">Neighbour symbol at (row-1, column-1); 0 is outside.</param>
/// <param name="Above">Neighbour symbol at (row-1, column); 0 is outside.</param>
/// <param name="AboveRight">Neighbour symbol at (row-1, column+1); 0 is outside.</param>
/// <param name="RotaryRow">Row angle index of the rotary embedding: 0 in the prompt, row + 1 in the drawing.</param>
/// <param name="RotaryColumn">Column angle index: place in the prompt, or the column.</param>
/// <param name="AboveLeft2">Neighbour symbol at (row-1, column-2); this and the rest are for models with eight neighbours.</param>
/// <param name="AboveRight2">Neighbour symbol at (row-1, column+2).</param>
/// <param name="TwoAboveLeft">Neighbour symbol at (row-2, column-1).</param>
/// <param name="TwoAbove">Neighbour symbol at (row-2, column).</param>
/// <param name="TwoAboveRight">Neighbour symbol at (row-2, column+1).</param>
internal readonly record struct Cell(
    int Row, int Column, int RowsLeft, int ColumnsLeft, int AboveLeft, int Above, int AboveRight, int RotaryRow, int RotaryColumn,
    int AboveLeft2 = 0, int AboveRight2 = 0, int TwoAboveLeft = 0, int TwoAbove = 0, int TwoAboveRight = 0)
{
    /// <summary>Neighbour symbol by its number, in the order of <see cref="TensorCatalog.NeighbourTables"/>.</summary>
    internal int Neighbour(int index) => index switch
    {
        0 => AboveLeft,
        1 => Above,
        2 => AboveRight,
        3 => AboveLeft2,
        4 => AboveRight2,
        5 => TwoAboveLeft,
        6 => TwoAbove,
        _ => TwoAboveRight,
    };

    /// <summary>The cell that goes with the prompt token at <paramref name="index"/> (0 is <c>&lt;begin&gt;</c>); not for <c>&lt;art&gt;</c>.</summary>
    public static Cell InPrompt(int index, int width, int height) => new(0, 0, height, width, 0, 0, 0, 0, index);
}
