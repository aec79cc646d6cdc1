// A picture file -> strokes. The kind is told by the first bytes, never by the name, and each kind has one decoder.
// SVG made of strokes is read exactly; anything else becomes a black and white bitmap first, whose thin parts give
// their middle lines and whose thick parts give their outlines. Does not look at colours beyond dark and light.

using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AsciiGen.Imaging.Svg;
using ImageMagick;

namespace AsciiGen.Imaging.Raster;

/// <summary>Reads PNG, JPEG and SVG files.</summary>
public static class PictureFile
{
    private const int LongSide = 224;
    private const int Border = 4;
    private const float ThinShare = 0.05f; // ink up to twice this share of the long side is a line
    private const long MaxBytes = 64_000_000;
    private const long MaxPixels = 50_000_000;

    static PictureFile()
    {
        ResourceLimits.Thread = 1;
        ResourceLimits.Width = 16_384;
        ResourceLimits.Height = 16_384;
    }

    /// <summary>Reads a picture.</summary>
    /// <exception cref="ImageException">Not a picture of a known kind, damaged, too large, or refused.</exception>
    public static Sketch Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new ImageException($"{path}: larger than {MaxBytes} bytes; make it smaller");
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{path}: cannot be read; give the path of a PNG, JPEG or SVG file", e);
        }
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="ImageException">As <see cref="Load"/>.</exception>
    public static Sketch Read(byte[] bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) return FromBitmap(Decode(bytes, MagickFormat.Png, name), name);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return FromBitmap(Decode(bytes, MagickFormat.Jpeg, name), name);
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimStart();
        if (!text.StartsWith('<')) throw new ImageException($"{name}: not a PNG, JPEG or SVG file");
        return FromSvg(SvgDocument.Parse(text, name), name);
    }

    internal static Sketch FromSvg(XElement root, string name)
    {
        if (SvgStrokes.TryRead(root, name, out var strokes)) return new Sketch(strokes);
        return FromBitmap(Decode(Encoding.UTF8.GetBytes(ForRendering(root, name)), MagickFormat.Svg, name), name);
    }

    // The renderer gets a size of our choice, no text (whose look would depend on installed fonts) and no dashes.
    private static string ForRendering(XElement root, string name)
    {
        var (corner, size) = SvgStrokes.ViewBox(root, name);
        var copy = new XElement(root);
        var scale = LongSide / MathF.Max(size.X, size.Y);
        copy.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"{corner.X} {corner.Y} {size.X} {size.Y}"));
        copy.SetAttributeValue("width", Math.Max(1, (int)(size.X * scale)));
        copy.SetAttributeValue("height", Math.Max(1, (int)(size.Y * scale)));
        copy.Descendants().Where(element => element.Name.LocalName is "text" or "metadata").Remove();
        foreach (var element in copy.DescendantsAndSelf())
        {
            element.SetAttributeValue("stroke-dasharray", null);
            if (element.Attribute("style") is { } style && style.Value.Contains("dash", StringComparison.OrdinalIgnoreCase)) style.Remove();
        }

        return copy.ToString(SaveOptions.DisableFormatting);
    }

    private static MagickImage Decode(byte[] bytes, MagickFormat format, string name)
    {
        try
        {
            var settings = new MagickReadSettings { Format = format, BackgroundColor = MagickColors.White };
            var info = new MagickImageInfo(bytes, settings);
            if ((long)info.Width * info.Height > MaxPixels) throw new ImageException($"{name}: {info.Width}x{info.Height} pixels, the most is {MaxPixels} in all; make it smaller");
            var image = new MagickImage(bytes, settings);
            image.BackgroundColor = MagickColors.White;
            image.Alpha(AlphaAction.Remove);
            return image;
        }
        catch (MagickException e)
        {
            throw new ImageException($"{name}: damaged or not what it seems; save it again as PNG or plain SVG", e);
        }
    }

    private static Sketch FromBitmap(MagickImage image, string name)
    {
        using var closing = image;
        var scale = (double)LongSide / Math.Max(image.Width, image.Height);
        image.Resize(new MagickGeometry(Math.Max(1, (uint)(image.Width * scale)), Math.Max(1, (uint)(image.Height * scale))) { IgnoreAspectRatio = true });
        image.Grayscale(PixelIntensityMethod.Rec709Luma);
        var width = (int)image.Width;
        using var pixels = image.GetPixelsUnsafe();
        var gray = pixels.ToByteArray(0, 0, image.Width, image.Height, "R") ?? [];
        var threshold = Otsu(gray);
        var darkPaper = IsBorderDark(gray, width, threshold);
        var bitmap = new Bitmap(width + (2 * Border), (int)image.Height + (2 * Border));
        for (var i = 0; i < gray.Length; i++) bitmap[(i % width) + Border, (i / width) + Border] = gray[i] <= threshold != darkPaper;
        var strokes = LineTracer.Trace(bitmap.ToLines(ThinShare * LongSide));
        if (strokes.Count == 0) throw new ImageException($"{name}: nothing darker than its background is in it; give a picture with contrast");
        return new Sketch(strokes);
    }

    private static bool IsBorderDark(byte[] gray, int width, int threshold)
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

    // Otsu's threshold: the split that leaves the least variance inside both halves.
    private static int Otsu(byte[] gray)
    {
        var counts = new long[256];
        foreach (var value in gray) counts[value]++;
        long below = 0, sumBelow = 0, sum = 0;
        for (var i = 0; i < 256; i++) sum += i * counts[i];
        var (best, bestSpread) = (-1, 0.0); // one tone only: nothing is ink
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
}
