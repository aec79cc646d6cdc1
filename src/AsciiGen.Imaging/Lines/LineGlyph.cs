// The strokes a character stands for, on a grid of 8 x 16 per cell. These are not font outlines but what an
// artist uses the character for: '.' and '\'' are also rounded corners, '+' is also a tee and a sharp corner.
// One character therefore has several entries. Hand-made; no font is read.
//
//   0,0 ---- 8,0      x to the right, y down; "4,0 4,16" is a stroke, ";" starts the next one,
//    |        |       a stroke of one point is a dot: ink without a direction.
//   0,16 -- 8,16

using System.Globalization;
using System.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Imaging.Lines;

/// <summary>One shape a character can stand for, in cell units: 1 wide, 2 high.</summary>
internal sealed record LineGlyph(char Character, float Price, IReadOnlyList<IReadOnlyList<Vector2>> Strokes)
{
    // Price: what choosing the shape costs in cell widths of ink; plain line characters are cheap, odd ones dear.
    private static readonly (char Character, float Price, bool Mirror, string Shape)[] _shapes =
    [
        ('|', 0.00f, false, "4,0 4,16"),
        ('-', 0.00f, false, "0,8.5 8,8.5"),
        ('_', 0.00f, false, "0,15 8,15"),
        ('/', 0.00f, true, "0,16 8,0"),
        ('/', 0.06f, true, "2,16 6,0"),
        ('(', 0.00f, true, "6.5,0 3.5,4 2.5,8 3.5,12 6.5,16"),
        ('(', 0.08f, true, "8,1 4.5,4 3,8 4.5,12 8,15"),
        ('<', 0.60f, true, "8,3 1,8 8,13"),
        ('.', 0.00f, false, "4,12.5"),
        ('.', 0.02f, true, "4,16 4.3,12 5,10 8,8"),
        ('.', 0.02f, true, "0,16 4,13 8,8"),
        ('.', 0.04f, true, "3,16 4,13 8,14"),
        ('\'', 0.00f, false, "4,4.5"),
        ('\'', 0.02f, true, "4,0 4.3,4 5,6 8,8"),
        ('\'', 0.02f, true, "0,0 4,3 8,8"),
        ('`', 0.08f, false, "1.5,1 5,4.5"),
        (',', 0.20f, false, "5,12.5 3,16"),
        (',', 0.30f, false, "2,16 4,12 8,8"),
        ('"', 0.50f, false, "0,3 8,3"),
        ('=', 0.50f, false, "0,5 8,5;0,11 8,11"),
        ('+', 0.16f, false, "4,0 4,16;0,8 8,8"),
        ('+', 0.12f, false, "4,8 4,16;0,8 8,8"),
        ('+', 0.12f, false, "4,0 4,8;0,8 8,8"),
        ('+', 0.12f, true, "4,0 4,16;4,8 8,8"),
        ('+', 0.08f, true, "4,16 4,8 8,8"),
        ('+', 0.08f, true, "4,0 4,8 8,8"),
        ('[', 0.60f, true, "7,1 3,1 3,15 7,15"),
        ('V', 0.60f, false, "0.5,0 4,16 7.5,0"),
        ('v', 0.60f, false, "0.5,7 4,16 7.5,7"),
        ('^', 0.70f, false, "0.5,9 4,1 7.5,9"),
        ('o', 0.60f, false, "4,7 6,8.2 7,11 6,13.8 4,15 2,13.8 1,11 2,8.2 4,7"),
        ('O', 0.70f, false, "4,2.5 6.5,4.5 7.3,8 6.5,11.5 4,13.5 1.5,11.5 0.7,8 1.5,4.5 4,2.5"),
        (':', 0.45f, false, "4,6;4,13"),
        (';', 0.65f, false, "4,6;5,12.5 3,16"),
        ('~', 0.45f, false, "0,9.5 2.5,7 5.5,9 8,6.5"),
        ('{', 0.70f, true, "6,0 4.3,2 4,6 2,8 4,10 4.3,14 6,16"),
    ];

    /// <summary>Blank first, then every shape with its mirror image.</summary>
    public static IReadOnlyList<LineGlyph> All { get; } = Build();

    private static List<LineGlyph> Build()
    {
        var glyphs = new List<LineGlyph> { new(' ', 0, []) };
        foreach (var (character, price, mirror, shape) in _shapes)
        {
            var strokes = Parse(shape);
            glyphs.Add(new(character, price, strokes));
            if (mirror) glyphs.Add(new(Mirror.Partner(character), price, [.. strokes.Select(Flip)]));
        }

        return glyphs;
    }

    internal static IReadOnlyList<Vector2> Flip(IReadOnlyList<Vector2> stroke) =>
        [.. stroke.Select(point => new Vector2(1 - point.X, point.Y))];

    internal static List<IReadOnlyList<Vector2>> Parse(string shape) =>
        [.. shape.Split(';').Select(stroke => (IReadOnlyList<Vector2>)[.. stroke.Split(' ').Select(ParsePoint)])];

    private static Vector2 ParsePoint(string point)
    {
        var comma = point.IndexOf(',');
        return new Vector2(
            float.Parse(point.AsSpan(0, comma), CultureInfo.InvariantCulture),
            float.Parse(point.AsSpan(comma + 1), CultureInfo.InvariantCulture)) / 8;
    }
}
