// A drawing cut into pieces of one colour, line feeds on their own.

namespace AsciiGen.Rendering;

/// <summary>A piece of one colour.</summary>
internal readonly record struct ColourRun(string Text, int Colour);

internal static class ColourRuns
{
    /// <summary>The pieces in order; together they are the text.</summary>
    /// <param name="text">Rows joined by line feeds.</param>
    /// <param name="theme">With at least one colour.</param>
    /// <param name="firstRow">Number of the first row, where the rows above were handed out before.</param>
    /// <param name="rows">Rows over which the colours run; those of the text unless more are to come.</param>
    /// <param name="columns">The same of columns.</param>
    public static IEnumerable<ColourRun> Of(string text, Theme theme, int firstRow = 0, int rows = 0, int columns = 0)
    {
        var lines = text.Split('\n');
        rows = Math.Max(rows, firstRow + lines.Length);
        columns = Math.Max(columns, lines.Max(line => line.Length));
        for (var row = 0; row < lines.Length; row++)
        {
            if (row > 0) yield return new("\n", 0);
            if (lines[row].Length == 0) continue;
            if (!theme.IsByColumn)
            {
                yield return new(lines[row], theme.At(Place(firstRow + row, rows)));
                continue;
            }

            for (var column = 0; column < lines[row].Length; column++) yield return new(lines[row][column].ToString(), theme.At(Place(column, columns)));
        }
    }

    private static double Place(int index, int count) => count < 2 ? 0 : (double)index / (count - 1);
}
