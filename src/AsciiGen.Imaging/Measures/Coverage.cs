// How much of each pixel is ink: what texts and pictures are turned into before they are compared. Knows blurring and
// how to become a PNG for other programs; not where the ink came from.

using ImageMagick;

namespace AsciiGen.Imaging.Measures;

/// <summary>A picture of ink, 0 none to 1 full; <see cref="CellWidth"/> x <see cref="CellHeight"/> pixels for each character cell.</summary>
public sealed class Coverage
{
    /// <summary>Pixels across a cell.</summary>
    public const int CellWidth = Sheets.GlyphAtlas.CellWidth;

    /// <summary>Pixels down a cell.</summary>
    public const int CellHeight = Sheets.GlyphAtlas.CellHeight;

    /// <summary>Makes an empty picture of so many cells.</summary>
    public Coverage(int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        (Columns, Rows) = (columns, rows);
        Ink = new float[columns * CellWidth * rows * CellHeight];
    }

    /// <summary>Cells across.</summary>
    public int Columns { get; }

    /// <summary>Cells down.</summary>
    public int Rows { get; }

    /// <summary>Pixels across.</summary>
    public int Width => Columns * CellWidth;

    /// <summary>Pixels down.</summary>
    public int Height => Rows * CellHeight;

    /// <summary>(Height, Width): ink of each pixel.</summary>
    public float[] Ink { get; }

    /// <summary>Convolves with a Gaussian; outside is no ink.</summary>
    /// <param name="sigma">In pixels, above 0.</param>
    public Coverage Blur(float sigma)
    {
        var reach = (int)MathF.Ceiling(3 * sigma);
        var kernel = Enumerable.Range(-reach, (2 * reach) + 1).Select(d => MathF.Exp(-d * d / (2 * sigma * sigma))).ToArray();
        var sum = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++) kernel[i] /= sum;
        var across = new Coverage(Columns, Rows);
        Convolve(Ink, across.Ink, kernel, Width, Height, 1, Width);
        var both = new Coverage(Columns, Rows);
        Convolve(across.Ink, both.Ink, kernel, Height, Width, Width, 1);
        return both;
    }

    // Along lines of so many pixels, step apart; the lines themselves lie lineStep apart.
    private static void Convolve(float[] from, float[] to, float[] kernel, int length, int lines, int step, int lineStep)
    {
        var reach = kernel.Length / 2;
        for (var line = 0; line < lines; line++)
        {
            var start = line * lineStep;
            for (var i = 0; i < length; i++)
            {
                var ink = from[start + (i * step)];
                if (ink == 0) continue;
                int first = Math.Max(0, i - reach), last = Math.Min(length - 1, i + reach);
                for (var j = first; j <= last; j++) to[start + (j * step)] += ink * kernel[j - i + reach];
            }
        }
    }

    /// <summary>A PNG with white ink on black, as terminals show it.</summary>
    public byte[] ToPng()
    {
        var gray = Array.ConvertAll(Ink, ink => (byte)MathF.Round(255 * Math.Clamp(ink, 0, 1)));
        using var image = new MagickImage(gray, new PixelReadSettings((uint)Width, (uint)Height, StorageType.Char, "R"));
        return image.ToByteArray(MagickFormat.Png);
    }
}
