// The tones of a coloured picture for the solid style: its few colours in the order of their darkness, each a step
// lighter than the one before, so that parts of different colour are told apart even where they are equally light.
// White inside a picture is a hole; white at its rim is the lightest tone.

namespace AsciiGen.Imaging.Raster;

internal static class Tones
{
    /// <summary>Most tones: dense, middle, light.</summary>
    public const int Most = 3;

    private const float Apart = 60; // colours nearer than this are one
    private const float White = 225; // luma
    private const float AtTheRim = 0.12f;

    /// <summary>Splits a picture into tones.</summary>
    /// <returns>Layers of ink (height, width), 0 or 255: all tones, then those darker than the lightest, and so on; null for a picture of one tone.</returns>
    public static List<byte[]>? Find(Pixels pixels)
    {
        if (Regions.Find(pixels, Most + 1, Apart) is not { } regions) return null;
        var order = Enumerable.Range(0, regions.Colours.Count).Where(colour => regions.Labels.Contains((byte)colour))
            .OrderBy(colour => regions.Colours[colour].Luma).ToList();
        if (order.Count > 1 && regions.Colours[order[^1]].Luma > White && regions.PaperShare(order[^1]) < AtTheRim) order.RemoveAt(order.Count - 1);
        // Four tones that are not holes: the two lightest share one.
        var toneOf = new int[256];
        Array.Fill(toneOf, -1);
        foreach (var (index, colour) in order.Index()) toneOf[colour] = Math.Min(index, Most - 1);
        var count = Math.Min(order.Count, Most);
        if (regions.ColourCount == 1) return null;
        var layers = new List<byte[]>();
        for (var lightest = count - 1; lightest >= 0; lightest--)
        {
            layers.Add([.. regions.Labels.Select(label => toneOf[label] >= 0 && toneOf[label] <= lightest ? (byte)255 : (byte)0)]);
        }

        return layers;
    }
}
