// Which lines somebody would draw who copies a black and white picture with a pen: along the middle of thin ink, around
// thick ink, and once along a narrow gap between two thick parts, never twice at its sides. What is thin depends on the
// picture: where bold strokes meet, the ink is thicker than the strokes, and must not become a blob. A spot as wide as
// long is no stroke, however small.

namespace AsciiGen.Imaging.Raster;

internal static class LineFinder
{
    private const float TypicalLimit = 0.06f; // a picture whose ink is mostly wider than twice this is no line drawing
    private const float ThinLeast = 0.045f;
    private const float ThinMost = 0.08f;
    private const float JunctionFactor = 1.6f; // a crossing is as thick as 1.42 strokes, an acute fork more
    private const float GapHalf = 0.02f;
    private const float SpotLeast = 0.024f; // half the width from which a spot gets an outline
    private const float SpotArea = 3; // in squares of its width; a disc has 0.8, a stroke its length by its width

    /// <summary>Lines one pixel wide, and how far each pixel of ink is from paper.</summary>
    /// <param name="ink">The picture.</param>
    /// <param name="longSide">Its longer side in pixels, which all widths are measured by.</param>
    public static (Bitmap Lines, DistanceMap Depth) Find(Bitmap ink, float longSide)
    {
        var depth = new DistanceMap(ink, member: true);
        var radius = ThinRadius(depth, longSide);
        var thick = Grow(depth.AtLeast(radius), radius + 0.5f, ink);
        AddSpots(thick, ink, depth, longSide);
        var closed = new DistanceMap(new DistanceMap(thick, member: false).AtLeast(GapHalf * longSide), member: false).AtLeast(GapHalf * longSide);
        var lines = new Bitmap(ink.Width, ink.Height);
        for (var y = 0; y < ink.Height; y++)
        {
            for (var x = 0; x < ink.Width; x++)
            {
                lines[x, y] = closed[x, y] ? closed.IsEdge(x, y) || !ink[x, y] : ink[x, y] && !thick[x, y];
            }
        }

        lines.Thin();
        return (lines, depth);
    }

    // Half the width up to which ink is a line.
    private static float ThinRadius(DistanceMap depth, float longSide)
    {
        var ridge = depth.Ridge();
        if (ridge.Count == 0) return ThinLeast * longSide;
        ridge.Sort();
        var typical = ridge[ridge.Count / 2];
        return typical > TypicalLimit * longSide ? ThinLeast * longSide : Math.Clamp(JunctionFactor * typical, ThinLeast * longSide, ThinMost * longSide);
    }

    // All pixels of the picture within a distance of the core.
    private static Bitmap Grow(Bitmap core, float distance, Bitmap ink)
    {
        var outside = new DistanceMap(core, member: false);
        var grown = new Bitmap(ink.Width, ink.Height);
        for (var y = 0; y < ink.Height; y++)
        {
            for (var x = 0; x < ink.Width; x++) grown[x, y] = ink[x, y] && outside[x, y] <= distance;
        }

        return grown;
    }

    private static void AddSpots(Bitmap thick, Bitmap ink, DistanceMap depth, float longSide)
    {
        var seen = new Bitmap(ink.Width, ink.Height);
        var part = new List<(int X, int Y)>();
        for (var y = 0; y < ink.Height; y++)
        {
            for (var x = 0; x < ink.Width; x++)
            {
                if (!ink[x, y] || seen[x, y]) continue;
                part.Clear();
                Fill(ink, seen, x, y, part);
                var deepest = part.Max(pixel => depth[pixel.X, pixel.Y]);
                if (deepest < SpotLeast * longSide || part.Count > SpotArea * 4 * deepest * deepest) continue;
                foreach (var pixel in part) thick[pixel.X, pixel.Y] = true;
            }
        }
    }

    // The connected ink around a pixel, added to what has been seen.
    private static void Fill(Bitmap ink, Bitmap seen, int x, int y, List<(int X, int Y)> part)
    {
        seen[x, y] = true;
        part.Add((x, y));
        for (var next = 0; next < part.Count; next++)
        {
            var (atX, atY) = part[next];
            foreach (var (dx, dy) in (ReadOnlySpan<(int, int)>)[(0, -1), (1, 0), (0, 1), (-1, 0)])
            {
                if (!ink[atX + dx, atY + dy] || seen[atX + dx, atY + dy]) continue;
                seen[atX + dx, atY + dy] = true;
                part.Add((atX + dx, atY + dy));
            }
        }
    }
}
