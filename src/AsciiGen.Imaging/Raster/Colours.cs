// Whether a picture is coloured or made of one grey ink in shades. Counts pixels; does not know where a colour lies.

namespace AsciiGen.Imaging.Raster;

internal static class Colours
{
    private const int Opaque = 128;
    private const int Colourful = 40; // difference of the largest and the smallest channel
    private const float Noticeable = 0.1f;

    /// <summary>Whether a noticeable share of what is neither transparent nor white is clearly no grey.</summary>
    public static bool AreIn(Pixels pixels)
    {
        int colourful = 0, all = 0;
        for (var i = 0; i < pixels.Rgba.Length; i += 4)
        {
            if (pixels.Rgba[i + 3] < Opaque) continue;
            int red = pixels.Rgba[i], green = pixels.Rgba[i + 1], blue = pixels.Rgba[i + 2];
            var (high, low) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
            if (low > 240) continue;
            all++;
            if (high - low > Colourful) colourful++;
        }

        return all > 0 && colourful > Noticeable * all;
    }
}
