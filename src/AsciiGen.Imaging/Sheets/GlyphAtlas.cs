// Every printable ASCII character of a monospaced font, drawn once into cells of the same size; pages are then put
// together by copying cells, so that columns are exact whatever the font's own advance. Magick.NET draws the glyphs.

using ImageMagick;
using ImageMagick.Drawing;

namespace AsciiGen.Imaging.Sheets;

/// <summary>Characters as pictures.</summary>
public sealed class GlyphAtlas
{
    /// <summary>Pixels across one cell.</summary>
    public const int CellWidth = 8;

    /// <summary>Pixels down one cell: twice the width, as in a terminal.</summary>
    public const int CellHeight = 16;

    private const char First = ' ';
    private const char Last = '~';
    private const int MeasuringSize = 100;

    private static readonly string[] _knownFonts =
    [
        "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
        "/usr/share/fonts/dejavu-sans-mono-fonts/DejaVuSansMono.ttf",
        "/usr/share/fonts/TTF/DejaVuSansMono.ttf",
        "/System/Library/Fonts/Menlo.ttc",
        @"C:\Windows\Fonts\consola.ttf",
    ];

    private readonly byte[] _pixels; // (character, CellHeight, CellWidth), 255 is paper

    private GlyphAtlas(byte[] pixels) => _pixels = pixels;

    /// <summary>The first known font of this machine, or null.</summary>
    public static string? FindFont() => _knownFonts.FirstOrDefault(File.Exists);

    /// <summary>Draws the characters of a font.</summary>
    /// <param name="fontFile">A monospaced TrueType or OpenType font.</param>
    /// <exception cref="ImageException">There is no such file, or it is no font.</exception>
    public static GlyphAtlas Load(string fontFile)
    {
        if (!File.Exists(fontFile)) throw new ImageException($"{fontFile}: does not exist; give a monospaced font file");
        try
        {
            using var ruler = new MagickImage(MagickColors.White, 1, 1);
            ruler.Settings.Font = fontFile;
            ruler.Settings.FontPointsize = MeasuringSize;
            var metrics = ruler.FontTypeMetrics("M") ?? throw new ImageException($"{fontFile}: is no font; give a monospaced font file");
            var size = CellWidth * MeasuringSize / metrics.TextWidth;
            var below = -metrics.Descent * size / MeasuringSize;
            var pixels = new byte[(Last - First + 1) * CellHeight * CellWidth];
            for (var character = First; character <= Last; character++)
            {
                Draw(character, fontFile, size, CellHeight - below).CopyTo(pixels, (character - First) * CellHeight * CellWidth);
            }

            return new(pixels);
        }
        catch (MagickException e)
        {
            throw new ImageException($"{fontFile}: is no font; give a monospaced font file", e);
        }
    }

    /// <summary>One row of a character's cell, <see cref="CellWidth"/> gray values; a character without a glyph is a gray block.</summary>
    public ReadOnlySpan<byte> Row(char character, int row)
    {
        if (character is < First or > Last) return Missing;
        return _pixels.AsSpan((((character - First) * CellHeight) + row) * CellWidth, CellWidth);
    }

    private static ReadOnlySpan<byte> Missing => [160, 160, 160, 160, 160, 160, 160, 160];

    private static byte[] Draw(char character, string fontFile, double size, double baseline)
    {
        using var image = new MagickImage(MagickColors.White, CellWidth, CellHeight);
        if (character != ' ') image.Draw(new Drawables().Font(fontFile).FontPointSize(size).FillColor(MagickColors.Black).Text(0, baseline, character.ToString()));
        using var pixels = image.GetPixelsUnsafe();
        return pixels.ToByteArray(0, 0, CellWidth, CellHeight, "R") ?? [];
    }
}
