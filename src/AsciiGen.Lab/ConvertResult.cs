// What `bench convert` gathers for one style, width and program, and the row of the table it becomes.

using AsciiGen.Imaging.Measures;
using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Lab;

internal sealed class ConvertResult(string style, int width, string program)
{
    private readonly List<double> _similarities = [];
    private long _stray;
    private long _characters;
    private TimeSpan _reading;
    private TimeSpan _converting;
    private int _timed;
    private double? _better;

    internal string Style => style;

    internal int Width => width;

    /// <summary>The figures in the order of the table; null where they do not apply.</summary>
    internal ConvertSummary Summary => new(
        style, width, program, Median(), _similarities.Average(), _characters == 0 ? 0 : (double)_stray / _characters, _better,
        _timed == 0 ? null : _timed / _converting.TotalSeconds, _timed == 0 ? null : _timed / (_converting + _reading).TotalSeconds);

    internal void Add(IReadOnlyList<string> rows, Coverage picture, GlyphAtlas atlas)
    {
        _similarities.Add(Similarity.Of(TextPicture.Draw(rows, picture.Columns, picture.Rows, atlas), picture));
        var (stray, characters) = StrayCharacters.Count(rows, picture, atlas);
        _stray += stray;
        _characters += characters;
    }

    internal void AddTime(TimeSpan reading, TimeSpan converting)
    {
        _reading += reading;
        _converting += converting;
        _timed++;
    }

    internal void CompareWith(ConvertResult other) =>
        _better = _similarities.Zip(other._similarities).Count(pair => pair.First > pair.Second) / (double)_similarities.Count;

    private double Median()
    {
        var sorted = _similarities.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
