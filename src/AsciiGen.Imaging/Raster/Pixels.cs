// The pixels of a decoded picture: colour and opacity, straight (not premultiplied), every picture with the same
// long side. Knows how it looks on white paper; does not know what of it is ink.

namespace AsciiGen.Imaging.Raster;

/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Rgba">(height, width, 4): red, green, blue, opacity.</param>
internal sealed record Pixels(int Width, int Height, byte[] Rgba)
{
    /// <summary>Pixels along the longer side.</summary>
    public const int LongSide = 256;

    /// <summary>Lightness on white paper, (height, width).</summary>
    public byte[] ToGray()
    {
        var gray = new byte[Width * Height];
        for (var i = 0; i < gray.Length; i++)
        {
            var (red, green, blue, opacity) = (Rgba[4 * i], Rgba[(4 * i) + 1], Rgba[(4 * i) + 2], Rgba[(4 * i) + 3]);
            // Rec. 709 luma in 65536ths.
            var luma = ((13_933 * red) + (46_871 * green) + (4_732 * blue) + 32_768) >> 16;
            gray[i] = (byte)(255 - (((255 - luma) * opacity) + 127) / 255);
        }

        return gray;
    }
}
