// How often a drawing is drawn in training beside others of its style. Two decisions: what looks alike shares the
// weight of one, and what was converted from a picture counts by how clean it came out. Drawings made by hand were each
// seen by people, and the letters of banners were, so their score does not count.

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Weights of drawings.</summary>
public static class SamplingWeight
{
    private const double Poorest = 0.2;

    /// <summary>
    /// (<see cref="Poorest"/> + (1 - <see cref="Poorest"/>) x quality squared) / (1 + look-alikes); 1 / (1 + look-alikes)
    /// for hand-drawn artworks and banners. So n drawings that all look like each other weigh about as much as one of them; at the
    /// ends of a chain, where the ends no longer look alike, they weigh a little more.
    /// </summary>
    /// <param name="style">Its look.</param>
    /// <param name="quality">0..1.</param>
    /// <param name="lookAlikes">Other valid drawings of its subject and style that look like it.</param>
    public static double Of(Style style, double quality, int lookAlikes)
    {
        if (!(quality is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(quality), quality, "expected 0 to 1");
        ArgumentOutOfRangeException.ThrowIfNegative(lookAlikes);
        var worth = style is Style.Line or Style.Solid ? Poorest + ((1 - Poorest) * quality * quality) : 1;
        return worth / (1 + lookAlikes);
    }
}
