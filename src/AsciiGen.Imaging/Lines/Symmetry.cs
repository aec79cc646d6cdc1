// Tells whether a sketch is its own left-right mirror image, to within a hundredth of its size. Such pictures are
// drawn as one half and its mirror, so a heart's two sides cannot differ by a character.

using System.Numerics;

namespace AsciiGen.Imaging.Lines;

internal static class Symmetry
{
    private const int Grid = 64;
    private const int Slack = 1;

    public static bool IsMirrored(Sketch sketch)
    {
        var size = MathF.Max(sketch.Size.X, sketch.Size.Y);
        if (size <= 0) return false;
        var scale = Grid / size;
        var columns = (int)MathF.Ceiling(sketch.Size.X * scale) + 1;
        var ink = new HashSet<(int X, int Y)>();
        var mirrored = new HashSet<(int X, int Y)>();
        foreach (var stroke in sketch.Strokes)
        {
            var placed = stroke.Select(point => (point - sketch.Min) * scale).ToArray();
            Walk(placed, point =>
            {
                ink.Add(((int)MathF.Round(point.X), (int)MathF.Round(point.Y)));
                mirrored.Add(((int)MathF.Round((sketch.Size.X * scale) - point.X), (int)MathF.Round(point.Y)));
            });
        }

        var missing = ink.Count(place => !HasNear(mirrored, place));
        return missing <= ink.Count * 0.04f && columns > 2;
    }

    private static void Walk(Vector2[] stroke, Action<Vector2> visit)
    {
        visit(stroke[0]);
        for (var i = 1; i < stroke.Length; i++)
        {
            var steps = (int)MathF.Ceiling(Vector2.Distance(stroke[i - 1], stroke[i]) * 2);
            for (var s = 1; s <= steps; s++) visit(Vector2.Lerp(stroke[i - 1], stroke[i], (float)s / steps));
        }
    }

    private static bool HasNear(HashSet<(int X, int Y)> places, (int X, int Y) place)
    {
        for (var dy = -Slack; dy <= Slack; dy++)
        {
            for (var dx = -Slack; dx <= Slack; dx++)
            {
                if (places.Contains((place.X + dx, place.Y + dy))) return true;
            }
        }

        return false;
    }
}
