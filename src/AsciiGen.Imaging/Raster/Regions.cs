// A coloured picture as regions of flat colour: which of a few colours each pixel has, paper apart. The fringes of
// smooth edges and what is too small to draw go to their neighbours. Does not know characters.

namespace AsciiGen.Imaging.Raster;

/// <param name="Width">Pixels across.</param>
/// <param name="Colours">The colours.</param>
/// <param name="Labels">(height, width): index of the colour; <see cref="Paper"/> where there is none.</param>
internal sealed record Regions(int Width, IReadOnlyList<PaletteColour> Colours, byte[] Labels)
{
    public const byte Paper = 255;

    private readonly int[] _neighbours = new int[4];

    private const int Opaque = 128;
    private const float Transparent = 0.01f; // share of the picture from which its transparency is its paper
    private const float PlainBorder = 0.75f; // share of the border that must have one colour to be paper
    private const float PaperSlack = 40;
    private const float Smallest = 0.0008f; // share of the picture; smaller regions go to a neighbour

    // A band this wide (share of the picture's height) with so much of its rim at paper is the outline of its neighbour.
    private const float OutlineWidth = 0.03f;
    private const float OutlineAtPaper = 0.25f;

    /// <summary>Number of colours that have a region.</summary>
    public int ColourCount => Enumerable.Range(0, Colours.Count).Count(colour => Labels.Contains((byte)colour));

    /// <summary>Finds the regions.</summary>
    /// <returns>Null when paper cannot be told from picture.</returns>
    public static Regions? Find(Pixels pixels, int mostColours, float apart)
    {
        if (FindInk(pixels) is not { } ink) return null;
        var colours = Palette.Find(pixels, ink, mostColours, apart);
        var labels = new byte[ink.Length];
        for (var i = 0; i < labels.Length; i++) labels[i] = ink[i] ? Nearest(colours, pixels.Rgba.AsSpan(4 * i, 3)) : Paper;
        var regions = new Regions(pixels.Width, colours, labels);
        regions.DropSmall();
        return regions;
    }

    private static bool[]? FindInk(Pixels pixels)
    {
        var ink = new bool[pixels.Width * pixels.Height];
        var opaque = 0;
        for (var i = 0; i < ink.Length; i++)
        {
            ink[i] = pixels.Rgba[(4 * i) + 3] >= Opaque;
            if (ink[i]) opaque++;
        }

        if (opaque == 0) return null;
        if (opaque < ink.Length * (1 - Transparent)) return ink;
        var border = Enumerable.Range(0, ink.Length).Select(i => i % pixels.Width == 0 || i % pixels.Width == pixels.Width - 1 || i < pixels.Width || i >= ink.Length - pixels.Width).ToArray();
        var paper = Palette.Find(pixels, border, 4, PaperSlack)[0];
        if (paper.Count < PlainBorder * border.Count(at => at)) return null;
        for (var i = 0; i < ink.Length; i++) ink[i] = paper.DistanceSquared(pixels.Rgba[4 * i], pixels.Rgba[(4 * i) + 1], pixels.Rgba[(4 * i) + 2]) > PaperSlack * PaperSlack;
        return ink.Contains(true) ? ink : null;
    }

    private static byte Nearest(List<PaletteColour> colours, ReadOnlySpan<byte> rgb)
    {
        var (best, least) = (0, float.MaxValue);
        for (var i = 0; i < colours.Count; i++)
        {
            var squared = colours[i].DistanceSquared(rgb[0], rgb[1], rgb[2]);
            if (squared < least) (best, least) = (i, squared);
        }

        return (byte)best;
    }

    // Regions that are small, or no wider than a fringe, take the label met most often around them; smallest first.
    private void DropSmall()
    {
        var seen = new bool[Labels.Length];
        var small = new List<(int[] Pixels, byte Label)>();
        var open = new Stack<int>();
        for (var start = 0; start < Labels.Length; start++)
        {
            if (seen[start] || Labels[start] == Paper) continue;
            var (label, members, rim, atPaper) = (Labels[start], new List<int>(), 0, 0);
            seen[start] = true;
            open.Push(start);
            while (open.TryPop(out var at))
            {
                members.Add(at);
                var (isRim, isAtPaper) = (false, false);
                foreach (var next in Neighbours(at))
                {
                    if (Labels[next] != label) (isRim, isAtPaper) = (true, isAtPaper || Labels[next] == Paper);
                    else if (!seen[next])
                    {
                        seen[next] = true;
                        open.Push(next);
                    }
                }

                if (isRim) rim++;
                if (isAtPaper) atPaper++;
            }

            var isOutline = members.Count < OutlineWidth / 2 * Labels.Length / Width * rim && atPaper > OutlineAtPaper * rim;
            if (members.Count < Smallest * Labels.Length || rim > 0.95f * members.Count || isOutline) small.Add(([.. members], label));
        }

        foreach (var (members, label) in small.OrderBy(region => region.Pixels.Length)) GiveAway(members, label);
    }

    private void GiveAway(int[] members, byte label)
    {
        Span<int> votes = stackalloc int[256];
        foreach (var at in members)
        {
            foreach (var next in Neighbours(at))
            {
                if (Labels[next] != label && Labels[next] != Paper) votes[Labels[next]]++;
            }
        }

        var best = 0;
        for (var i = 1; i < Colours.Count; i++) best = votes[i] > votes[best] ? i : best;
        if (votes[best] == 0) return; // alone on paper
        foreach (var at in members) Labels[at] = (byte)best;
    }

    // Up to four; the span is only good until the next call.
    private ReadOnlySpan<int> Neighbours(int at)
    {
        var count = 0;
        if (at % Width > 0) _neighbours[count++] = at - 1;
        if (at % Width < Width - 1) _neighbours[count++] = at + 1;
        if (at >= Width) _neighbours[count++] = at - Width;
        if (at + Width < Labels.Length) _neighbours[count++] = at + Width;
        return _neighbours.AsSpan(0, count);
    }

    /// <summary>Thin lines along the borders of the regions.</summary>
    /// <param name="border">Pixels of paper to add on every side.</param>
    public Bitmap ToEdges(int border)
    {
        var edges = new Bitmap(Width + (2 * border), (Labels.Length / Width) + (2 * border));
        var ranks = Enumerable.Range(0, 256).Select(label => Rank((byte)label)).ToArray();
        for (var i = 0; i < Labels.Length; i++)
        {
            // Of two neighbours the darker one holds the line, and paper never does, so that each border is drawn once.
            var own = ranks[Labels[i]];
            var outside = i % Width == 0 || i % Width == Width - 1 || i < Width || i >= Labels.Length - Width;
            var lighter = outside;
            foreach (var next in Neighbours(i)) lighter |= ranks[Labels[next]] < own;
            if (own > 0 && lighter) edges[(i % Width) + border, (i / Width) + border] = true;
        }

        return edges;
    }

    private float Rank(byte label) => label >= Colours.Count ? 0 : 256 - Colours[label].Luma + (label / 256f);

    /// <summary>Share of the rim of a colour's pixels that lies beside paper or the picture's border, 0..1.</summary>
    public float PaperShare(int colour)
    {
        int beside = 0, rim = 0;
        for (var i = 0; i < Labels.Length; i++)
        {
            if (Labels[i] != colour) continue;
            var sides = 0;
            foreach (var next in Neighbours(i))
            {
                sides++;
                if (Labels[next] == colour) continue;
                rim++;
                if (Labels[next] == Paper) beside++;
            }

            (beside, rim) = (beside + 4 - sides, rim + 4 - sides);
        }

        return rim == 0 ? 0 : (float)beside / rim;
    }
}
