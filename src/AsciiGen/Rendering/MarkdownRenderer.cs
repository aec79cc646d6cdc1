// A drawing in a fenced block: the fence is longer than any run of backticks in it (CommonMark 4.5).

namespace AsciiGen.Rendering;

/// <summary>Writes drawings as Markdown.</summary>
public static class MarkdownRenderer
{
    /// <summary>The block, with a line feed at its end.</summary>
    /// <param name="text">Rows joined by line feeds.</param>
    public static string Render(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int longest = 2, run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return $"{fence}text\n{text}\n{fence}\n";
    }
}
