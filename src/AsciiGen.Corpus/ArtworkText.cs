// The one normal form of a drawing's text: two files that draw the same picture with other margins, tabs or line
// ends get the same text and so the same hash. Refuses nothing; ArtworkRules judges what comes out.

using System.Security.Cryptography;
using System.Text;

namespace AsciiGen.Corpus;

/// <summary>Normalises and measures the text of a drawing.</summary>
public static class ArtworkText
{
    /// <summary>Columns between tab stops.</summary>
    public const int TabWidth = 8;

    /// <summary>
    /// Line ends become line feeds, tabs become spaces, and trailing blanks, empty rows at the top and bottom and the
    /// common left margin go. Normalising twice changes nothing.
    /// </summary>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = text.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n').Select(row => ExpandTabs(row).TrimEnd(' ')).ToArray();
        var first = Array.FindIndex(rows, row => row.Length > 0);
        if (first < 0) return "";
        var last = Array.FindLastIndex(rows, row => row.Length > 0);
        var drawn = rows[first..(last + 1)];
        var margin = drawn.Where(row => row.Length > 0).Min(row => row.Length - row.TrimStart(' ').Length);
        return string.Join('\n', drawn.Select(row => row.Length > 0 ? row[margin..] : row));
    }

    /// <summary>SHA-256 of a normalised text in UTF-8, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(string normalized) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalized)));

    /// <summary>Measures a normalised text.</summary>
    public static ArtworkMeasures Measure(string normalized)
    {
        ArgumentNullException.ThrowIfNull(normalized);
        if (normalized.Length == 0) return new(0, 0, 0, 0, "");
        var rows = normalized.Split('\n');
        var ink = normalized.Where(character => character is not (' ' or '\n')).ToArray();
        return new(rows.Max(row => row.Length), rows.Length, normalized.Length, ink.Length, string.Concat(ink.Distinct().Order()));
    }

    private static string ExpandTabs(string row)
    {
        if (!row.Contains('\t')) return row;
        var expanded = new StringBuilder(row.Length + TabWidth);
        foreach (var character in row)
        {
            if (character == '\t') expanded.Append(' ', TabWidth - (expanded.Length % TabWidth));
            else expanded.Append(character);
        }

        return expanded.ToString();
    }
}
