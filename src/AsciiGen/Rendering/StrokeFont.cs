// A font of strokes for ASCII art, drawn for this program and free for any use (CC0): what makes lines (/ \ | _ - = ~) reaches the
// edges of its cell, so that neighbours meet. A glyph is a line of text: the character, then points "x,y" joined by strokes;
// a point in parentheses bends the stroke towards itself, a bar lifts the pen, a point alone is a dot. Capitals stand
// from 3 to 13, small letters from 6, tails go down to 15.4. Does not know pixels.

using System.Globalization;

namespace AsciiGen.Rendering;

internal static partial class StrokeFont
{
    /// <summary>Width of a cell.</summary>
    public const int Width = 8;

    /// <summary>Height of a cell.</summary>
    public const int Height = 16;

    /// <summary>How far ink may stand out of the cell.</summary>
    public const int Bleed = 1;

    private const float Pen = 0.6f;
    private const float Dot = 1.1f;
    private const int PiecesOfCurve = 12;

    // Of the point a curve bends towards; the square root of a half would make quarters of ellipses, more makes them squarer.
    private const float Pull = 0.8f;

    private static readonly Dictionary<char, string> _paths = new[] { Punctuation, Digits, Capitals, SmallLetters }.SelectMany(table => table.Split('\n')).ToDictionary(line => line[0], line => line[2..]);

    /// <summary>The strokes of a character; none of the space.</summary>
    /// <param name="character">Printable ASCII.</param>
    public static List<Stroke> StrokesOf(char character)
    {
        var strokes = new List<Stroke>();
        if (character == ' ') return strokes;
        foreach (var path in _paths[character].Split(" | ")) Add(path, strokes);
        return strokes;
    }

    private static void Add(string path, List<Stroke> strokes)
    {
        var words = path.Split(' ');
        var (x, y) = PointOf(words[0]);
        if (words.Length == 1) strokes.Add(new(x, y, x, y, Dot));
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i][0] != '(')
            {
                var (toX, toY) = PointOf(words[i]);
                strokes.Add(new(x, y, toX, toY, Pen));
                (x, y) = (toX, toY);
                continue;
            }

            var (bend, end, start) = (PointOf(words[i].Trim('(', ')')), PointOf(words[++i]), (X: x, Y: y));
            for (var piece = 1; piece <= PiecesOfCurve; piece++)
            {
                var (toX, toY) = OnCurve(start, bend, end, (float)piece / PiecesOfCurve);
                strokes.Add(new(x, y, toX, toY, Pen));
                (x, y) = (toX, toY);
            }
        }
    }

    // A rational quadratic curve.
    private static (float X, float Y) OnCurve((float X, float Y) start, (float X, float Y) bend, (float X, float Y) end, float t)
    {
        float a = (1 - t) * (1 - t), b = 2 * t * (1 - t) * Pull, c = t * t;
        return (((a * start.X) + (b * bend.X) + (c * end.X)) / (a + b + c), ((a * start.Y) + (b * bend.Y) + (c * end.Y)) / (a + b + c));
    }

    private static (float X, float Y) PointOf(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return (float.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture), float.Parse(text.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    }
}
