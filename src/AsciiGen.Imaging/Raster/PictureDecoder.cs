// Bytes of a picture file -> pixels. Each kind has one decoder, which is told the kind and never guesses; SVG is
// rendered without text (whose look would depend on installed fonts) and without dashes. Does not look at what it decodes.

using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AsciiGen.Imaging.Svg;
using ImageMagick;

namespace AsciiGen.Imaging.Raster;

internal static class PictureDecoder
{
    private const long MaxPixels = 50_000_000;

    static PictureDecoder()
    {
        ResourceLimits.Thread = 1;
        ResourceLimits.Width = 16_384;
        ResourceLimits.Height = 16_384;
    }

    /// <summary>Decodes a PNG or JPEG file.</summary>
    /// <exception cref="ImageException">Damaged or too large.</exception>
    public static Pixels Decode(byte[] bytes, MagickFormat format, string name)
    {
        try
        {
            // Librsvg paints its own paper, so an SVG is asked for none.
            var settings = new MagickReadSettings { Format = format, BackgroundColor = MagickColors.Transparent };
            // Asking for the size of an SVG would render it, and the size is ours anyway.
            var info = format == MagickFormat.Svg ? new MagickImageInfo() : new MagickImageInfo(bytes, settings);
            if ((long)info.Width * info.Height > MaxPixels) throw new ImageException($"{name}: {info.Width}x{info.Height} pixels, the most is {MaxPixels} in all; make it smaller");
            using var image = new MagickImage(bytes, settings);
            var scale = (double)Pixels.LongSide / Math.Max(image.Width, image.Height);
            var (width, height) = (Math.Max(1, (uint)Math.Round(image.Width * scale)), Math.Max(1, (uint)Math.Round(image.Height * scale)));
            if (image.Width != width || image.Height != height) image.Resize(new MagickGeometry(width, height) { IgnoreAspectRatio = true });
            image.ColorSpace = ColorSpace.sRGB;
            using var pixels = image.GetPixelsUnsafe();
            return new((int)width, (int)height, pixels.ToByteArray(0, 0, width, height, "RGBA") ?? []);
        }
        catch (MagickException e)
        {
            throw new ImageException($"{name}: damaged or not what it seems; save it again as PNG or plain SVG", e);
        }
    }

    /// <summary>Renders a document checked by <see cref="SvgDocument"/>.</summary>
    /// <exception cref="ImageException">It has no usable size, or the renderer refuses it.</exception>
    public static Pixels Render(XElement root, string name) => Decode(Encoding.UTF8.GetBytes(ForRendering(root, name)), MagickFormat.Svg, name);

    private static string ForRendering(XElement root, string name)
    {
        var (corner, size) = SvgStrokes.ViewBox(root, name);
        var copy = new XElement(root);
        var scale = Pixels.LongSide / MathF.Max(size.X, size.Y);
        copy.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"{corner.X} {corner.Y} {size.X} {size.Y}"));
        copy.SetAttributeValue("width", Math.Max(1, (int)MathF.Round(size.X * scale)));
        copy.SetAttributeValue("height", Math.Max(1, (int)MathF.Round(size.Y * scale)));
        copy.Descendants().Where(element => element.Name.LocalName is "text" or "metadata").Remove();
        foreach (var element in copy.DescendantsAndSelf())
        {
            element.SetAttributeValue("stroke-dasharray", null);
            if (element.Attribute("style") is { } style && style.Value.Contains("dash", StringComparison.OrdinalIgnoreCase)) style.Remove();
        }

        return copy.ToString(SaveOptions.DisableFormatting);
    }
}
