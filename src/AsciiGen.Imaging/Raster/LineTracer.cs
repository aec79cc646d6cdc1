// One-pixel lines of a bitmap -> polylines. Follows each line from its ends and forks, then the closed loops; drops the
// hairs that thinning leaves at the corners of broad ink, gives lines back the length that thinning took from their
// ends, and straightens the staircases, since the matcher looks at directions.

using System.Numerics;

namespace AsciiGen.Imaging.Raster;

internal sealed class LineTracer
{
    private const int ShortestSpur = 4; // pixels; thinning leaves hairs of this length at corners of thin ink
    private const float SpurPerDepth = 1.4f; // and of this share of half the ink's width at corners of broad ink
    private const float EndPerDepth = 0.8f;
    private const float EndSpace = 5;

    private static readonly (int X, int Y)[] _ring = [(0, -1), (1, 0), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, 1), (-1, -1)];

    private readonly Bitmap _lines;
    private readonly DistanceMap _depth;
    private readonly bool[] _done;
    private readonly List<Line> _found = [];

    private LineTracer(Bitmap lines, DistanceMap depth)
    {
        _lines = lines;
        _depth = depth;
        _done = new bool[lines.Width * lines.Height];
    }

    private sealed record Line(List<Vector2> Points, bool Closed);

    /// <summary>Traces a thinned bitmap; coordinates are pixel middles.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="depth">How deep in the ink they lie.</param>
    public static List<IReadOnlyList<Vector2>> Trace(Bitmap lines, DistanceMap depth)
    {
        var tracer = new LineTracer(lines, depth);
        // Ends and forks first, so that only closed loops are left to start anywhere.
        foreach (var loops in (ReadOnlySpan<bool>)[false, true])
        {
            for (var y = 0; y < lines.Height; y++)
            {
                for (var x = 0; x < lines.Width; x++)
                {
                    if (!lines[x, y] || tracer.Done(x, y) || (!loops && tracer.Neighbours(x, y) == 2)) continue;
                    tracer.TraceFrom(x, y, loops);
                }
            }
        }

        return tracer.Finish();
    }

    private bool Done(int x, int y) => _done[(y * _lines.Width) + x];

    // Counted as changes from paper to ink around the pixel, so a diagonal step is one neighbour, not two.
    private int Neighbours(int x, int y)
    {
        ReadOnlySpan<(int X, int Y)> around = [(0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)];
        var count = 0;
        for (var i = 0; i < 8; i++)
        {
            var (a, b) = (around[i], around[(i + 1) & 7]);
            if (!_lines[x + a.X, y + a.Y] && _lines[x + b.X, y + b.Y]) count++;
        }

        return count;
    }

    private void TraceFrom(int x, int y, bool loop)
    {
        _done[(y * _lines.Width) + x] = true;
        var found = false;
        foreach (var (dx, dy) in _ring)
        {
            int nextX = x + dx, nextY = y + dy;
            if (!_lines[nextX, nextY] || Done(nextX, nextY)) continue;
            found = true;
            var points = new List<Vector2> { new(x, y) };
            var fork = Follow(nextX, nextY, points);
            var closed = loop && Vector2.Distance(points[0], points[^1]) < 2;
            if (closed) points.Add(points[0]);
            if (closed || !IsSpur(points, Neighbours(x, y) > 2, fork)) _found.Add(new(points, closed));
        }

        if (!found && Neighbours(x, y) == 0) _found.Add(new([new Vector2(x, y)], false));
    }

    private bool IsSpur(List<Vector2> points, bool startForks, bool endForks)
    {
        if (!startForks && !endForks) return false;
        if (startForks && endForks) return points.Count <= ShortestSpur;
        return points.Count <= Math.Max(ShortestSpur, SpurPerDepth * DepthAt(startForks ? points[0] : points[^1]));
    }

    private float DepthAt(Vector2 point) => _depth[(int)point.X, (int)point.Y];

    private bool Follow(int x, int y, List<Vector2> points)
    {
        while (true)
        {
            points.Add(new(x, y));
            if (Neighbours(x, y) > 2) return true; // a fork stays open for the other lines that end there
            _done[(y * _lines.Width) + x] = true;
            var next = (-1, -1);
            foreach (var (dx, dy) in _ring)
            {
                if (!_lines[x + dx, y + dy] || Done(x + dx, y + dy)) continue;
                next = (x + dx, y + dy);
                break;
            }

            if (next.Item1 < 0) return false;
            (x, y) = next;
        }
    }

    private List<IReadOnlyList<Vector2>> Finish()
    {
        var ends = _found.Where(line => !line.Closed).SelectMany(line => (Vector2[])[line.Points[0], line.Points[^1]]).ToArray();
        var strokes = new List<IReadOnlyList<Vector2>>();
        foreach (var (points, closed) in _found)
        {
            if (points.Count == 1)
            {
                strokes.Add(points);
                continue;
            }

            Vector2 first = points[0], last = points[^1];
            var smooth = Polyline.Smooth(points, closed);
            if (!closed)
            {
                if (IsFree(first, ends)) Polyline.Extend(smooth, EndPerDepth * DepthAt(first), atStart: true);
                if (IsFree(last, ends)) Polyline.Extend(smooth, EndPerDepth * DepthAt(last), atStart: false);
            }

            strokes.Add(Polyline.Simplify(smooth));
        }

        return strokes;
    }

    // Nothing else ends here: what thinning left of the line can be lengthened without running into another.
    private static bool IsFree(Vector2 end, Vector2[] ends) =>
        ends.Count(other => Vector2.DistanceSquared(end, other) <= EndSpace * EndSpace) == 1;
}
