// Noise, counted: characters that show something the picture does not have. A character is stray when more than 60 % of
// its own ink lies farther than a third of a cell (across and down alike) from any ink of the picture, or when it stands
// alone (blanks on all eight sides) in a cell where the picture has next to no ink of its own.

using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Imaging.Measures;

/// <summary>Counts stray characters.</summary>
public static class StrayCharacters
{
    private const float Inked = 0.25f; // coverage from which a pixel of the picture is ink
    private const double FarShare = 0.6;
    private const float NextToNothing = 2; // pixels of ink in a cell; a dot has 4

    /// <summary>Counts the characters that are not blank, and those of them that are stray.</summary>
    /// <param name="rows">The drawing, at most as large as the picture.</param>
    /// <param name="picture">What it should show.</param>
    /// <param name="atlas">The font.</param>
    public static (int Stray, int Characters) Count(IReadOnlyList<string> rows, Coverage picture, GlyphAtlas atlas)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var text = TextPicture.Draw(rows, picture.Columns, picture.Rows, atlas);
        var near = Near(picture);
        int stray = 0, characters = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                if (rows[row][column] == ' ') continue;
                characters++;
                if (IsFar(text, near, column, row) || (StandsAlone(rows, column, row) && InkOf(picture, column, row) < NextToNothing)) stray++;
            }
        }

        return (stray, characters);
    }

    /// <summary>Counts the characters that are not blank, and those of them that are loose: blanks on all eight sides. Needs no
    /// picture; an eye in a face is loose as well, so the count means something only beside that of good drawings of its size.</summary>
    /// <param name="rows">The drawing.</param>
    public static (int Loose, int Characters) CountLoose(IReadOnlyList<string> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int loose = 0, characters = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                if (rows[row][column] == ' ') continue;
                characters++;
                if (StandsAlone(rows, column, row)) loose++;
            }
        }

        return (loose, characters);
    }

    // True where the picture has ink within an ellipse of a third of a cell.
    private static bool[] Near(Coverage picture)
    {
        var near = new bool[picture.Ink.Length];
        for (var i = 0; i < near.Length; i++)
        {
            if (picture.Ink[i] < Inked) continue;
            int x = i % picture.Width, y = i / picture.Width;
            for (var dy = -(Coverage.CellHeight / 3); dy <= Coverage.CellHeight / 3; dy++)
            {
                for (var dx = -(Coverage.CellWidth / 3); dx <= Coverage.CellWidth / 3; dx++)
                {
                    float across = 3f * dx / Coverage.CellWidth, down = 3f * dy / Coverage.CellHeight;
                    if ((across * across) + (down * down) > 1 || (uint)(x + dx) >= (uint)picture.Width || (uint)(y + dy) >= (uint)picture.Height) continue;
                    near[((y + dy) * picture.Width) + x + dx] = true;
                }
            }
        }

        return near;
    }

    private static bool IsFar(Coverage text, bool[] near, int column, int row)
    {
        double far = 0, all = 0;
        for (var y = 0; y < Coverage.CellHeight; y++)
        {
            var start = (((row * Coverage.CellHeight) + y) * text.Width) + (column * Coverage.CellWidth);
            for (var x = start; x < start + Coverage.CellWidth; x++)
            {
                all += text.Ink[x];
                if (!near[x]) far += text.Ink[x];
            }
        }

        return far > FarShare * all;
    }

    private static bool StandsAlone(IReadOnlyList<string> rows, int column, int row)
    {
        for (var r = Math.Max(0, row - 1); r <= Math.Min(rows.Count - 1, row + 1); r++)
        {
            for (var c = Math.Max(0, column - 1); c <= Math.Min(rows[r].Length - 1, column + 1); c++)
            {
                if ((r != row || c != column) && rows[r][c] != ' ') return false;
            }
        }

        return true;
    }

    private static float InkOf(Coverage picture, int column, int row)
    {
        var ink = 0f;
        for (var y = 0; y < Coverage.CellHeight; y++)
        {
            ink += picture.Ink.AsSpan((((row * Coverage.CellHeight) + y) * picture.Width) + (column * Coverage.CellWidth), Coverage.CellWidth).ToArray().Sum();
        }

        return ink;
    }
}
