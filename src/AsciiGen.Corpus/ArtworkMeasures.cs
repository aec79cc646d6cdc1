// What can be counted in a drawing without knowing what it shows.

namespace AsciiGen.Corpus;

/// <summary>Sizes of a normalised drawing.</summary>
/// <param name="Width">Columns of the longest row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Characters">Characters in all, line feeds included.</param>
/// <param name="Ink">Characters that are neither blank nor line feed.</param>
/// <param name="Charset">The distinct ink characters in ASCII order.</param>
public readonly record struct ArtworkMeasures(int Width, int Height, int Characters, int Ink, string Charset)
{
    /// <summary>Share of the bounding box that is ink, 0..1.</summary>
    public double Density => Width == 0 ? 0 : (double)Ink / (Width * Height);
}
