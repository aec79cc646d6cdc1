// Eyes, buttons and holes are often drawn as strokes so short that no character would be worth their ink. What is short beside
// the whole picture and stands alone is meant as a dot, so it becomes one, and dots are not dropped lightly.

using System.Numerics;

namespace AsciiGen.Imaging.Lines;

internal static class SmallMarks
{
    // Shares of the picture's longer side.
    private const float Longest = 1f / 30, Apart = 1f / 20;

    // Heights of the two dots within a cell, in cell widths; as in LineGlyph.
    private const float UpperDot = 4.5f / 8, LowerDot = 12.5f / 8;

    // More than these are a texture, and not worth the comparisons.
    private const int MostStrokes = 400;

    /// <summary>The sketch with every small mark that stands alone as one point.</summary>
    public static Sketch ToDots(Sketch sketch)
    {
        var size = MathF.Max(sketch.Size.X, sketch.Size.Y);
        if (sketch.Strokes.Count > MostStrokes || !sketch.Strokes.Any(stroke => IsSmall(stroke, size * Longest))) return sketch;
        return new(sketch.Strokes.Select(stroke =>
            IsSmall(stroke, size * Longest) && StandsAlone(sketch, stroke, size * Apart) ? [Middle(stroke)] : stroke));
    }

    /// <summary>
    /// The strokes in cell units with every dot moved to the nearest place where a character has one: half a cell off, a dot
    /// would be drawn nowhere.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Vector2>> Snap(IReadOnlyList<IReadOnlyList<Vector2>> strokes) =>
        [.. strokes.Select(stroke => stroke.Count == 1 ? (IReadOnlyList<Vector2>)[Snap(stroke[0])] : stroke)];

    // The two dots of text stand in the middle of the cell's width, one above the other.
    private static Vector2 Snap(Vector2 point)
    {
        var top = 2 * MathF.Floor(point.Y / 2);
        return new(MathF.Floor(point.X) + 0.5f, top + (point.Y - top < 1 ? UpperDot : LowerDot));
    }

    private static bool IsSmall(IReadOnlyList<Vector2> stroke, float longest)
    {
        if (stroke.Count < 2) return false;
        var length = 0f;
        for (var i = 1; i < stroke.Count && length <= longest; i++) length += Vector2.Distance(stroke[i - 1], stroke[i]);
        return length <= longest;
    }

    private static bool StandsAlone(Sketch sketch, IReadOnlyList<Vector2> stroke, float apart)
    {
        var middle = Middle(stroke);
        foreach (var other in sketch.Strokes)
        {
            if (ReferenceEquals(other, stroke)) continue;
            if (other.Count == 1 && Vector2.Distance(other[0], middle) < apart) return false;
            for (var i = 1; i < other.Count; i++)
            {
                if (DistanceToSegment(middle, other[i - 1], other[i]) < apart) return false;
            }
        }

        return true;
    }

    private static Vector2 Middle(IReadOnlyList<Vector2> stroke) => (stroke[0] + stroke[^1]) / 2;

    private static float DistanceToSegment(Vector2 point, Vector2 start, Vector2 end)
    {
        var along = end - start;
        var share = along.LengthSquared() > 0 ? Math.Clamp(Vector2.Dot(point - start, along) / along.LengthSquared(), 0, 1) : 0;
        return Vector2.Distance(point, start + (along * share));
    }
}
