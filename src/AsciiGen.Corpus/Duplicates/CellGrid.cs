// A drawing as a rectangle of cells, each with its character and the class of shapes the character belongs to: a
// converter that chooses ',' where another chooses '.' has drawn the same thing. Does not know what is compared.

namespace AsciiGen.Corpus.Duplicates;

/// <summary>The cells of one normalised drawing.</summary>
internal sealed class CellGrid
{
    private static readonly byte[] _classes = BuildClasses();

    private readonly char[] _cells;

    internal CellGrid(string text)
    {
        var rows = text.Split('\n');
        Height = rows.Length;
        Width = rows.Max(row => row.Length);
        _cells = new char[Width * Height];
        Array.Fill(_cells, ' ');
        for (var r = 0; r < rows.Length; r++) rows[r].CopyTo(0, _cells, r * Width, rows[r].Length);
        Ink = _cells.Count(cell => cell != ' ');
    }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>Cells that are not blank.</summary>
    internal int Ink { get; }

    /// <summary>The character of a cell; blank outside.</summary>
    internal char this[int row, int column] =>
        (uint)row < (uint)Height && (uint)column < (uint)Width ? _cells[(row * Width) + column] : ' ';

    /// <summary>True within a filled area: the four neighbours have the cell's own character.</summary>
    internal bool IsInterior(int row, int column)
    {
        var cell = this[row, column];
        return this[row - 1, column] == cell && this[row + 1, column] == cell && this[row, column - 1] == cell && this[row, column + 1] == cell;
    }

    /// <summary>The same number for characters of about the same shape and place in the cell; 0 for a blank.</summary>
    internal static byte ClassOf(char character) => character < 128 ? _classes[character] : (byte)127;

    private static byte[] BuildClasses()
    {
        string[] alike = [" ", "._,", "'`\"^", "|!Il[](){}1", "-~=", "/J", "\\L", ":;", "oO0", "#@%&"];
        var classes = new byte[128];
        for (var character = 0; character < classes.Length; character++) classes[character] = (byte)character;
        // Characters from 33 on stand for themselves, so these numbers are free.
        for (var i = 0; i < alike.Length; i++)
        {
            foreach (var character in alike[i]) classes[character] = (byte)i;
        }

        return classes;
    }
}
