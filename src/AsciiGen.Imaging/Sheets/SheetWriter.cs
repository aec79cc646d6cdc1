// Pages of drawings as PNG files, to be looked at: numbered for blind naming, labelled for a contact sheet.
// Does not know what a drawing shows; labels come from outside.

using ImageMagick;

namespace AsciiGen.Imaging.Sheets;

/// <summary>Draws pages of labelled drawings.</summary>
public sealed class SheetWriter(GlyphAtlas glyphs)
{
    private const int Margin = 8;
    private const byte Paper = 255, Frame = 208;
    private const int LabelLightness = 110; // added to the ink of labels, so that they step back

    /// <summary>How many boxes of so many columns or rows fit side by side or one above the other on a page, at least 1.</summary>
    /// <param name="cells">Columns or rows of a box, at least 1.</param>
    /// <param name="pixels">Width or height of the page.</param>
    /// <param name="isWidth">True for columns.</param>
    public static int Fitting(int cells, int pixels, bool isWidth) =>
        Math.Max(1, pixels / (isWidth ? BoxWidth(cells) : BoxHeight(cells)));

    /// <summary>Writes one page.</summary>
    /// <param name="path">PNG file to write.</param>
    /// <param name="layout">Boxes; a page with fewer drawings is cut below the last one.</param>
    /// <param name="drawings">At most <see cref="SheetLayout.Count"/> labels and drawings; what is larger than a box is cut.</param>
    public void Write(string path, SheetLayout layout, IReadOnlyList<(string Label, string Text)> drawings)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(drawings);
        if (drawings.Count < 1 || drawings.Count > layout.Count) throw new ArgumentException($"{drawings.Count} drawings for a page of {layout.Count}", nameof(drawings));
        var (boxWidth, boxHeight) = (BoxWidth(layout.Columns), BoxHeight(layout.Rows));
        var canvas = new Canvas(boxWidth * layout.Across, boxHeight * ((drawings.Count + layout.Across - 1) / layout.Across));
        for (var i = 0; i < drawings.Count; i++)
        {
            var (x, y) = (i % layout.Across * boxWidth, i / layout.Across * boxHeight);
            canvas.DrawFrame(x, y, boxWidth, boxHeight);
            Print(canvas, drawings[i].Label, x + Margin, y + 2, layout.Columns, LabelLightness);
            foreach (var (r, row) in drawings[i].Text.Split('\n').Take(layout.Rows).Index())
            {
                Print(canvas, row, x + Margin, y + Margin + ((r + 1) * GlyphAtlas.CellHeight), layout.Columns, 0);
            }
        }

        canvas.Save(path);
    }

    private static int BoxWidth(int columns) => (columns * GlyphAtlas.CellWidth) + (2 * Margin);

    private static int BoxHeight(int rows) => ((rows + 1) * GlyphAtlas.CellHeight) + (2 * Margin);

    private void Print(Canvas canvas, string row, int x, int y, int columns, int lighter)
    {
        for (var c = 0; c < Math.Min(row.Length, columns); c++)
        {
            for (var line = 0; line < GlyphAtlas.CellHeight; line++)
            {
                canvas.Put(glyphs.Row(row[c], line), x + (c * GlyphAtlas.CellWidth), y + line, lighter);
            }
        }
    }

    private sealed class Canvas
    {
        private readonly int _width;
        private readonly byte[] _pixels; // (height, width)

        public Canvas(int width, int height)
        {
            _width = width;
            _pixels = new byte[width * height];
            Array.Fill(_pixels, Paper);
        }

        public void Put(ReadOnlySpan<byte> row, int x, int y, int lighter)
        {
            for (var i = 0; i < row.Length; i++) _pixels[(y * _width) + x + i] = (byte)Math.Min(Paper, row[i] + lighter);
        }

        public void DrawFrame(int left, int top, int width, int height)
        {
            for (var x = left; x < left + width; x++) _pixels[(top * _width) + x] = _pixels[((top + height - 1) * _width) + x] = Frame;
            for (var y = top; y < top + height; y++) _pixels[(y * _width) + left] = _pixels[(y * _width) + left + width - 1] = Frame;
        }

        public void Save(string path)
        {
            var settings = new PixelReadSettings((uint)_width, (uint)(_pixels.Length / _width), StorageType.Char, "R");
            using var image = new MagickImage();
            image.ReadPixels(_pixels, settings);
            image.ColorType = ColorType.Grayscale;
            image.Depth = 4; // sixteen greys are enough for strokes, and half the file
            image.Write(path, MagickFormat.Png);
        }
    }
}
