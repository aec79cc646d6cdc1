// The glyphs of StrokeFont as pixels of one scale, each made once: how much of a pixel is covered, by its distance from the nearest
// stroke. Strokes have round ends, so pieces join without a seam. Does not know colours.

namespace AsciiGen.Rendering;

/// <summary>Glyphs of one size. Threads may share it.</summary>
internal sealed class GlyphMasks
{
    /// <summary>The level of a pixel that is covered whole. 16 levels fit four bits, and more cannot be told apart on edges.</summary>
    public const int Full = 15;

    /// <summary>Largest scale.</summary>
    public const int MostScale = 8;

    private static readonly GlyphMasks?[] _ofScale = new GlyphMasks?[MostScale + 1];

    private readonly byte[]?[] _masks = new byte[]?[128];
    private readonly int _scale;

    private GlyphMasks(int scale) => _scale = scale;

    /// <summary>Pixels of a mask from left to right: the cell and the bleed on both sides.</summary>
    public int Width => (StrokeFont.Width + (2 * StrokeFont.Bleed)) * _scale;

    /// <summary>Pixels of a mask from top to bottom, likewise.</summary>
    public int Height => (StrokeFont.Height + (2 * StrokeFont.Bleed)) * _scale;

    /// <summary>The masks of a scale.</summary>
    /// <param name="scale">Pixels of a unit of the font, 1 to <see cref="MostScale"/>.</param>
    // Two threads that come first may make the same masks twice, which does no harm.
    public static GlyphMasks Of(int scale) => _ofScale[scale] ??= new GlyphMasks(scale);

    /// <summary>Levels of a character, row by row, 0 to <see cref="Full"/>.</summary>
    /// <param name="character">Printable ASCII.</param>
    public byte[] Of(char character) => _masks[character] ??= Make(character);

    private byte[] Make(char character)
    {
        var mask = new byte[Width * Height];
        foreach (var stroke in StrokeFont.StrokesOf(character)) Draw(stroke, mask);
        return mask;
    }

    private void Draw(Stroke stroke, byte[] mask)
    {
        float x1 = Pixel(stroke.X1), y1 = Pixel(stroke.Y1), x2 = Pixel(stroke.X2), y2 = Pixel(stroke.Y2), reach = (stroke.Radius * _scale) + 0.5f;
        float alongX = x2 - x1, alongY = y2 - y1, squared = (alongX * alongX) + (alongY * alongY);
        var (left, right) = (Math.Max(0, (int)(Math.Min(x1, x2) - reach)), Math.Min(Width - 1, (int)(Math.Max(x1, x2) + reach)));
        var (top, bottom) = (Math.Max(0, (int)(Math.Min(y1, y2) - reach)), Math.Min(Height - 1, (int)(Math.Max(y1, y2) + reach)));
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                float x = column + 0.5f - x1, y = row + 0.5f - y1;
                var place = squared == 0 ? 0 : Math.Clamp(((x * alongX) + (y * alongY)) / squared, 0, 1);
                float awayX = x - (place * alongX), awayY = y - (place * alongY);
                var covered = Math.Clamp(reach - MathF.Sqrt((awayX * awayX) + (awayY * awayY)), 0, 1);
                ref var level = ref mask[(row * Width) + column];
                level = Math.Max(level, (byte)((covered * Full) + 0.5f));
            }
        }

        float Pixel(float unit) => (unit + StrokeFont.Bleed) * _scale;
    }
}
