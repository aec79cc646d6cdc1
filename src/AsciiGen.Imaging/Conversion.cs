// What a converter found before its margins are cut off: every cell of the canvas and where the picture lies on it. The
// converters hand it out so that a drawing can be laid over the very picture it was made from and measured.

using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging;

/// <summary>An untrimmed drawing.</summary>
/// <param name="Rows">One text a row, each exactly as long as the placement has columns.</param>
/// <param name="Placement">Where the picture lies: cell units = picture units * Scale + Offset.</param>
internal sealed record Conversion(IReadOnlyList<string> Rows, Placement Placement)
{
    /// <summary>Rows joined by line feeds without trailing blanks, blank first and last rows and the blank left margin; "" when all is blank.</summary>
    public string ToText()
    {
        var lines = Rows.Select(row => row.TrimEnd(' ')).ToArray();
        int first = Array.FindIndex(lines, line => line.Length > 0), last = Array.FindLastIndex(lines, line => line.Length > 0);
        if (first < 0) return "";
        var margin = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines[first..(last + 1)].Select(line => line.Length == 0 ? "" : line[margin..]));
    }
}
