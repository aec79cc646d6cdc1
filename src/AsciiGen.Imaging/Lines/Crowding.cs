// Leaves out what cannot be drawn: a stroke that mostly runs beside a longer one, less than about a cell away and in its
// direction, would only make sludge of both, and so would a small ring close to anything. Long strokes are kept first.
// Works on the grid, so a larger drawing of the same picture keeps more, and leaves pictures with room alone.

using System.Numerics;

namespace AsciiGen.Imaging.Lines;

internal static class Crowding
{
    private const int PerCell = 4; // places across a cell width
    private const float Across = 0.8f; // cell widths within which two strokes crowd each other
    private const float Down = 1.1f;
    private const float RingGap = 0.1f;
    private const float MostCrowded = 0.7f; // share of a stroke that may be crowded
    private const float Dense = 0.6f; // cell widths of ink per cell; a circle that fills the grid has 0.35
    private const float Longest = 6; // strokes longer than this many cell widths are never left out

    /// <summary>The strokes worth drawing, in their order.</summary>
    /// <param name="strokes">In cell units.</param>
    /// <param name="cells">Cells of the grid.</param>
    public static IReadOnlyList<IReadOnlyList<Vector2>> Thin(IReadOnlyList<IReadOnlyList<Vector2>> strokes, int cells)
    {
        if (strokes.Sum(Length) < Dense * cells) return strokes;
        var taken = new Dictionary<(int X, int Y), int>();
        var keep = new bool[strokes.Count];
        foreach (var (index, stroke) in strokes.Index().OrderByDescending(pair => Length(pair.Item)))
        {
            var ink = StrokeSampler.Sample([stroke]);
            var ring = stroke.Count > 2 && Vector2.Distance(stroke[0], stroke[^1]) < RingGap;
            keep[index] = Length(stroke) > Longest || ink.Count(sample => IsCrowded(taken, sample, ring)) <= MostCrowded * ink.Count;
            if (!keep[index]) continue;
            foreach (var sample in ink)
            {
                var place = Place(sample);
                taken[place] = taken.GetValueOrDefault(place) | (1 << sample.Direction);
            }
        }

        return strokes.Where((_, index) => keep[index]).ToList();
    }

    private static float Length(IReadOnlyList<Vector2> stroke)
    {
        var length = 0f;
        for (var i = 1; i < stroke.Count; i++) length += Vector2.Distance(stroke[i - 1], stroke[i]);
        return length;
    }

    private static (int X, int Y) Place(InkSample sample) => ((int)MathF.Floor(sample.X * PerCell), (int)MathF.Floor(sample.Y * PerCell));

    private static bool IsCrowded(Dictionary<(int X, int Y), int> taken, InkSample sample, bool anyDirection)
    {
        const int ReachX = (int)(Across * PerCell), ReachY = (int)(Down * PerCell);
        var (x, y) = Place(sample);
        var alike = anyDirection || sample.Direction == StrokeSampler.NoDirection ? ~0 : Alike(sample.Direction);
        for (var dy = -ReachY; dy <= ReachY; dy++)
        {
            for (var dx = -ReachX; dx <= ReachX; dx++)
            {
                if (taken.TryGetValue((x + dx, y + dy), out var directions) && (directions & alike) != 0) return true;
            }
        }

        return false;
    }

    // The direction and those beside it, a bit each.
    private static int Alike(int direction)
    {
        const int Count = StrokeSampler.DirectionCount;
        return 1 << direction | 1 << ((direction + 1) % Count) | 1 << ((direction + Count - 1) % Count);
    }
}
