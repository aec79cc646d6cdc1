// What a drawing looks like: set in a font and looked at as a picture.

using AsciiGen.Imaging.Measures;
using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Lab.Evaluation;

internal static class TextLook
{
    internal static float[] Of(string text, GlyphAtlas atlas)
    {
        var rows = text.Split('\n');
        return PictureLook.Of(TextPicture.Draw(rows, Math.Max(1, rows.Max(row => row.Length)), rows.Length, atlas));
    }
}
