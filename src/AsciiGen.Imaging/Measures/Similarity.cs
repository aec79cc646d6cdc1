// How alike a drawing and its picture are to an eye that sees shapes, not pixels: both are blurred to the scale of a
// glyph, then compared by structural similarity (Wang, Bovik, Sheikh and Simoncelli 2004, "Image quality assessment: from
// error visibility to structural similarity"). Windows in which neither has ink do not count: they would all be 1 and
// drown the rest.
//
//   SSIM = (2 m_t m_r + C1) (2 s_tr + C2) / ((m_t^2 + m_r^2 + C1) (s_t^2 + s_r^2 + C2)),  C1 = (0.01 L)^2,  C2 = (0.03 L)^2
//   m means, s variances and covariance in a window; L the largest value of the blurred picture

namespace AsciiGen.Imaging.Measures;

/// <summary>Structural similarity of texts and pictures.</summary>
public static class Similarity
{
    /// <summary>Standard deviation of the blur in pixels: half the width of a character.</summary>
    public const float BlurSigma = Coverage.CellWidth / 2f;

    private const int Window = 16; // pixels: two characters across, one down
    private const int Step = 4;
    private const double Blank = 0.02; // share of L below which a window's largest value is no ink

    /// <summary>Mean SSIM over windows with ink, -1..1; the text's strength is the one that fits the picture best.</summary>
    /// <exception cref="ArgumentException">The sizes differ, or the picture has no ink.</exception>
    public static double Of(Coverage text, Coverage picture)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(picture);
        if (text.Width != picture.Width || text.Height != picture.Height) throw new ArgumentException("the text and the picture have different sizes", nameof(text));
        float[] drawn = text.Blur(BlurSigma).Ink, wanted = picture.Blur(BlurSigma).Ink;
        double range = wanted.Max();
        if (range <= 0) throw new ArgumentException("the picture has no ink", nameof(picture));
        var gain = Gain(drawn, wanted);
        double c1 = 0.01 * range * 0.01 * range, c2 = 0.03 * range * 0.03 * range;
        double sum = 0;
        var count = 0;
        for (var y = 0; y + Window <= text.Height; y += Step)
        {
            for (var x = 0; x + Window <= Math.Max(text.Width, Window); x += Step)
            {
                if (OfWindow(drawn, wanted, gain, (y * text.Width) + x, text.Width, Math.Min(Window, text.Width), Blank * range, c1, c2) is not { } ssim) continue;
                sum += ssim;
                count++;
            }
        }

        return sum / count;
    }

    // Least squares: the factor that brings the text nearest to the picture.
    private static double Gain(float[] drawn, float[] wanted)
    {
        double both = 0, own = 0;
        for (var i = 0; i < drawn.Length; i++)
        {
            both += drawn[i] * (double)wanted[i];
            own += drawn[i] * (double)drawn[i];
        }

        return own > 0 ? both / own : 1;
    }

    private static double? OfWindow(float[] drawn, float[] wanted, double gain, int start, int width, int across, double blank, double c1, double c2)
    {
        double t = 0, r = 0, tt = 0, rr = 0, tr = 0, most = 0;
        for (var y = 0; y < Window; y++)
        {
            for (var x = 0; x < across; x++)
            {
                double a = drawn[start + (y * width) + x] * gain, b = wanted[start + (y * width) + x];
                t += a;
                r += b;
                tt += a * a;
                rr += b * b;
                tr += a * b;
                most = Math.Max(most, Math.Max(a, b));
            }
        }

        if (most < blank) return null;
        double count = across * Window, meanT = t / count, meanR = r / count;
        double varianceT = (tt / count) - (meanT * meanT), varianceR = (rr / count) - (meanR * meanR), covariance = (tr / count) - (meanT * meanR);
        return ((2 * meanT * meanR) + c1) * ((2 * covariance) + c2) / (((meanT * meanT) + (meanR * meanR) + c1) * (varianceT + varianceR + c2));
    }
}
