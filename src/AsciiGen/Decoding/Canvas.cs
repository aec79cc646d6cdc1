// The drawing so far and what is left of its limits: width, height, characters. Every token is checked here
// before it is drawn, so no weights can break a limit. Does not know models or logits.
//
//   column ->   0   1   2        a row never ends in blanks, the drawing never starts with an empty row,
//   row 0       /   \            and from every reachable state at least one token is allowed.
//   row 1       \   /

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>A drawing under limits, grown token by token.</summary>
internal sealed class Canvas
{
    private readonly byte[] _cells; // (height, width), 0 = nothing drawn
    private readonly int[] _rowLengths; // (height)
    private int _lastToken = Vocabulary.Art;

    /// <summary>An empty canvas.</summary>
    /// <param name="width">Most columns, at least 1.</param>
    /// <param name="height">Most rows, at least 1.</param>
    /// <param name="maxCharacters">Most characters in all, line feeds between rows included, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    public Canvas(int width, int height, int maxCharacters = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCharacters, 1);
        Width = width;
        Height = height;
        CharactersLeft = maxCharacters;
        _cells = new byte[width * height];
        _rowLengths = new int[height];
    }

    /// <summary>Most columns.</summary>
    public int Width { get; }

    /// <summary>Most rows.</summary>
    public int Height { get; }

    /// <summary>Row of the next token, 0..<see cref="Height"/>-1.</summary>
    public int Row { get; private set; }

    /// <summary>Column of the next token, 0..<see cref="Width"/>.</summary>
    public int Column { get; private set; }

    /// <summary>Characters that may still be drawn, line feeds included.</summary>
    public int CharactersLeft { get; private set; }

    /// <summary>True once <see cref="Vocabulary.End"/> was appended.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Where the next token will stand, as the model sees it.</summary>
    public Cell Cell => new(
        Row, Column, Height - Row, Width - Column,
        SymbolAbove(1, Column - 1), SymbolAbove(1, Column), SymbolAbove(1, Column + 1), Row + 1, Column,
        SymbolAbove(1, Column - 2), SymbolAbove(1, Column + 2), SymbolAbove(2, Column - 1), SymbolAbove(2, Column), SymbolAbove(2, Column + 1));

    /// <summary>True when the token can be drawn now without breaking a limit or the shape of a drawing.</summary>
    public bool Allows(int token)
    {
        if (IsComplete) return false;
        if (Vocabulary.IsInk(token)) return Column < Width && CharactersLeft >= 1;
        if (Vocabulary.IsBlank(token))
        {
            // Something must be able to follow, in this row and within the characters left.
            var cells = Vocabulary.CellCount(token);
            return Column + cells < Width && CharactersLeft > cells;
        }

        return token switch
        {
            Vocabulary.NewLine => Row + 1 < Height && CharactersLeft >= 2
                && (Vocabulary.IsInk(_lastToken) || _lastToken == Vocabulary.NewLine),
            Vocabulary.End => Vocabulary.IsInk(_lastToken),
            _ => false,
        };
    }

    /// <summary>Draws a token.</summary>
    /// <exception cref="InvalidOperationException">The token is not allowed now.</exception>
    public void Append(int token)
    {
        if (!Allows(token))
        {
            throw new InvalidOperationException(
                $"token {token} is not allowed at row {Row}, column {Column} of a {Width}x{Height} canvas with {CharactersLeft} characters left");
        }

        _lastToken = token;
        if (token == Vocabulary.End)
        {
            IsComplete = true;
            return;
        }

        if (token == Vocabulary.NewLine)
        {
            Row++;
            Column = 0;
            CharactersLeft--;
            return;
        }

        var cells = Vocabulary.CellCount(token);
        var drawn = Vocabulary.IsInk(token) ? (byte)token : (byte)Vocabulary.Space;
        _cells.AsSpan((Row * Width) + Column, cells).Fill(drawn);
        Column += cells;
        CharactersLeft -= cells;
        _rowLengths[Row] = Column;
    }

    /// <summary>One drawn row without trailing blanks.</summary>
    /// <param name="row">0..<see cref="Row"/>.</param>
    public string RowText(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row, Row);
        return string.Create(_rowLengths[row], (this, row), static (text, state) =>
        {
            var (canvas, row) = state;
            for (var c = 0; c < text.Length; c++) text[c] = (char)canvas._cells[(row * canvas.Width) + c];
        }).TrimEnd(' ');
    }

    /// <summary>The drawing: rows joined by line feeds, no trailing blanks, no empty rows at the end.</summary>
    public override string ToString() =>
        string.Join('\n', Enumerable.Range(0, Row + 1).Select(RowText)).TrimEnd('\n');

    private int SymbolAbove(int rows, int column)
    {
        if (Row < rows || column < 0 || column >= Width) return 0;
        var character = _cells[((Row - rows) * Width) + column];
        return Vocabulary.Symbol(character == 0 ? Vocabulary.Space : character);
    }
}
