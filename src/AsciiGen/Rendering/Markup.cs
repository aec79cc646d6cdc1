// Text inside HTML and XML: nothing of it is ever markup, and what XML forbids or would turn the direction of writing is left out.

using System.Text;

namespace AsciiGen.Rendering;

internal static class Markup
{
    /// <summary>Text between tags or in a quoted attribute.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case '\n': escaped.Append('\n'); break;
                case 0xFFFE or 0xFFFF: break;
                default:
                    if (Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format)) escaped.Append(rune.ToString());
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>A colour as CSS has it.</summary>
    public static string Colour(int rgb) => $"#{rgb:x6}";
}
