// The part of a cell that a character stands for in a filled drawing, as polygons on a grid of 8 x 16. These are not
// font outlines but what an artist uses the character for: 'd' is a cell without its left upper corner, '/' the edge
// of an area as well as a stroke. One character therefore has several entries. Hand-made; no font is read.
//
//   0,0 ---- 8,0      x to the right, y down; points of one polygon, ";" starts the next one
//    |        |
//   0,16 -- 8,16

using System.Globalization;
using System.Numerics;

namespace AsciiGen.Imaging.Solid;

/// <summary>One filled shape a character can stand for.</summary>
/// <param name="Character">The character.</param>
/// <param name="Partner">The character of the mirrored shape.</param>
/// <param name="Price">What choosing it costs, in cells of wrong ink.</param>
/// <param name="IsSymmetric">Whether the shape is its own mirror image.</param>
/// <param name="Fill">(<see cref="Down"/>, <see cref="Across"/>): how much of each part of the cell is filled, 0..1.</param>
internal sealed record SolidGlyph(char Character, char Partner, float Price, bool IsSymmetric, float[] Fill)
{
    /// <summary>Parts of a cell: across and down.</summary>
    public const int Across = 4, Down = 8;

    /// <summary>The character of the full cell.</summary>
    public const char Full = '@';

    /// <summary>What fills cells of each tone, the lightest first, by how many tones there are.</summary>
    public static readonly string[] Fills = ["", "@", ":@", ":+@"];

    /// <summary>Characters for the edges of tones that are not the darkest: thin ones.</summary>
    public const string ThinEdges = " ._'`,\"/\\()[]|-:@";

    private const int Oversampling = 4;

    // Two characters: the shape as given, and what its mirror image is drawn with. Alike: the shape is symmetric.
    private static readonly (string Pair, float Price, string Shape)[] _shapes =
    [
        ("@@", 0.000f, "0,0 8,0 8,16 0,16"),
        // Areas ending at a level line, the area below or above it.
        ("__", 0.010f, "0,12.5 8,12.5 8,16 0,16"),
        ("oo", 0.020f, "0,6.5 8,6.5 8,16 0,16"),
        ("\"\"", 0.010f, "0,0 8,0 8,5.5 0,5.5"),
        ("\"\"", 0.010f, "0,0 8,0 8,8.5 0,8.5"),
        // Areas ending at an upright line.
        ("[]", 0.015f, "4,0 8,0 8,16 4,16"),
        ("()", 0.010f, "8,0 5.5,1 3.5,5 3.5,11 5.5,15 8,16"),
        // Areas ending at a slanted line.
        ("/\\", 0.000f, "8,0 8,16 0,16"),
        ("/\\", 0.005f, "6,0 8,0 8,16 2,16"),
        ("\\/", 0.005f, "2,0 8,0 8,16 6,16"),
        // Areas without a corner.
        ("db", 0.005f, "4.5,0 8,0 8,16 0,16 0,9"),
        ("YP", 0.005f, "0,0 8,0 8,16 4.5,16 0,7"),
        // Corners of areas.
        (".,", 0.005f, "8,9 8,16 2,16"),
        (".,", 0.010f, "8,11 8,16 4,16"),
        ("..", 0.005f, "2,12 6,12 6,16 2,16"),
        ("'`", 0.005f, "8,7 8,0 2,0"),
        ("''", 0.005f, "2,0 6,0 6,5 2,5"),
        // Strokes.
        ("||", 0.010f, "2.5,0 5.5,0 5.5,16 2.5,16"),
        ("--", 0.010f, "0,6 8,6 8,10 0,10"),
        ("/\\", 0.010f, "5,0 8,0 8,4 3,16 0,16 0,12"),
        ("::", 0.020f, "2.5,4 5.5,4 5.5,7 2.5,7;2.5,11 5.5,11 5.5,14 2.5,14"),
        ("VV", 0.040f, "0,0 8,0 5,16 3,16"),
        ("AA", 0.040f, "3,0 5,0 8,16 0,16"),
    ];

    /// <summary>Blank first, the full cell next, then every other shape with its mirror image.</summary>
    public static SolidGlyph[] All { get; } = Build();

    private static SolidGlyph[] Build()
    {
        var glyphs = new List<SolidGlyph> { new(' ', ' ', 0, true, new float[Across * Down]) };
        foreach (var (pair, price, shape) in _shapes)
        {
            var fill = Rasterise([.. shape.Split(';').Select(Parse)]);
            var flipped = Flip(fill);
            var symmetric = fill.AsSpan().SequenceEqual(flipped);
            glyphs.Add(new(pair[0], pair[1], price, symmetric, fill));
            if (!symmetric) glyphs.Add(new(pair[1], pair[0], price, false, flipped));
        }

        return [.. glyphs];
    }

    private static float[] Flip(float[] fill) =>
        [.. Enumerable.Range(0, fill.Length).Select(i => fill[(i / Across * Across) + Across - 1 - (i % Across)])];

    private static float[] Rasterise(Vector2[][] polygons)
    {
        var fill = new float[Across * Down];
        for (var y = 0; y < Down * Oversampling; y++)
        {
            for (var x = 0; x < Across * Oversampling; x++)
            {
                var point = new Vector2((x + 0.5f) * 8 / (Across * Oversampling), (y + 0.5f) * 16 / (Down * Oversampling));
                if (polygons.Any(polygon => Holds(polygon, point))) fill[(y / Oversampling * Across) + (x / Oversampling)] += 1f / (Oversampling * Oversampling);
            }
        }

        return fill;
    }

    private static bool Holds(Vector2[] polygon, Vector2 point)
    {
        var inside = false;
        for (var i = 0; i < polygon.Length; i++)
        {
            Vector2 a = polygon[i], b = polygon[(i + 1) % polygon.Length];
            if (a.Y > point.Y != b.Y > point.Y && point.X < a.X + ((b.X - a.X) * (point.Y - a.Y) / (b.Y - a.Y))) inside = !inside;
        }

        return inside;
    }

    private static Vector2[] Parse(string polygon) => [.. polygon.Split(' ').Select(point =>
    {
        var comma = point.IndexOf(',');
        return new Vector2(float.Parse(point.AsSpan(0, comma), CultureInfo.InvariantCulture), float.Parse(point.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    })];
}
