// Several drawings side by side as text, as many in a line as there is room for, standing on one row, each with its caption below.

using System.Text;

namespace AsciiGen.Rendering;

/// <summary>Arranges drawings.</summary>
public static class Sheet
{
    private const int Gap = 3;

    /// <summary>The sheet: rows joined by line feeds, without trailing blanks.</summary>
    /// <param name="texts">The drawings, rows joined by line feeds.</param>
    /// <param name="captions">A line for each.</param>
    /// <param name="columns">Most columns, at least 1; only a drawing that is wider itself stands out.</param>
    /// <exception cref="ArgumentException">There are not as many captions as drawings.</exception>
    public static string Arrange(IReadOnlyList<string> texts, IReadOnlyList<string> captions, int columns)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (texts.Count != captions.Count) throw new ArgumentException($"there are {texts.Count} drawings and {captions.Count} captions", nameof(captions));
        var lines = new List<string>();
        for (var start = 0; start < texts.Count;)
        {
            var line = new List<(string[] Rows, string Caption, int Width)>();
            var used = 0;
            for (; start < texts.Count; start++)
            {
                var rows = texts[start].Split('\n');
                var width = Math.Max(rows.Max(row => row.Length), captions[start].Length);
                if (line.Count > 0 && used + Gap + width > columns) break;
                used += width + (line.Count > 0 ? Gap : 0);
                line.Add((rows, captions[start], width));
            }

            lines.Add(LineOf(line));
        }

        return string.Join("\n\n", lines);
    }

    private static string LineOf(List<(string[] Rows, string Caption, int Width)> drawings)
    {
        var height = drawings.Max(drawing => drawing.Rows.Length);
        var text = new StringBuilder();
        for (var row = 0; row <= height; row++)
        {
            var line = new StringBuilder();
            foreach (var (rows, caption, width) in drawings)
            {
                var above = height - rows.Length;
                var cell = row == height ? caption : row < above ? "" : rows[row - above];
                line.Append(cell.PadRight(width + Gap));
            }

            if (row > 0) text.Append('\n');
            text.Append(line.ToString().TrimEnd(' '));
        }

        return text.ToString();
    }
}
