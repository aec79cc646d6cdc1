// A drawing as cells that may be asked for beyond its edges: what is measured of a drawing looks at neighbours.
// Does not know limits, models or what is good.

using AsciiGen.Tokens;

namespace AsciiGen.Decoding.Scoring;

/// <summary>The cells of a drawing.</summary>
internal sealed class DrawingGrid
{
    private readonly char[] _cells; // (Height + 2, Width + 2), spaces around

    /// <summary>Reads rows joined by line feeds.</summary>
    /// <exception cref="ArgumentException">A character is neither printable ASCII nor a line feed.</exception>
    internal DrawingGrid(string text)
    {
        int width = 0, height = 1, column = 0;
        foreach (var character in text)
        {
            column = character == '\n' ? 0 : column + 1;
            if (character == '\n') height++;
            else if (!Vocabulary.IsPrintable(character)) throw new ArgumentException($"character U+{(int)character:X4} is not printable ASCII", nameof(text));
            width = Math.Max(width, column);
        }

        (Width, Height) = (width, height);
        _cells = new char[(height + 2) * (width + 2)];
        Array.Fill(_cells, ' ');
        (FirstColumn, LastColumn) = (width, -1);
        int row = 0, at = 0;
        foreach (var character in text)
        {
            if (character == '\n')
            {
                row++;
                at = 0;
                continue;
            }

            _cells[((row + 1) * (width + 2)) + at + 1] = character;
            if (Vocabulary.IsInk(character))
            {
                Ink++;
                FirstColumn = Math.Min(FirstColumn, at);
                LastColumn = Math.Max(LastColumn, at);
            }

            at++;
        }
    }

    /// <summary>Columns, those left of the first ink included.</summary>
    internal int Width { get; }

    /// <summary>Rows.</summary>
    internal int Height { get; }

    /// <summary>Cells with ink.</summary>
    internal int Ink { get; }

    /// <summary>First column with ink; <see cref="Width"/> without any.</summary>
    internal int FirstColumn { get; }

    /// <summary>Last column with ink; -1 without any.</summary>
    internal int LastColumn { get; }

    /// <summary>The character at -1..Height and -1..Width; a space beyond the edges.</summary>
    internal char this[int row, int column] => _cells[((row + 1) * (Width + 2)) + column + 1];

    /// <summary>True where something is drawn; the same range.</summary>
    internal bool HasInk(int row, int column) => this[row, column] != ' ';
}
