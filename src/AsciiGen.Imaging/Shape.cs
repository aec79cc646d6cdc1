// A picture as filled area: how much of each pixel is ink, cropped to the ink. What the solid style draws from; knows
// no colours and no strokes.

using System.Numerics;

namespace AsciiGen.Imaging;

/// <summary>Ink of a picture, pixel by pixel.</summary>
public sealed class Shape
{
    private const byte Faint = 24; // less ink than this does not widen the crop

    private readonly byte[] _coverage; // (Height, Width)

    /// <summary>Crops a picture to its ink.</summary>
    /// <param name="width">Pixels across the whole picture.</param>
    /// <param name="coverage">(height, width): 0 paper .. 255 ink.</param>
    /// <exception cref="AsciiGenException">There is no ink.</exception>
    internal Shape(int width, ReadOnlySpan<byte> coverage)
    {
        var height = coverage.Length / width;
        var (left, top, right, bottom) = (width, height, 0, 0);
        for (var i = 0; i < coverage.Length; i++)
        {
            if (coverage[i] < Faint) continue;
            (left, right) = (Math.Min(left, i % width), Math.Max(right, (i % width) + 1));
            (top, bottom) = (Math.Min(top, i / width), Math.Max(bottom, (i / width) + 1));
        }

        if (right <= left) throw new AsciiGenException("the picture draws nothing; give one with visible ink");
        (Width, Height) = (right - left, bottom - top);
        Corner = new(left, top);
        _coverage = new byte[Width * Height];
        for (var y = 0; y < Height; y++) coverage.Slice(((top + y) * width) + left, Width).CopyTo(_coverage.AsSpan(y * Width));
        InkShare = (float)(_coverage.Sum(value => (long)value) / (255.0 * _coverage.Length));
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>Where the crop's left upper corner lies in the picture it was cut from.</summary>
    public Vector2 Corner { get; }

    /// <summary>Share of the crop that is ink, 0..1.</summary>
    public float InkShare { get; }

    /// <summary>Ink of a pixel, 0..1; outside is paper.</summary>
    public float this[int x, int y] => (uint)x < (uint)Width && (uint)y < (uint)Height ? _coverage[(y * Width) + x] / 255f : 0;
}
