// A picture as bare strokes: every reader (icons, SVG, bitmaps, Quick, Draw!) ends in one of these and the line
// converter starts from one. Strokes have no width, colour or fill; y grows downwards.

using System.Numerics;

namespace AsciiGen.Imaging;

/// <summary>Strokes of a picture as polylines in any unit; a stroke of one point is a dot.</summary>
public sealed class Sketch
{
    /// <summary>Takes the strokes; empty ones are left out.</summary>
    /// <exception cref="AsciiGenException">Nothing is drawn, or a coordinate is not finite.</exception>
    public Sketch(IEnumerable<IReadOnlyList<Vector2>> strokes)
    {
        ArgumentNullException.ThrowIfNull(strokes);
        Strokes = [.. strokes.Where(stroke => stroke.Count > 0)];
        if (Strokes.Count == 0) throw new AsciiGenException("the picture draws nothing; give one with visible lines");
        Vector2 min = Strokes[0][0], max = min;
        foreach (var point in Strokes.SelectMany(stroke => stroke))
        {
            if (!float.IsFinite(point.X) || !float.IsFinite(point.Y) || Math.Abs(point.X) > 1e7f || Math.Abs(point.Y) > 1e7f)
            {
                throw new AsciiGenException($"the picture has a point at {point.X}, {point.Y}; coordinates must be within 10,000,000 of the origin");
            }

            min = Vector2.Min(min, point);
            max = Vector2.Max(max, point);
        }

        Min = min;
        Max = max;
    }

    /// <summary>The strokes, each with at least one point.</summary>
    public IReadOnlyList<IReadOnlyList<Vector2>> Strokes { get; }

    /// <summary>Left upper corner of all points.</summary>
    public Vector2 Min { get; }

    /// <summary>Right lower corner of all points.</summary>
    public Vector2 Max { get; }

    /// <summary>Width and height of all points; either can be 0.</summary>
    public Vector2 Size => Max - Min;

    /// <summary>The sketch with every point moved by a matrix.</summary>
    public Sketch Transform(Matrix3x2 matrix) =>
        new(Strokes.Select(stroke => (IReadOnlyList<Vector2>)[.. stroke.Select(point => Vector2.Transform(point, matrix))]));
}
