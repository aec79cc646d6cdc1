// What BannerSpeller found out about a banner.

namespace AsciiGen.Corpus.Sources;

/// <summary>How a drawing spells a word.</summary>
/// <param name="Agreement">Share of the cells with ink in the drawing or in the nearest font's rendering that are the same in both, 0..1.</param>
/// <param name="Letters">Letters of the word that stand in their places, of the font that has most of them.</param>
/// <param name="Font">The font of <paramref name="Letters"/>; empty when none fits.</param>
public sealed record BannerSpelling(double Agreement, int Letters, string Font)
{
    /// <summary>True when the drawing is a font's rendering of the word, give or take a twentieth of its cells.</summary>
    public bool IsExact => Agreement >= BannerSpeller.ExactShare;
}
