// Where and how large a shape is laid on the grid. Straight edges look straight only on the borders of cells, so the
// scale (a few per cent, across and down on their own) and the offset are chosen for the long level and upright edges;
// the matcher then judges the best few.

using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Solid;

internal sealed class SolidPlacement
{
    private const int OffsetSteps = 8; // per cell width
    private const float LongEdge = 0.1f; // share of the shape's side from which an edge counts
    private const float Reach = 0.05f; // squared miss in cell widths at which an edge is worth a third

    private const float MostStretch = 0.12f;

    private readonly Shape _shape;
    private readonly DrawingLimits _limits;
    private readonly bool _symmetric;
    private readonly List<(float Place, float Length)> _upright;
    private readonly List<(float Place, float Length)> _level;

    public SolidPlacement(Shape shape, DrawingLimits limits, bool symmetric)
    {
        (_shape, _limits, _symmetric) = (shape, limits, symmetric);
        _upright = Edges(shape.Width, shape.Height, (along, place) => shape[place, along]);
        _level = Edges(shape.Height, shape.Width, (along, place) => shape[along, place]);
    }

    // Edges across one direction: the change of ink from each line of pixels to the next, where there is much of it.
    private static List<(float Place, float Length)> Edges(int places, int length, Func<int, int, float> ink)
    {
        var edges = new List<(float Place, float Length)>();
        for (var place = 0; place <= places; place++)
        {
            var change = 0f;
            for (var along = 0; along < length; along++) change += MathF.Abs(ink(along, place) - ink(along, place - 1));
            if (change > LongEdge * length) edges.Add((place, change / length));
        }

        return edges;
    }

    /// <summary>The most promising placements, best first.</summary>
    public List<Placement> Best(int count)
    {
        var found = new List<Placement>();
        var fit = MathF.Min((float)_limits.Width / _shape.Width, 2f * _limits.Height / _shape.Height);
        foreach (var shrink in Placement.Shrinks)
        {
            var scale = fit * shrink;
            var across = BestAcross(scale);
            // A shape with a flat top and a flat bottom wants to be a whole number of rows high.
            var rowsHigh = _shape.Height * scale / 2;
            foreach (var stretch in Placement.Stretches.Append(MathF.Round(rowsHigh) / rowsHigh))
            {
                if (MathF.Abs(stretch - 1) > MostStretch) continue;
                var scaleY = scale * stretch;
                if (_shape.Height * scaleY > (2 * _limits.Height) + 1e-3f) continue;
                var down = Best(_level, scaleY, _shape.Height * scaleY, 2 * _limits.Height, 2);
                var rows = (int)MathF.Ceiling((((_shape.Height * scaleY) + down.Offset) / 2) - 1e-3f);
                var score = across.Score + down.Score - (1.5f * (1 - shrink)) - MathF.Abs(stretch - 1);
                found.Add(new(new(scale, scaleY), new(across.Offset, down.Offset), across.Columns, Math.Clamp(rows, 1, _limits.Height), score));
            }
        }

        return [.. found.OrderByDescending(placement => placement.Score).Take(count)];
    }

    private (float Offset, int Columns, float Score) BestAcross(float scale)
    {
        var width = _shape.Width * scale;
        if (!_symmetric)
        {
            var (offset, score) = Best(_upright, scale, width, _limits.Width, 1);
            return (offset, Math.Clamp((int)MathF.Ceiling(offset + width - 1e-3f), 1, _limits.Width), score);
        }

        var best = (Offset: 0f, Columns: 1, Score: float.MinValue);
        for (var columns = _limits.Width; columns >= Math.Max(1, _limits.Width - 2) && width <= columns + 1e-3f; columns--)
        {
            var offset = (columns - width) / 2;
            var score = Alignment(_upright, scale, offset, 1);
            if (score > best.Score) best = (offset, columns, score);
        }

        return best;
    }

    private static (float Offset, float Score) Best(List<(float Place, float Length)> edges, float scale, float length, float room, float period)
    {
        var best = (Offset: 0f, Score: Alignment(edges, scale, 0, period));
        for (var step = 1; step < period * OffsetSteps; step++)
        {
            var offset = (float)step / OffsetSteps;
            if (offset + length > room + 1e-3f) break;
            var score = Alignment(edges, scale, offset, period);
            if (score > best.Score + 1e-3f) best = (offset, score);
        }

        return best;
    }

    // 0..1: share of these edges that falls on a border between cells; 0 when there are none.
    private static float Alignment(List<(float Place, float Length)> edges, float scale, float offset, float period)
    {
        float good = 0, all = 0;
        foreach (var (place, length) in edges)
        {
            var at = (place * scale) + offset;
            var miss = at - (period * MathF.Round(at / period));
            good += length * MathF.Exp(-miss * miss / Reach);
            all += length;
        }

        return all > 0 ? good / all : 0;
    }
}
