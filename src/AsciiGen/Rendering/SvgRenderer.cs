// A drawing as SVG: text in a monospaced font, each row stretched to its columns, so that the rows stand under each other whatever
// font there is. Readable by people and machines, and small.

using System.Globalization;
using System.Text;

namespace AsciiGen.Rendering;

/// <summary>Writes drawings as SVG.</summary>
public static class SvgRenderer
{
    private const int CellWidth = 10;
    private const int CellHeight = 20;
    private const int Baseline = 15; // below the top of a cell

    /// <summary>The picture.</summary>
    /// <param name="text">Rows joined by line feeds.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="theme">Its colours; without any, those of the page around it.</param>
    public static string Render(string text, string title, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(theme);
        var rows = text.Split('\n');
        var (width, height) = ((rows.Max(row => row.Length) + 2) * CellWidth, (rows.Length + 2) * CellHeight);
        var name = Markup.Escape(title);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"ASCII drawing: {name}\">\n<title>{name}</title>\n");
        if (theme.Background is { } background) svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"{Markup.Colour(background)}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<g font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"16.6\" xml:space=\"preserve\" fill=\"{(theme.Colours.Count == 0 ? "currentColor" : Markup.Colour(theme.At(0)))}\">\n");
        var (row, column) = (0, 0);
        foreach (var run in theme.Colours.Count == 0 ? Plain(rows) : ColourRuns.Of(text, theme))
        {
            if (run.Text == "\n")
            {
                (row, column) = (row + 1, 0);
                continue;
            }

            var ink = run.Text.TrimStart(' ');
            var start = column + run.Text.Length - ink.Length;
            column += run.Text.Length;
            if (ink.Length == 0) continue;
            var fill = theme.Colours.Count > 1 ? $" fill=\"{Markup.Colour(run.Colour)}\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(start + 1) * CellWidth}\" y=\"{((row + 1) * CellHeight) + Baseline}\" textLength=\"{ink.Length * CellWidth}\"{fill}>{Markup.Escape(ink)}</text>\n");
        }

        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static IEnumerable<ColourRun> Plain(string[] rows)
    {
        foreach (var row in rows)
        {
            yield return new(row, 0);
            yield return new("\n", 0);
        }
    }
}
