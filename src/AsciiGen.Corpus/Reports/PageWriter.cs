// Writes HTML without ever forgetting to escape: text goes in through methods that encode it. Knows headings, tables,
// drawings and two kinds of charts in SVG whose colours come from the page's style sheet, so that they suit light and
// dark alike. Does not know what the numbers mean.

using System.Globalization;
using System.Net;
using System.Text;

namespace AsciiGen.Corpus.Reports;

/// <summary>Writes one HTML page that needs no network and no script.</summary>
public sealed class PageWriter
{
    private const int LabelWidth = 190;
    private const int BarWidth = 230;
    private const int BarHeight = 18;

    private readonly StringBuilder _page = new();

    /// <summary>The style sheet of this program's reports: plain, light and dark.</summary>
    public static string ReportStyle => EmbeddedText.Read("report.css");

    /// <summary>The page so far.</summary>
    public override string ToString() => _page.ToString();

    /// <summary>Begins the page.</summary>
    public void Open(string title, string style)
    {
        _page.Append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Encode(title)}</title>\n<style>\n{style}</style>\n<main>\n<h1>{Encode(title)}</h1>\n");
    }

    /// <summary>Ends the page.</summary>
    public void Close() => _page.Append("</main>\n</html>\n");

    /// <summary>A heading of the second level.</summary>
    public void Heading(string text) => _page.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(text)}</h2>\n");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => _page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(text)}</p>\n");

    /// <summary>Large numbers with a word below each.</summary>
    public void Numbers(params (string Number, string Word)[] numbers)
    {
        _page.Append("<dl>\n");
        foreach (var (number, word) in numbers) _page.Append(CultureInfo.InvariantCulture, $"<div><dd>{Encode(number)}</dd><dt>{Encode(word)}</dt></div>\n");
        _page.Append("</dl>\n");
    }

    /// <summary>A table; columns from <paramref name="firstNumber"/> on are numbers.</summary>
    public void Table(string[] heads, int firstNumber, IEnumerable<string[]> rows)
    {
        string Cell(string tag, string text, int column) => $"<{tag}{(column >= firstNumber ? " class=\"n\"" : "")}>{Encode(text)}</{tag}>";
        _page.Append("<div class=\"wide\"><table>\n<tr>").AppendJoin("", heads.Select((head, column) => Cell("th", head, column))).Append("</tr>\n");
        foreach (var row in rows) _page.Append("<tr>").AppendJoin("", row.Select((text, column) => Cell("td", text, column))).Append("</tr>\n");
        _page.Append("</table></div>\n");
    }

    /// <summary>One horizontal bar for each count, the longest as wide as the chart.</summary>
    public void Bars(string title, IReadOnlyList<(string Label, double Value, string Text)> bars)
    {
        if (bars.Count == 0) return;
        var most = Math.Max(bars.Max(bar => bar.Value), double.Epsilon);
        OpenChart(title, LabelWidth + BarWidth + 80, bars.Count * BarHeight);
        for (var i = 0; i < bars.Count; i++)
        {
            var (label, value, text) = bars[i];
            var (top, width) = (i * BarHeight, value / most * BarWidth);
            Text(LabelWidth - 6, top + 13, label, "end");
            Rectangle(LabelWidth, top + 2, width, BarHeight - 4, 1, $"{label}: {text}");
            Text(LabelWidth + width + 5, top + 13, text, "start");
        }

        CloseChart();
    }

    /// <summary>Columns side by side; a label stands under every <paramref name="labelEvery"/>th.</summary>
    public void Columns(string title, IReadOnlyList<(string Label, double Value)> columns, int labelEvery)
    {
        const int width = 500, height = 120;
        var most = Math.Max(columns.Max(column => column.Value), double.Epsilon);
        var step = (double)width / columns.Count;
        OpenChart(title, width, height + 18);
        for (var i = 0; i < columns.Count; i++)
        {
            var tall = columns[i].Value / most * height;
            Rectangle((i * step) + 1, height - tall, step - 2, tall, 1, string.Create(CultureInfo.InvariantCulture, $"{columns[i].Label}: {columns[i].Value:N0}"));
            if (i % labelEvery == 0) Text((i + 0.5) * step, height + 14, columns[i].Label, "middle");
        }

        CloseChart();
    }

    /// <summary>A grid of cells, darker for more; the root of a count decides, or small ones could not be seen.</summary>
    public void Grid(string title, string[] columns, string[] rows, Func<int, int, int> count)
    {
        const int left = 60, cell = 44, tall = 26;
        var most = Math.Sqrt(Math.Max(1, Enumerable.Range(0, columns.Length).Max(column => Enumerable.Range(0, rows.Length).Max(row => count(column, row)))));
        OpenChart(title, left + (columns.Length * cell), (rows.Length * tall) + 18);
        for (var row = 0; row < rows.Length; row++)
        {
            Text(left - 6, (row * tall) + 17, rows[row], "end");
            for (var column = 0; column < columns.Length; column++)
            {
                var many = count(column, row);
                if (many == 0) continue;
                Rectangle(left + (column * cell), row * tall, cell - 2, tall - 2, 0.1 + (0.7 * Math.Sqrt(many) / most), $"{columns[column]} columns, {rows[row]} rows: {many}");
                Text(left + ((column + 0.5) * cell) - 1, (row * tall) + 16, Short(many), "middle");
            }
        }

        for (var column = 0; column < columns.Length; column++) Text(left + ((column + 0.5) * cell) - 1, (rows.Length * tall) + 13, columns[column], "middle");
        CloseChart();
    }

    /// <summary>Drawings side by side under a heading of the third level, each with a line under it.</summary>
    public void Drawings(string title, IEnumerable<(string Text, string Caption)> drawings)
    {
        _page.Append(CultureInfo.InvariantCulture, $"<h3>{Encode(title)}</h3>\n<div class=\"art\">\n");
        foreach (var (text, caption) in drawings) _page.Append(CultureInfo.InvariantCulture, $"<figure><pre>{Encode(text)}</pre><figcaption>{Encode(caption)}</figcaption></figure>\n");
        _page.Append("</div>\n");
    }

    /// <summary>Markup and control characters become harmless; a refused drawing may hold anything.</summary>
    public static string Encode(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.Select(character => char.IsControl(character) && character != '\n' ? '\ufffd' : character)));

    private static string Short(int count) => count < 1000 ? $"{count}" : string.Create(CultureInfo.InvariantCulture, $"{count / 1000.0:0.#}k");

    private void OpenChart(string title, double width, double height) => _page.Append(
        CultureInfo.InvariantCulture, $"<figure class=\"chart\"><figcaption>{Encode(title)}</figcaption><svg viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" role=\"img\" aria-label=\"{Encode(title)}\">\n");

    private void CloseChart() => _page.Append("</svg></figure>\n");

    private void Text(double x, double y, string text, string anchor) =>
        _page.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{Encode(text)}</text>\n");

    private void Rectangle(double x, double y, double width, double height, double opacity, string hint) => _page.Append(
        CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{Math.Max(0.5, width):0.#}\" height=\"{height:0.#}\" opacity=\"{opacity:0.##}\"><title>{Encode(hint)}</title></rect>\n");
}
