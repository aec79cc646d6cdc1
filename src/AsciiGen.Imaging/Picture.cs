// A picture, decoded once, from which both styles are made: strokes for the line style, filled area for the solid one.
// The kind of a file is told by its first bytes, never by its name. SVG made of strokes keeps them exactly and is
// rendered only when its area is asked for. Knows files and pixels, not characters.

using System.Text;
using AsciiGen.Imaging.Raster;
using AsciiGen.Imaging.Svg;
using ImageMagick;

namespace AsciiGen.Imaging;

/// <summary>A PNG, JPEG or SVG picture.</summary>
public sealed class Picture
{
    private const int Border = 12; // paper around the picture, so that closing gaps does not reach its edge
    private const int MostColours = 5; // of which the line style draws the borders
    private const float ColoursApart = 100;
    private const long MaxBytes = 64_000_000;

    private readonly string _name;
    private readonly Lazy<Pixels> _pixels;
    private readonly Sketch? _strokes;

    private Picture(string name, Func<Pixels> decode, Sketch? strokes = null)
    {
        (_name, _strokes) = (name, strokes);
        _pixels = new(decode);
        if (strokes is null) _ = _pixels.Value;
    }

    /// <summary>Whether the file draws with strokes only, so that its lines are known exactly.</summary>
    public bool IsStrokesOnly => _strokes is not null;

    /// <summary>Whether it has colours, so that dark and light alone may not tell its parts apart.</summary>
    public bool IsColoured => Colours.AreIn(_pixels.Value);

    /// <summary>Reads a picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">For messages; the path when null.</param>
    /// <exception cref="ImageException">Not a picture of a known kind, damaged, too large, or refused.</exception>
    public static Picture Load(string path, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        name ??= path;
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new ImageException($"{name}: larger than {MaxBytes} bytes; make it smaller");
            return Read(File.ReadAllBytes(path), name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{name}: cannot be read; give the path of a PNG, JPEG or SVG file", e);
        }
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="ImageException">As <see cref="Load"/>.</exception>
    public static Picture Read(byte[] bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) return new(name, () => PictureDecoder.Decode(bytes, MagickFormat.Png, name));
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return new(name, () => PictureDecoder.Decode(bytes, MagickFormat.Jpeg, name));
        if (bytes.Length > 4 * SvgDocument.MaxCharacters) throw new ImageException($"{name}: neither PNG nor JPEG, and too large for SVG; give one of these");
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimStart();
        if (!text.StartsWith('<')) throw new ImageException($"{name}: not a PNG, JPEG or SVG file");
        return ReadSvg(text, name);
    }

    /// <summary>Reads the text of an SVG document.</summary>
    /// <param name="svg">The document.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="ImageException">Not SVG, or something in it is refused.</exception>
    public static Picture ReadSvg(string svg, string name)
    {
        ArgumentNullException.ThrowIfNull(svg);
        var root = SvgDocument.Parse(svg, name);
        return new(name, () => PictureDecoder.Render(root, name), SvgStrokes.TryRead(root, name, out var strokes) ? new Sketch(strokes) : null);
    }

    /// <summary>The picture as strokes: its own, or else the middles of thin ink and the outlines of thick ink.</summary>
    /// <exception cref="ImageException">There is nothing to see in it.</exception>
    public Sketch ToSketch()
    {
        if (_strokes is not null) return _strokes;
        var (lines, depth) = LineFinder.Find(FindInk(), Pixels.LongSide);
        var strokes = LineTracer.Trace(lines, depth);
        return strokes.Count > 0 ? new Sketch(strokes) : throw Empty();
    }

    // Of a coloured picture the borders of its colours, of any other what is dark.
    private Bitmap FindInk()
    {
        var pixels = _pixels.Value;
        if (Regions.Find(pixels, MostColours, ColoursApart) is { ColourCount: > 1 } regions) return regions.ToEdges(Border);
        var gray = pixels.ToGray();
        var threshold = InkFinder.Threshold(gray);
        var darkPaper = InkFinder.IsBorderDark(gray, pixels.Width, threshold);
        var bitmap = new Bitmap(pixels.Width + (2 * Border), pixels.Height + (2 * Border));
        for (var i = 0; i < gray.Length; i++) bitmap[(i % pixels.Width) + Border, (i / pixels.Width) + Border] = gray[i] <= threshold != darkPaper;
        return bitmap;
    }

    /// <summary>The picture as filled area.</summary>
    /// <exception cref="ImageException">There is nothing to see in it.</exception>
    public Shape ToShape()
    {
        var pixels = _pixels.Value;
        if (Tones.Find(pixels) is { } tones) return new Shape(pixels.Width, tones);
        var coverage = InkFinder.Coverage(pixels.ToGray(), pixels.Width);
        if (!coverage.AsSpan().ContainsAnyInRange((byte)128, (byte)255)) throw Empty();
        return new Shape(pixels.Width, coverage);
    }

    private ImageException Empty() => new($"{_name}: nothing darker than its background is in it; give a picture with contrast");
}
