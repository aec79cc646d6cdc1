// Where and how large a sketch is laid on the grid. Straight horizontal lines look right only at the heights of
// '-' and '_', upright ones only in the middle of a cell, so the scale (a few per cent, across and down on their
// own) and the sub-cell offset are chosen for the ink of those two kinds; the matcher then judges the best few.

using System.Numerics;

namespace AsciiGen.Imaging.Lines;

/// <summary>Cell units = sketch units * Scale + Offset.</summary>
internal readonly record struct Placement(Vector2 Scale, Vector2 Offset, int Columns, int Rows, float Score)
{
    /// <summary>Scales that are tried: shares of the largest that fits, and of the one across for the one down.</summary>
    public static readonly float[] Shrinks = [1f, 0.97f, 0.94f, 0.91f, 0.88f], Stretches = [1f, 0.95f, 1.05f, 0.9f, 1.1f];

    public Vector2 Apply(Vector2 point) => (point * Scale) + Offset;

    public List<IReadOnlyList<Vector2>> Apply(IReadOnlyList<IReadOnlyList<Vector2>> strokes) =>
        [.. strokes.Select(stroke => (IReadOnlyList<Vector2>)[.. stroke.Select(Apply)])];
}

internal sealed class PlacementSearch
{
    private const int OffsetSteps = 16;
    private const int Steps = 240; // places told apart along a side of the sketch
    private const float DotShare = 0.01f; // of the long side: shorter strokes are dots
    private const float DotWeight = 0.05f; // what a dot's place matters, as ink of this share of the long side
    private const float AxisShare = 0.015f; // of the width: ink so near the middle lies on it
    private const float Edge = 0.04f; // ink keeps this far from the canvas edge, in cell widths

    private readonly Sketch _sketch;
    private readonly DrawingLimits _options;
    private readonly bool _symmetric;
    private readonly List<(float Place, float Length)> _upright;
    private readonly List<(float Place, float Length)> _level;
    private readonly List<(float Place, float Length)> _dotsDown;
    private readonly bool _inkOnAxis;

    public PlacementSearch(Sketch sketch, DrawingLimits options, bool symmetric)
    {
        _sketch = sketch;
        _options = options;
        _symmetric = symmetric;
        var longSide = MathF.Max(1e-6f, MathF.Max(sketch.Size.X, sketch.Size.Y));
        List<(float Place, float Length)> level = [], upright = [], dots = [];
        foreach (var stroke in sketch.Strokes)
        {
            if (stroke.Count == 1 || (stroke.Count == 2 && Vector2.Distance(stroke[0], stroke[1]) < DotShare * longSide))
            {
                dots.Add((stroke[0].Y, DotWeight * longSide));
                upright.Add((stroke[0].X, DotWeight * longSide));
            }

            for (var i = 1; i < stroke.Count; i++)
            {
                var delta = stroke[i] - stroke[i - 1];
                var middle = (stroke[i] + stroke[i - 1]) / 2;
                if (MathF.Abs(delta.Y) < 0.2f * MathF.Abs(delta.X)) level.Add((middle.Y, delta.Length()));
                if (MathF.Abs(delta.X) < 0.12f * MathF.Abs(delta.Y)) upright.Add((middle.X, delta.Length()));
            }
        }

        var step = longSide / Steps;
        _level = Merge(level, step);
        _upright = Merge(upright, step);
        _dotsDown = Merge(dots, step);
        var axis = (sketch.Min.X + sketch.Max.X) / 2;
        _inkOnAxis = symmetric && _upright.Any(ink => MathF.Abs(ink.Place - axis) < AxisShare * sketch.Size.X);
    }

    // Means are taken relative to the first place of each group, so that one place stays exactly where it is.
    private static List<(float Place, float Length)> Merge(List<(float Place, float Length)> ink, float step) =>
        [.. ink.GroupBy(bit => (int)MathF.Round(bit.Place / step)).OrderBy(group => group.Key).Select(group =>
        {
            var first = group.First().Place;
            var length = group.Sum(bit => bit.Length);
            return (first + (group.Sum(bit => (bit.Place - first) * bit.Length) / length), length);
        })];

    /// <summary>The most promising placements, best first.</summary>
    public List<Placement> Best(int count)
    {
        var found = new List<Placement>();
        // A picture of next to no size is not enlarged beyond what its coordinates can tell apart.
        var farthest = Vector2.Max(Vector2.Abs(_sketch.Min), Vector2.Abs(_sketch.Max));
        var size = Vector2.Max(_sketch.Size, new Vector2(MathF.Max(1e-6f, 1e-5f * MathF.Max(farthest.X, farthest.Y))));
        var fit = MathF.Min((_options.Width - (2 * Edge)) / size.X, ((2 * _options.Height) - (2 * Edge)) / size.Y);
        foreach (var shrink in Placement.Shrinks)
        {
            var scale = fit * shrink;
            var across = BestAcross(scale, size.X * scale);
            foreach (var stretch in Placement.Stretches)
            {
                var scaleY = scale * stretch;
                if (size.Y * scaleY > (2 * _options.Height) - (2 * Edge)) continue;
                var (offsetY, scoreY) = BestDown(scaleY);
                var rows = (int)MathF.Ceiling(((size.Y * scaleY) + offsetY) / 2);
                var score = across.Score + scoreY - (1.2f * (1 - shrink)) - (1.0f * MathF.Abs(stretch - 1));
                found.Add(new(
                    new(scale, scaleY),
                    new Vector2(across.Offset, offsetY) - (_sketch.Min * new Vector2(scale, scaleY)),
                    across.Columns, Math.Min(_options.Height, rows), score));
            }
        }

        return [.. found.OrderByDescending(placement => placement.Score).Take(count)];
    }

    // The offset is that of the sketch's left edge.
    private (float Offset, int Columns, float Score) BestAcross(float scale, float width)
    {
        var best = (Offset: Edge, Columns: 1, Score: float.MinValue);
        if (_symmetric)
        {
            for (var columns = _options.Width; columns >= Math.Max(1, _options.Width - 2); columns--)
            {
                if (width > columns - (2 * Edge)) break;
                if (_inkOnAxis && columns % 2 == 0) continue;
                var offset = (columns - width) / 2;
                var score = Alignment(_upright, [], _sketch.Min.X, scale, offset, 1, [0.5f], []);
                if (score > best.Score) best = (offset, columns, score);
            }

            return best;
        }

        for (var step = 0; step < OffsetSteps; step++)
        {
            var offset = Edge + ((float)step / OffsetSteps);
            if (offset + width > _options.Width - Edge + 1e-4f) break;
            var score = Alignment(_upright, [], _sketch.Min.X, scale, offset, 1, [0.5f], []);
            if (score > best.Score + 1e-4f) best = (offset, (int)MathF.Ceiling(offset + width), score);
        }

        return best;
    }

    private (float Offset, float Score) BestDown(float scale)
    {
        var height = _sketch.Size.Y * scale;
        var best = (Offset: Edge, Score: float.MinValue);
        for (var step = 0; step < 2 * OffsetSteps; step++)
        {
            var offset = Edge + ((float)step / OffsetSteps);
            if (offset + height > (2 * _options.Height) - Edge + 1e-4f) break;
            var score = Alignment(_level, _dotsDown, _sketch.Min.Y, scale, offset, 2, [1.1f, 1.9f], [0.6f, 1.45f]);
            if (score > best.Score + 1e-4f) best = (offset, score);
        }

        return best;
    }

    // 0..1: share of this ink that falls on a place a character draws exactly; 0 when there is no such ink.
    private static float Alignment(
        List<(float Place, float Length)> lines, List<(float Place, float Length)> dots, float origin, float scale, float offset,
        float period, ReadOnlySpan<float> lineTargets, ReadOnlySpan<float> dotTargets)
    {
        float good = 0, all = 0;
        foreach (var (place, length) in lines)
        {
            var at = ((place - origin) * scale) + offset;
            var miss = Miss(at, period, lineTargets);
            // A line in the first row above its '-' has no '_' above it to fall back on.
            if (period == 2 && at < 0.6f) miss = MathF.Max(miss, 1 - at);
            good += length * MathF.Exp(-miss * miss / 0.045f);
            all += length;
        }

        foreach (var (place, length) in dots)
        {
            var miss = Miss(((place - origin) * scale) + offset, period, dotTargets);
            good += length * MathF.Exp(-miss * miss / 0.045f);
            all += length;
        }

        return all > 0 ? good / all : 0;
    }

    private static float Miss(float at, float period, ReadOnlySpan<float> targets)
    {
        var within = at - (period * MathF.Floor(at / period));
        var miss = period;
        foreach (var target in targets)
        {
            var apart = MathF.Abs(within - target);
            miss = MathF.Min(miss, MathF.Min(apart, period - apart));
        }

        return miss;
    }
}
