// A text cut into what is typed at a time: a character with the blanks before it and the escape sequences around it.

namespace AsciiGen.Cli;

internal static class Typing
{
    private const double MostSeconds = 3;
    private const double LongestPause = 0.02; // seconds

    /// <summary>The pieces in order; together they are the text.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e')
            {
                while (i + 1 < text.Length && !char.IsAsciiLetter(text[i])) i++;
            }
            else if (text[i] > ' ')
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        if (start < text.Length) yield return text[start..];
    }

    /// <summary>How long to wait after each piece, so that the whole text takes a few seconds at most.</summary>
    public static TimeSpan Pause(string text) => TimeSpan.FromSeconds(Math.Min(LongestPause, MostSeconds / Math.Max(1, text.Count(c => c > ' '))));
}
