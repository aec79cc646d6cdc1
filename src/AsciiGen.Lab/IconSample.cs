// Icons for a measurement: of each set as many, in an order that only the seed and the icons' names decide, and only
// those that are named after things and can be drawn.

using AsciiGen.Imaging.Icons;
using AsciiGen.Numerics;

namespace AsciiGen.Lab;

internal static class IconSample
{
    /// <summary>Picks at most <paramref name="count"/> icons; a set that has too few gives what it has.</summary>
    internal static List<Icon> Pick(IEnumerable<IconSet> sets, int count, ulong seed)
    {
        var all = sets.ToList();
        return [.. all.SelectMany((set, index) => Shuffle(set, seed).Where(CanBeRead).Take((count / all.Count) + (index < count % all.Count ? 1 : 0)))];
    }

    private static IEnumerable<Icon> Shuffle(IconSet set, ulong seed)
    {
        var random = new SplitMix64(seed);
        return set.Icons.Where(icon => SubjectNames.Find(set.Prefix, icon.Name) is not null).OrderBy(icon => icon.Name, StringComparer.Ordinal)
            .Select(icon => (Icon: icon, Key: random.Next())).ToList().OrderBy(pair => pair.Key).Select(pair => pair.Icon);
    }

    private static bool CanBeRead(Icon icon)
    {
        try
        {
            var picture = icon.ToPicture();
            picture.ToSketch();
            picture.ToShape();
            return true;
        }
        catch (AsciiGenException)
        {
            return false;
        }
    }
}
