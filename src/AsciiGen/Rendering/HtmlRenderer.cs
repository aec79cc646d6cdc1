// A drawing as a page of its own: no script, nothing fetched, the drawing as text that can be copied.

using System.Globalization;
using System.Text;

namespace AsciiGen.Rendering;

/// <summary>Writes drawings as HTML.</summary>
public static class HtmlRenderer
{
    /// <summary>The page.</summary>
    /// <param name="text">Rows joined by line feeds.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="theme">Its colours; without any, black on white or the reverse as the reader likes it.</param>
    public static string Render(string text, string title, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(theme);
        var name = Markup.Escape(title);
        var colours = theme.Colours.Count == 0 ? "" : $"background: {Markup.Colour(theme.Background ?? 0xFFFFFF)}; color: {Markup.Colour(theme.At(0))};";
        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{name}}</title>
            <style>
            :root { color-scheme: {{(theme.Colours.Count == 0 ? "light dark" : "only light")}}; }
            body { margin: 0; min-height: 100vh; display: grid; place-items: center; {{colours}} }
            pre { margin: 2ch; font: 16px/1.2 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-x: auto; }
            </style>
            </head>
            <body>
            <pre role="img" aria-label="ASCII drawing: {{name}}">
            {{Coloured(text, theme)}}
            </pre>
            </body>
            </html>

            """;
    }

    private static string Coloured(string text, Theme theme)
    {
        if (theme.Colours.Count < 2) return Markup.Escape(text);
        var page = new StringBuilder();
        foreach (var run in ColourRuns.Of(text, theme))
        {
            if (run.Text == "\n") page.Append('\n');
            else page.Append(CultureInfo.InvariantCulture, $"<span style=\"color:{Markup.Colour(run.Colour)}\">{Markup.Escape(run.Text)}</span>");
        }

        return page.ToString();
    }
}
