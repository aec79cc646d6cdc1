// A picture -> its drawings, in every style and width asked for. Whatever is wrong with the picture becomes one
// problem; a size at which nothing is left is left out.

using AsciiGen.Corpus;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Solid;

namespace AsciiGen.Lab.Building;

/// <summary>Draws pictures for the corpus.</summary>
internal static class PictureDrawings
{
    // Less ink in a picture's box than this is an outline, not a filled shape.
    private const float LeastFilled = 0.34f;

    /// <summary>Strokes -> line drawings.</summary>
    internal static IEnumerable<ImportResult> Line(PictureSubject subject, string place, string id, Func<Sketch> read, PictureWidths widths) =>
        Each(subject, place, id, Style.Line, read, widths, LineConverter.Convert);

    /// <summary>Filled area -> solid drawings; none when the picture has no area to fill.</summary>
    internal static IEnumerable<ImportResult> Solid(PictureSubject subject, string place, string id, Func<Picture> read, PictureWidths widths) =>
        Each(subject, place, id, Style.Solid, () => FilledArea(read()), widths, SolidConverter.Convert);

    /// <summary>The area of a picture that solid drawings are made of; null when it has none to fill.</summary>
    internal static Shape? FilledArea(Picture picture) =>
        !picture.IsStrokesOnly && picture.ToShape() is var shape && shape.InkShare >= LeastFilled ? shape : null;

    /// <summary>Rows that make a square of so many columns, within the corpus's rules.</summary>
    internal static int HeightFor(int width) => Math.Min(ArtworkRules.MaxHeight, DrawingLimits.SquareHeight(width));

    private static List<ImportResult> Each<T>(
        PictureSubject subject, string place, string id, Style style, Func<T?> read, PictureWidths widths, Func<T, DrawingLimits, string> convert)
        where T : class
    {
        var results = new List<ImportResult>();
        T? picture = null;
        Try(() => picture = read());
        if (picture is null) return results;
        foreach (var width in widths.For(subject.GroupKey, style))
        {
            Try(() => results.Add(ImportResult.Of(
                new(convert(picture, new DrawingLimits(width, HeightFor(width))), subject.Subject, subject.Aliases, style, $"{id}@{width}", subject.GroupKey, subject.Author)
                {
                    Category = subject.Category,
                })));
        }

        return results;

        void Try(Action step)
        {
            try
            {
                step();
            }
            catch (AsciiGenException error)
            {
                results.Add(ImportResult.Unreadable(place, error.Message));
            }
        }
    }
}
