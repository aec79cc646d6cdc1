// The few flat colours a picture is made of, found by merging the bins of a colour histogram: always the two whose
// merging changes the picture least (Ward, 1963). Knows how much of each colour there is, not where.

namespace AsciiGen.Imaging.Raster;

/// <summary>A colour and how many pixels have it.</summary>
internal readonly record struct PaletteColour(float Red, float Green, float Blue, float Count)
{
    /// <summary>Rec. 709 luma, 0..255.</summary>
    public float Luma => (0.2126f * Red) + (0.7152f * Green) + (0.0722f * Blue);

    public float DistanceSquared(PaletteColour other) => DistanceSquared(other.Red, other.Green, other.Blue);

    public float DistanceSquared(float red, float green, float blue) =>
        ((Red - red) * (Red - red)) + ((Green - green) * (Green - green)) + ((Blue - blue) * (Blue - blue));

    public PaletteColour MergedWith(PaletteColour other)
    {
        var count = Count + other.Count;
        return new(((Red * Count) + (other.Red * other.Count)) / count, ((Green * Count) + (other.Green * other.Count)) / count, ((Blue * Count) + (other.Blue * other.Count)) / count, count);
    }
}

internal static class Palette
{
    private const int Bits = 4; // per channel
    private const int MostBins = 96; // rarer colours are left to the nearest of the others

    /// <summary>Finds at most so many colours, no two of them alike; the most frequent first.</summary>
    /// <param name="pixels">The picture.</param>
    /// <param name="counts">Which pixels count.</param>
    /// <param name="most">Most colours.</param>
    /// <param name="apart">Colours nearer than this (in RGB, 0..255 a channel) are merged however few are left.</param>
    public static List<PaletteColour> Find(Pixels pixels, ReadOnlySpan<bool> counts, int most, float apart)
    {
        var bins = new PaletteColour[1 << (3 * Bits)];
        for (var i = 0; i < counts.Length; i++)
        {
            if (!counts[i]) continue;
            int red = pixels.Rgba[4 * i], green = pixels.Rgba[(4 * i) + 1], blue = pixels.Rgba[(4 * i) + 2];
            ref var bin = ref bins[((red >> (8 - Bits)) << (2 * Bits)) | ((green >> (8 - Bits)) << Bits) | (blue >> (8 - Bits))];
            bin = new(bin.Red + red, bin.Green + green, bin.Blue + blue, bin.Count + 1);
        }

        var colours = bins.Where(bin => bin.Count > 0).OrderByDescending(bin => bin.Count).Take(MostBins)
            .Select(bin => new PaletteColour(bin.Red / bin.Count, bin.Green / bin.Count, bin.Blue / bin.Count, bin.Count)).ToList();
        while (colours.Count > 1)
        {
            var (a, b, cheapest) = (0, 0, float.MaxValue);
            for (var i = 0; i < colours.Count; i++)
            {
                for (var j = i + 1; j < colours.Count; j++)
                {
                    var squared = colours[i].DistanceSquared(colours[j]);
                    if (colours.Count <= most && squared >= apart * apart) continue;
                    var cost = squared * colours[i].Count * colours[j].Count / (colours[i].Count + colours[j].Count);
                    if (cost < cheapest) (a, b, cheapest) = (i, j, cost);
                }
            }

            if (a == b) break;
            colours[a] = colours[a].MergedWith(colours[b]);
            colours.RemoveAt(b);
        }

        return [.. colours.OrderByDescending(colour => colour.Count)];
    }
}
