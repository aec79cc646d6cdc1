// What can be done to a line of pixel middles so that it looks like one drawn by hand: smoothing, lengthening its ends,
// leaving out points that lie on the way (Ramer 1972, Douglas and Peucker 1973).

using System.Numerics;

namespace AsciiGen.Imaging.Raster;

internal static class Polyline
{
    private const int SmoothReach = 3;
    private const int DirectionReach = 8; // points from an end that tell where it points to
    private const float Tolerance = 0.5f; // pixels

    /// <summary>Means of up to seven neighbouring points; ends stay where they are.</summary>
    public static List<Vector2> Smooth(List<Vector2> points, bool closed)
    {
        var smooth = new List<Vector2>(points.Count);
        var period = points.Count - 1;
        for (var i = 0; i < points.Count; i++)
        {
            var reach = closed ? Math.Min(SmoothReach, period / 2) : Math.Min(SmoothReach, Math.Min(i, points.Count - 1 - i));
            var sum = Vector2.Zero;
            for (var d = -reach; d <= reach; d++) sum += points[closed ? (((i + d) % period) + period) % period : i + d];
            smooth.Add(sum / ((2 * reach) + 1));
        }

        return smooth;
    }

    /// <summary>Makes a line longer at one end, straight on.</summary>
    public static void Extend(List<Vector2> points, float length, bool atStart)
    {
        var end = atStart ? points[0] : points[^1];
        var reach = Math.Min(DirectionReach, points.Count - 1);
        var delta = end - (atStart ? points[reach] : points[^(reach + 1)]);
        if (delta.LengthSquared() < 1 || length < 1) return;
        var tip = end + (Vector2.Normalize(delta) * length);
        if (atStart) points.Insert(0, tip);
        else points.Add(tip);
    }

    /// <summary>The points that matter.</summary>
    public static List<Vector2> Simplify(List<Vector2> points)
    {
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int From, int To)>();
        // A closed line is split at the point farthest from its start, or it would collapse into it.
        open.Push((0, points.Count - 1));
        while (open.TryPop(out var span))
        {
            var (far, distance) = Farthest(points, span.From, span.To);
            if (distance <= Tolerance) continue;
            keep[far] = true;
            open.Push((span.From, far));
            open.Push((far, span.To));
        }

        return [.. points.Where((_, i) => keep[i])];
    }

    private static (int Index, float Distance) Farthest(List<Vector2> points, int from, int to)
    {
        var chord = points[to] - points[from];
        var length = chord.Length();
        var best = (Index: from, Distance: 0f);
        for (var i = from + 1; i < to; i++)
        {
            var delta = points[i] - points[from];
            var distance = length < 1e-3f ? delta.Length() : MathF.Abs((delta.X * chord.Y) - (delta.Y * chord.X)) / length;
            if (distance > best.Distance) best = (i, distance);
        }

        return best;
    }
}
