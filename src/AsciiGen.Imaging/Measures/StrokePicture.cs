// What a line drawing should look like: the strokes of a sketch, laid on the grid where the converter laid them and drawn
// as thin as the strokes of a font. The reference that line drawings are measured against.

using System.Numerics;
using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Measures;

internal static class StrokePicture
{
    /// <summary>Width of a stroke in pixels: '|', '-' and '/' of DejaVu Sans Mono at 8 pixels a character have 1.2 to 1.3.</summary>
    public const float FontStroke = 1.25f;

    /// <summary>Width in pixels at which chafa's drawings come closest to the thin picture: of narrower strokes it leaves parts
    /// out (SSIM at 32 columns with 2, 3, 4, 5, 6, 7 pixels: 0.56 0.69 0.71 0.72 0.72 0.72; stray 1, 2, 4, 6, 11, 15 %).</summary>
    public const float BoldStroke = 5;

    private const float DotWidth = 2.2f; // of the font's full stop

    /// <summary>Draws the strokes; a pixel's ink is what a line with straight edges would cover of it, the most of any stroke.</summary>
    public static Coverage Draw(Sketch sketch, Placement placement, float strokeWidth)
    {
        var picture = new Coverage(placement.Columns, placement.Rows);
        foreach (var stroke in placement.Apply(sketch.Strokes))
        {
            var points = stroke.Select(point => point * Coverage.CellWidth).ToArray();
            var length = 0f;
            for (var i = 1; i < points.Length; i++) length += Vector2.Distance(points[i - 1], points[i]);
            var width = length < StrokeSampler.DotLength * Coverage.CellWidth ? MathF.Max(DotWidth, strokeWidth) : strokeWidth;
            if (points.Length == 1) DrawSegment(picture, points[0], points[0], width);
            for (var i = 1; i < points.Length; i++) DrawSegment(picture, points[i - 1], points[i], width);
        }

        return picture;
    }

    private static void DrawSegment(Coverage picture, Vector2 from, Vector2 to, float width)
    {
        var margin = new Vector2((width / 2) + 1);
        Vector2 low = Vector2.Min(from, to) - margin, high = Vector2.Max(from, to) + margin;
        int left = Math.Max(0, (int)MathF.Floor(low.X)), right = Math.Min(picture.Width - 1, (int)MathF.Ceiling(high.X));
        int top = Math.Max(0, (int)MathF.Floor(low.Y)), bottom = Math.Min(picture.Height - 1, (int)MathF.Ceiling(high.Y));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var ink = ((width + 1) / 2) - Distance(new(x + 0.5f, y + 0.5f), from, to);
                ref var pixel = ref picture.Ink[(y * picture.Width) + x];
                if (ink > pixel) pixel = Math.Min(1, ink);
            }
        }
    }

    private static float Distance(Vector2 point, Vector2 from, Vector2 to)
    {
        var along = to - from;
        var squared = along.LengthSquared();
        var share = squared <= 0 ? 0 : Math.Clamp(Vector2.Dot(point - from, along) / squared, 0, 1);
        return Vector2.Distance(point, from + (share * along));
    }
}
