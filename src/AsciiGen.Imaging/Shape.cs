// A picture as filled area: how much of each pixel is ink, cropped to the ink, and for coloured pictures the same of
// each of its tones. What the solid style draws from; knows no colours and no strokes.

using System.Numerics;

namespace AsciiGen.Imaging;

/// <summary>Ink of a picture, pixel by pixel.</summary>
public sealed class Shape
{
    private const byte Faint = 24; // less ink than this does not widen the crop

    // How dark the tones are, the lightest of so many first: what the fills of the solid style look like.
    private static readonly float[][] _darkness = [[1], [0.3f, 1], [0.3f, 0.6f, 1]];

    private readonly byte[][] _layers; // (layer, Height, Width)
    private readonly float[] _ink; // (Height, Width)

    /// <summary>Crops a picture to its ink.</summary>
    /// <param name="width">Pixels across the whole picture.</param>
    /// <param name="layers">(height, width): 0 paper .. 255 ink, of all tones first, then of all but the lightest, and so on.</param>
    /// <exception cref="AsciiGenException">There is no ink.</exception>
    internal Shape(int width, params IReadOnlyList<byte[]> layers)
    {
        var all = layers[0];
        var (left, top, right, bottom) = (width, all.Length / width, 0, 0);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] < Faint) continue;
            (left, right) = (Math.Min(left, i % width), Math.Max(right, (i % width) + 1));
            (top, bottom) = (Math.Min(top, i / width), Math.Max(bottom, (i / width) + 1));
        }

        if (right <= left) throw new AsciiGenException("the picture draws nothing; give one with visible ink");
        (Width, Height) = (right - left, bottom - top);
        Corner = new(left, top);
        _layers = [.. layers.Select(layer => Crop(layer, width))];
        _ink = new float[Width * Height];
        var darkness = _darkness[_layers.Length - 1];
        for (var i = 0; i < _ink.Length; i++)
        {
            for (var layer = 0; layer < _layers.Length; layer++) _ink[i] += _layers[layer][i] / 255f * (darkness[layer] - (layer == 0 ? 0 : darkness[layer - 1]));
        }

        InkShare = (float)(_layers[0].Sum(value => (long)value) / (255.0 * _ink.Length));
    }

    private byte[] Crop(byte[] layer, int width)
    {
        var crop = new byte[Width * Height];
        for (var y = 0; y < Height; y++) layer.AsSpan((((int)Corner.Y + y) * width) + (int)Corner.X, Width).CopyTo(crop.AsSpan(y * Width));
        return crop;
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>Where the crop's left upper corner lies in the picture it was cut from.</summary>
    public Vector2 Corner { get; }

    /// <summary>Share of the crop that is ink of any tone, 0..1.</summary>
    public float InkShare { get; }

    /// <summary>Number of tones, 1..3.</summary>
    public int ToneCount => _layers.Length;

    /// <summary>Darkness of a pixel, 0..1; outside is paper.</summary>
    public float this[int x, int y] => (uint)x < (uint)Width && (uint)y < (uint)Height ? _ink[(y * Width) + x] : 0;

    /// <summary>Ink of a pixel of the crop, 0..1, the lightest tones left out.</summary>
    /// <param name="leftOut">How many tones are left out, 0..<see cref="ToneCount"/> - 1.</param>
    /// <param name="x">Column of the crop.</param>
    /// <param name="y">Row of the crop.</param>
    public float Ink(int leftOut, int x, int y) => _layers[leftOut][(y * Width) + x] / 255f;
}
