// A drawing as its reader sees it: the characters of a grid set side by side from a glyph atlas. Does not know what the
// drawing is of.

using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Imaging.Measures;

/// <summary>Draws text grids.</summary>
public static class TextPicture
{
    /// <summary>Draws a grid; short rows and missing rows are blank.</summary>
    /// <param name="rows">Text, at most <paramref name="count"/> rows of at most <paramref name="columns"/> characters.</param>
    /// <param name="columns">Cells across.</param>
    /// <param name="count">Cells down.</param>
    /// <param name="atlas">The font.</param>
    /// <exception cref="ArgumentException">The text is larger than the grid.</exception>
    public static Coverage Draw(IReadOnlyList<string> rows, int columns, int count, GlyphAtlas atlas)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(atlas);
        if (rows.Count > count || rows.Any(row => row.Length > columns)) throw new ArgumentException($"the text is larger than {columns}x{count}", nameof(rows));
        var picture = new Coverage(columns, count);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Length; column++) DrawCell(picture, atlas, rows[row][column], column, row);
        }

        return picture;
    }

    private static void DrawCell(Coverage picture, GlyphAtlas atlas, char character, int column, int row)
    {
        if (character == ' ') return;
        for (var y = 0; y < Coverage.CellHeight; y++)
        {
            var glyph = atlas.Row(character, y);
            var place = (((row * Coverage.CellHeight) + y) * picture.Width) + (column * Coverage.CellWidth);
            for (var x = 0; x < glyph.Length; x++) picture.Ink[place + x] = (255 - glyph[x]) / 255f;
        }
    }
}
