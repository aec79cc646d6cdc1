// A drawing as a rectangle of cells, each with its character and the class of shapes the character belongs to: a
// converter that chooses ',' where another chooses '.' has drawn the same thing. Does not know what is compared.

using System.Runtime.InteropServices;

namespace AsciiGen.Corpus;

/// <summary>The cells of one normalised drawing.</summary>
internal sealed class CellGrid
{
    /// <summary>Blank cells kept around the drawing, so that looking at neighbours needs no tests.</summary>
    internal const int Border = 6;

    private static readonly byte[] _classes = BuildClasses();

    private readonly char[] _cells;
    private readonly int _stride;
    private readonly List<(int Row, int Column)> _ink = [];

    internal CellGrid(string text)
    {
        var rows = text.Split('\n');
        Height = rows.Length;
        Width = rows.Max(row => row.Length);
        _stride = Width + (2 * Border);
        _cells = new char[_stride * (Height + (2 * Border))];
        Array.Fill(_cells, ' ');
        for (var r = 0; r < rows.Length; r++) rows[r].CopyTo(0, _cells, IndexOf(r, 0), rows[r].Length);
        for (var r = 0; r < Height; r++)
        {
            for (var c = 0; c < Width; c++)
            {
                if (this[r, c] != ' ') _ink.Add((r, c));
            }
        }
    }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>Cells that are not blank.</summary>
    internal int Ink => _ink.Count;

    /// <summary>Where those are, row by row.</summary>
    internal ReadOnlySpan<(int Row, int Column)> InkCells => CollectionsMarshal.AsSpan(_ink);

    /// <summary>The character of a cell; blank up to <see cref="Border"/> cells outside.</summary>
    internal char this[int row, int column] => _cells[IndexOf(row, column)];

    /// <summary>True within a filled area: the four neighbours have the cell's own character.</summary>
    internal bool IsInterior(int row, int column)
    {
        var cell = this[row, column];
        return this[row - 1, column] == cell && this[row + 1, column] == cell && this[row, column - 1] == cell && this[row, column + 1] == cell;
    }

    /// <summary>The same number for characters of about the same shape and place in the cell; 0 for a blank.</summary>
    internal static byte ClassOf(char character) => character < 128 ? _classes[character] : (byte)127;

    private int IndexOf(int row, int column) => ((row + Border) * _stride) + column + Border;

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
