// What was measured, in order: each figure has a name for programs and a line for people. Knows JSON only as far as numbers
// and plain text need it. Does not know what is measured.

using System.Globalization;
using System.Text;

namespace AsciiGen.Cli.Bench;

internal sealed class FigureList
{
    private const int LabelWidth = 54;

    private readonly List<(string Name, string Label, string Json, string Shown)> _figures = [];

    /// <summary>Adds a text.</summary>
    public void Add(string name, string label, string text)
    {
        var line = StandardStreams.OneLine(text);
        _figures.Add((name, label, $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", line));
    }

    /// <summary>Adds a number.</summary>
    /// <param name="name">For programs.</param>
    /// <param name="label">For people.</param>
    /// <param name="value">Finite.</param>
    /// <param name="digits">Digits after the point.</param>
    public void Add(string name, string label, double value, int digits) => _figures.Add((
        name, label, value.ToString($"F{digits}", CultureInfo.InvariantCulture), value.ToString($"N{digits}", CultureInfo.InvariantCulture)));

    /// <summary>One JSON object, one figure a line.</summary>
    public string ToJson() => "{\n" + string.Join(",\n", _figures.Select(figure => $"  \"{figure.Name}\": {figure.Json}")) + "\n}\n";

    /// <summary>One figure a line, at most 80 columns where texts are short.</summary>
    public string ToTable()
    {
        var text = new StringBuilder();
        foreach (var (_, label, json, shown) in _figures) text.Append(json[0] == '"' ? $"{label,-14}{shown}\n" : $"{label,-LabelWidth} {shown,12}\n");
        return text.ToString();
    }
}
