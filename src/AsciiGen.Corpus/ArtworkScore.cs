// How clean a drawing looks, in one number that sampling weights use. Every part is something a person points at in a
// bad conversion; what counts as good was set by looking at thousands of drawings in the order of this score, and does
// not depend on anything else in the corpus. Does not know what a drawing shows.

namespace AsciiGen.Corpus;

/// <summary>Scores drawings from 0 (a mess) to 1 (clean by every measure).</summary>
internal static class ArtworkScore
{
    private const double Floor = 0.15;

    /// <summary>
    /// The harmonic mean of these parts, so that one bad part cannot be made good by the others; no part is below
    /// <see cref="Floor"/>. Plain arithmetic in a fixed order: the same on every processor.
    /// <list type="bullet">
    /// <item>body: at least 6 rows, 30 characters of ink and 5 different ones; less in proportion;</item>
    /// <item>whole: little ink in specks of one or two cells;</item>
    /// <item>smooth: the same windows of two by two cells come again, as in strokes and fills and not in scribble;</item>
    /// <item>spread: ink in most parts of the box; balanced: ink opposite of ink; both count little, since good
    /// drawings are diagonal or seen from the side;</item>
    /// <item>lines only: strokes that meet, few crowded cells, few crossings;</item>
    /// <item>solids only: much of one character, the fill.</item>
    /// </list>
    /// </summary>
    internal static double Of(ArtworkMeasures measures, DrawingFeatures features, Style style)
    {
        var body = Math.Min(1, measures.Height / 6.0) * Math.Min(1, measures.Ink / 30.0) * (style == Style.Banner ? 1 : Math.Min(1, features.Characters / 5.0));
        var (sum, weights) = (0.0, 0.0);
        Add(body, 2);
        Add(1 - Ramp(features.Specks, 0, 0.3), 2);
        Add(1 - Ramp(features.DistinctWindows, 0.4, 1), 1.5);
        Add(0.3 + (0.7 * Ramp(features.Spread, 0.2, 0.7)), 1);
        Add(0.5 + (0.5 * Ramp(features.Symmetry, 0.4, 0.95)), 1);
        if (style is Style.Line or Style.Hand) Add(Ramp(features.Joined, 0.7, 0.98), 3);
        if (style == Style.Line)
        {
            Add(1 - Ramp(features.Busy, 0.1, 0.6), 2);
            Add(1 - Ramp(features.Junction, 0.02, 0.22), 1);
        }

        if (style == Style.Solid) Add(Ramp(features.Commonest, 0.1, 0.4), 3);
        return Math.Round(weights / sum, 4);

        void Add(double part, double weight)
        {
            sum += weight / (Floor + ((1 - Floor) * part));
            weights += weight;
        }
    }

    /// <summary>0 up to <paramref name="from"/>, 1 from <paramref name="to"/>, straight between.</summary>
    private static double Ramp(double value, double from, double to) => Math.Clamp((value - from) / (to - from), 0, 1);
}
