// Rows with the escape sequences of a terminal's colours (ECMA-48 SGR): 24 bits where the terminal has them, else the 6 x 6 x 6
// colours of 256. Only what is drawn is coloured; the terminal keeps its background.

using System.Globalization;
using System.Text;

namespace AsciiGen.Rendering;

/// <summary>Writes drawings for a terminal.</summary>
public static class TerminalRenderer
{
    private const string Reset = "\e[0m";

    /// <summary>The rows, each with its colours switched off at its end; the very text for a theme without colours.</summary>
    /// <param name="text">Rows joined by line feeds.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="trueColour">Whether the terminal has 24-bit colours.</param>
    /// <param name="firstRow">Number of the first row, where the rows above were shown before.</param>
    /// <param name="rows">Rows over which the colours run; 0: those of the text.</param>
    /// <param name="columns">Columns over which the colours run; 0: those of the text.</param>
    public static string Render(string text, Theme theme, bool trueColour, int firstRow = 0, int rows = 0, int columns = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(theme);
        if (theme.Colours.Count == 0) return text;
        var coloured = new StringBuilder();
        int? current = null;
        foreach (var run in ColourRuns.Of(text, theme, firstRow, rows, columns))
        {
            if (run.Text == "\n")
            {
                if (current is not null) coloured.Append(Reset);
                current = null;
                coloured.Append('\n');
                continue;
            }

            if (run.Colour != current && !string.IsNullOrWhiteSpace(run.Text))
            {
                current = run.Colour;
                if (trueColour) coloured.Append(CultureInfo.InvariantCulture, $"\e[38;2;{run.Colour >> 16};{(run.Colour >> 8) & 255};{run.Colour & 255}m");
                else coloured.Append(CultureInfo.InvariantCulture, $"\e[38;5;{Indexed(run.Colour)}m");
            }

            coloured.Append(run.Text);
        }

        return current is null ? coloured.ToString() : coloured.Append(Reset).ToString();
    }

    private static int Indexed(int colour) => 16 + (36 * Level(colour >> 16)) + (6 * Level((colour >> 8) & 255)) + Level(colour & 255);

    // The levels are 0, 95, 135, 175, 215, 255.
    private static int Level(int value) => value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}
