// Which tones of a grey picture are ink: the threshold between the two halves, and which half lies at the border and
// is therefore paper. Knows one picture's greys only.

namespace AsciiGen.Imaging.Raster;

internal static class InkFinder
{
    /// <summary>Otsu's threshold: the split that leaves the least variance inside both halves; -1 when there is one tone only.</summary>
    public static int Threshold(ReadOnlySpan<byte> gray)
    {
        var counts = new long[256];
        foreach (var value in gray) counts[value]++;
        long below = 0, sumBelow = 0, sum = 0;
        for (var i = 0; i < 256; i++) sum += i * counts[i];
        var (best, bestSpread) = (-1, 0.0);
        for (var i = 0; i < 255; i++)
        {
            below += counts[i];
            sumBelow += i * counts[i];
            if (below == 0 || below == gray.Length) continue;
            var difference = ((double)sumBelow / below) - ((double)(sum - sumBelow) / (gray.Length - below));
            var spread = difference * difference * below * (gray.Length - below);
            if (spread > bestSpread) (best, bestSpread) = (i, spread);
        }

        return best;
    }

    /// <summary>Whether most of the border is darker than the threshold: a light picture on dark paper.</summary>
    public static bool IsBorderDark(ReadOnlySpan<byte> gray, int width, int threshold)
    {
        int dark = 0, all = 0, height = gray.Length / width;
        for (var i = 0; i < gray.Length; i++)
        {
            if (i % width != 0 && i % width != width - 1 && i / width != 0 && i / width != height - 1) continue;
            all++;
            if (gray[i] <= threshold) dark++;
        }

        return dark * 2 > all;
    }

    /// <summary>How much of each pixel is ink, 0..255: grey levels between the mean tones of paper and ink count in part.</summary>
    public static byte[] Coverage(ReadOnlySpan<byte> gray, int width)
    {
        var threshold = Threshold(gray);
        var coverage = new byte[gray.Length];
        if (threshold < 0) return coverage;
        long light = 0, dark = 0, lightCount = 0, darkCount = 0;
        foreach (var value in gray)
        {
            if (value <= threshold) (dark, darkCount) = (dark + value, darkCount + 1);
            else (light, lightCount) = (light + value, lightCount + 1);
        }

        var (lightTone, darkTone) = ((int)(light / lightCount), (int)(dark / darkCount));
        var (paper, ink) = IsBorderDark(gray, width, threshold) ? (darkTone, lightTone) : (lightTone, darkTone);
        for (var i = 0; i < gray.Length; i++) coverage[i] = (byte)Math.Clamp((gray[i] - paper) * 255 / (ink - paper), 0, 255);
        return coverage;
    }
}
