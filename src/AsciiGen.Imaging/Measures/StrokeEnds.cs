// Are outlines closed? Every stroke character has two ends; an end is joined when there is ink in one of the three cells
// it points to. A drawing of one unbroken outline joins all, a lone dash none. Cheap and blind to what is meant: whiskers
// end in the open, so the share means something only beside that of good drawings.
//
//    .--.      '-' points left and right, '|' up and down, '/' up right and down left;
//    |  |      dots and apostrophes are corners: they have no ends
//    '--'

namespace AsciiGen.Imaging.Measures;

/// <summary>Counts the ends of strokes.</summary>
public static class StrokeEnds
{
    private static readonly (int Row, int Column)[] _left = [(-1, -1), (0, -1), (1, -1)], _right = [(-1, 1), (0, 1), (1, 1)];
    private static readonly (int Row, int Column)[] _up = [(-1, -1), (-1, 0), (-1, 1)], _down = [(1, -1), (1, 0), (1, 1)];
    private static readonly (int Row, int Column)[] _upRight = [(-1, 0), (-1, 1), (0, 1)], _downLeft = [(1, 0), (1, -1), (0, -1)];
    private static readonly (int Row, int Column)[] _upLeft = [(-1, 0), (-1, -1), (0, -1)], _downRight = [(1, 0), (1, 1), (0, 1)];

    // An upright may also stand on a line at the foot of its own row.
    private static readonly (int Row, int Column)[] _foot = [.. _down, (0, -1), (0, 1)];

    /// <summary>Counts the ends of a drawing's strokes and those that meet ink.</summary>
    /// <param name="rows">The drawing.</param>
    public static (int Joined, int Ends) Count(IReadOnlyList<string> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int joined = 0, ends = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                if (EndsOf(rows[row][column]) is not { } stroke) continue;
                ends += 2;
                if (HasInk(rows, row, column, stroke.First)) joined++;
                if (HasInk(rows, row, column, stroke.Second)) joined++;
            }
        }

        return (joined, ends);
    }

    private static ((int Row, int Column)[] First, (int Row, int Column)[] Second)? EndsOf(char character) => character switch
    {
        '-' or '_' or '=' or '~' => (_left, _right),
        '|' or '(' or ')' => (_up, _foot),
        '/' => (_upRight, _downLeft),
        '\\' => (_upLeft, _downRight),
        _ => null,
    };

    private static bool HasInk(IReadOnlyList<string> rows, int row, int column, (int Row, int Column)[] places)
    {
        foreach (var (down, right) in places)
        {
            var (r, c) = (row + down, column + right);
            if ((uint)r < (uint)rows.Count && (uint)c < (uint)rows[r].Length && rows[r][c] != ' ') return true;
        }

        return false;
    }
}
