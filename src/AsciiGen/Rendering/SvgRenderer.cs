// A drawing as SVG: text in a monospaced font, each piece stretched to its columns, so that the rows stand under each other whatever
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
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"");
        svg.Append(CultureInfo.InvariantCulture, $" role=\"img\" aria-label=\"ASCII drawing: {name}\">\n<title>{name}</title>\n");
        if (theme.Background is { } background) svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"{Markup.Colour(background)}\"/>\n");
        svg.Append(GradientOf(theme, width, height));
        svg.Append(CultureInfo.InvariantCulture, $"<g font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"16.6\" fill=\"{FillOf(theme)}\">\n");
        foreach (var (row, line) in rows.Index())
        {
            // Piece by piece: of two blanks in a row some readers keep only one.
            for (var start = 0; start < line.Length;)
            {
                if (line[start] == ' ')
                {
                    start++;
                    continue;
                }

                var gap = line.IndexOf("  ", start, StringComparison.Ordinal);
                var piece = line[start..(gap < 0 ? line.Length : gap)];
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(start + 1) * CellWidth}\" y=\"{((row + 1) * CellHeight) + Baseline}\" textLength=\"{piece.Length * CellWidth}\">{Markup.Escape(piece)}</text>\n");
                start += piece.Length;
            }
        }

        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static string FillOf(Theme theme) => theme.Colours.Count switch
    {
        0 => "currentColor",
        1 => Markup.Colour(theme.Colours[0]),
        _ => $"url(#{theme.Name})",
    };

    // From the first cell to the last, inside the margin.
    private static string GradientOf(Theme theme, int width, int height)
    {
        if (theme.Colours.Count < 2) return "";
        var end = theme.IsByColumn ? $"x2=\"{width - CellWidth}\" y2=\"{CellHeight}\"" : $"x2=\"{CellWidth}\" y2=\"{height - CellHeight}\"";
        var stops = theme.Colours.Select((colour, place) => string.Create(CultureInfo.InvariantCulture, $"<stop offset=\"{(double)place / (theme.Colours.Count - 1):0.###}\" stop-color=\"{Markup.Colour(colour)}\"/>"));
        return $"<linearGradient id=\"{theme.Name}\" gradientUnits=\"userSpaceOnUse\" x1=\"{CellWidth}\" y1=\"{CellHeight}\" {end}>{string.Concat(stops)}</linearGradient>\n";
    }
}
