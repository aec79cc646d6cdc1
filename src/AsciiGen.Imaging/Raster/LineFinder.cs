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
        var thick = depth.Most() < radius ? new Bitmap(ink.Width, ink.Height) : Grow(depth.AtLeast(radius), radius + 0.5f, ink);
        AddSpots(thick, ink, depth, longSide);
        var lines = thick.Padded.Contains((byte)1) ? Outline(thick, ink, GapHalf * longSide) : ink;
        lines.Thin();
        return (lines, depth);
    }

    // Thin ink as it is, the outline of thick ink, and the gaps between thick parts as if they were ink.
    private static Bitmap Outline(Bitmap thick, Bitmap ink, float gapHalf)
    {
        var closed = new DistanceMap(new DistanceMap(thick, member: false).AtLeast(gapHalf), member: false).AtLeast(gapHalf);
        var lines = new Bitmap(ink.Width, ink.Height);
        ReadOnlySpan<byte> area = closed.Padded, solid = thick.Padded, inked = ink.Padded;
        var padded = lines.Padded;
        var stride = ink.Width + 2;
        for (var i = stride + 1; i < padded.Length - stride - 1; i++)
        {
            var edge = (area[i - 1] & area[i + 1] & area[i - stride] & area[i + stride]) == 0;
            padded[i] = area[i] != 0 ? (byte)(edge || inked[i] == 0 ? 1 : 0) : (byte)(inked[i] & ~solid[i]);
        }

        return lines;
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
        var grown = new DistanceMap(core, member: false).AtLeast(distance);
        var padded = grown.Padded;
        var inked = ink.Padded;
        for (var i = 0; i < padded.Length; i++) padded[i] = (byte)(inked[i] & ~padded[i]);
        return grown;
    }

    private static void AddSpots(Bitmap thick, Bitmap ink, DistanceMap depth, float longSide)
    {
        var open = ink.Padded.ToArray();
        var solid = thick.Padded;
        var stride = ink.Width + 2;
        var part = new List<int>();
        for (var i = 0; i < open.Length; i++)
        {
            if (open[i] == 0) continue;
            part.Clear();
            var deepest = Take(open, i, stride, part, depth);
            if (deepest < SpotLeast * longSide || part.Count > SpotArea * 4 * deepest * deepest) continue;
            foreach (var pixel in part) solid[pixel] = 1;
        }
    }

    // The connected ink around a pixel, taken out of what is open; how deep it is.
    private static float Take(byte[] open, int start, int stride, List<int> part, DistanceMap depth)
    {
        open[start] = 0;
        part.Add(start);
        var deepest = 0f;
        ReadOnlySpan<int> steps = [-stride, 1, stride, -1];
        for (var next = 0; next < part.Count; next++)
        {
            var place = part[next];
            deepest = MathF.Max(deepest, depth[(place % stride) - 1, (place / stride) - 1]);
            foreach (var step in steps)
            {
                if (open[place + step] == 0) continue;
                open[place + step] = 0;
                part.Add(place + step);
            }
        }

        return deepest;
    }
}
