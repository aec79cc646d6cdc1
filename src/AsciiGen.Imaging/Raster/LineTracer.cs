// One-pixel lines of a bitmap -> polylines. Follows each line from its ends and forks, then the closed loops, and
// smooths the staircase away, since the matcher looks at directions.

using System.Numerics;

namespace AsciiGen.Imaging.Raster;

internal sealed class LineTracer
{
    private const int SmoothReach = 3;
    private const int ShortestSpur = 4; // thinning leaves hairs of this length at corners

    private static readonly (int X, int Y)[] _ring = [(0, -1), (1, 0), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, 1), (-1, -1)];

    private readonly Bitmap _lines;
    private readonly bool[] _done;

    private LineTracer(Bitmap lines)
    {
        _lines = lines;
        _done = new bool[lines.Width * lines.Height];
    }

    /// <summary>Traces a thinned bitmap; coordinates are pixel middles.</summary>
    public static List<IReadOnlyList<Vector2>> Trace(Bitmap lines)
    {
        var tracer = new LineTracer(lines);
        var strokes = new List<IReadOnlyList<Vector2>>();
        // Ends and forks first, so that only closed loops are left to start anywhere.
        foreach (var loops in (ReadOnlySpan<bool>)[false, true])
        {
            for (var y = 0; y < lines.Height; y++)
            {
                for (var x = 0; x < lines.Width; x++)
                {
                    if (!lines[x, y] || tracer.Done(x, y) || (!loops && tracer.Neighbours(x, y) == 2)) continue;
                    tracer.TraceFrom(x, y, loops, strokes);
                }
            }
        }

        return strokes;
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

    private void TraceFrom(int x, int y, bool loop, List<IReadOnlyList<Vector2>> strokes)
    {
        _done[(y * _lines.Width) + x] = true;
        var found = false;
        foreach (var (dx, dy) in _ring)
        {
            int nextX = x + dx, nextY = y + dy;
            if (!_lines[nextX, nextY] || Done(nextX, nextY)) continue;
            found = true;
            var stroke = new List<Vector2> { new(x, y) };
            var fork = Follow(nextX, nextY, stroke);
            var closed = loop && Vector2.Distance(stroke[0], stroke[^1]) < 2;
            if (closed) stroke.Add(stroke[0]);
            if (stroke.Count > ShortestSpur || closed || !(fork || Neighbours(x, y) > 2)) strokes.Add(Smooth(stroke, closed));
        }

        if (!found && Neighbours(x, y) == 0) strokes.Add([new Vector2(x, y)]);
    }

    private bool Follow(int x, int y, List<Vector2> stroke)
    {
        while (true)
        {
            stroke.Add(new(x, y));
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

    private static Vector2[] Smooth(List<Vector2> stroke, bool closed)
    {
        var smooth = new Vector2[stroke.Count];
        var period = stroke.Count - 1;
        for (var i = 0; i < stroke.Count; i++)
        {
            var reach = closed ? Math.Min(SmoothReach, period / 2) : Math.Min(SmoothReach, Math.Min(i, stroke.Count - 1 - i));
            var sum = Vector2.Zero;
            for (var d = -reach; d <= reach; d++) sum += stroke[closed ? (((i + d) % period) + period) % period : i + d];
            smooth[i] = sum / ((2 * reach) + 1);
        }

        return smooth;
    }
}
