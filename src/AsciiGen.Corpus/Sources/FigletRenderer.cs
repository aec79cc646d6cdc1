// Writes a word in a FIGlet font, glyph by glyph from the left, as close together as the font's layout lets them.
// Gives the same rows as the figlet program with its default layout, apart from trailing blanks.

using System.Text;

namespace AsciiGen.Corpus.Sources;

/// <summary>Draws words in large letters.</summary>
public static class FigletRenderer
{
    /// <summary>Draws one line of text.</summary>
    /// <param name="font">The font.</param>
    /// <param name="text">Printable ASCII.</param>
    /// <returns><see cref="FigletFont.Height"/> rows joined by line feeds; not normalised.</returns>
    public static string Render(FigletFont font, string text)
    {
        ArgumentNullException.ThrowIfNull(font);
        ArgumentNullException.ThrowIfNull(text);
        var rows = new StringBuilder[font.Height];
        for (var r = 0; r < rows.Length; r++) rows[r] = new();
        var previousWidth = 0;
        foreach (var character in text)
        {
            var glyph = font.Glyph(character);
            var width = glyph[0].Length;
            // The figlet program never lets a glyph of one column share it.
            var mayJoin = previousWidth >= 2 && width >= 2;
            Append(rows, glyph, Overlap(rows, glyph, font, mayJoin), font);
            previousWidth = width;
        }

        return string.Join('\n', rows.Select(row => row.ToString().TrimEnd(' ').Replace(font.HardBlank, ' ')));
    }

    /// <summary>Columns the glyph moves into what is drawn: the blanks between them in the tightest row, and one more where characters join.</summary>
    private static int Overlap(StringBuilder[] rows, IReadOnlyList<string> glyph, FigletFont font, bool mayJoin)
    {
        if (!font.Layout.ClosesUp) return 0;
        var overlap = glyph[0].Length;
        for (var r = 0; r < rows.Length; r++)
        {
            var last = rows[r].Length - 1;
            while (last >= 0 && rows[r][last] == ' ') last--;
            var first = glyph[r].Length - glyph[r].AsSpan().TrimStart(' ').Length;
            var room = rows[r].Length - 1 - last + first;
            var touches = last >= 0 && first < glyph[r].Length;
            if (touches && mayJoin && font.Layout.Join(rows[r][last], glyph[r][first], font.HardBlank) != '\0') room++;
            overlap = Math.Min(overlap, room);
        }

        return overlap;
    }

    private static void Append(StringBuilder[] rows, IReadOnlyList<string> glyph, int overlap, FigletFont font)
    {
        var start = rows[0].Length - overlap;
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < glyph[r].Length; c++)
            {
                var column = start + c;
                var right = glyph[r][c];
                if (column >= rows[r].Length) rows[r].Append(right);
                else if (column >= 0 && right != ' ')
                {
                    var left = rows[r][column];
                    rows[r][column] = left == ' ' ? right : font.Layout.Join(left, right, font.HardBlank);
                }
            }
        }
    }
}
