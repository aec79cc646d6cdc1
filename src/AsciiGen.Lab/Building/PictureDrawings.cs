// A picture -> its drawings, in every style and width asked for. Whatever is wrong with the picture becomes one
// problem; a size at which nothing is left is left out.

using AsciiGen.Corpus;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Solid;
using AsciiGen.Tokens;

namespace AsciiGen.Lab.Building;

/// <summary>Draws pictures for the corpus.</summary>
internal static class PictureDrawings
{
    // Less ink in a picture's box than this is an outline, not a filled shape; measured over sets of both kinds.
    private const float LeastFilled = 0.34f;

    /// <summary>Strokes -> line drawings.</summary>
    internal static IEnumerable<ImportResult> Line(PictureSubject subject, string place, string id, Func<Sketch> read, PictureWidths widths) =>
        Each(subject, place, id, Style.Line, read, widths, LineConverter.Convert);

    /// <summary>Filled area -> solid drawings; none when the picture has no area to fill.</summary>
    internal static IEnumerable<ImportResult> Solid(PictureSubject subject, string place, string id, Func<Picture> read, PictureWidths widths) =>
        Each(subject, place, id, Style.Solid, () => IsFilled(read()), widths, SolidConverter.Convert);

    private static Picture? IsFilled(Picture picture) =>
        !picture.IsStrokesOnly && picture.ToShape().InkShare >= LeastFilled ? picture : null;

    /// <summary>Rows that make a square of so many columns, within the corpus's rules.</summary>
    internal static int HeightFor(int width) => Math.Min(ArtworkRules.MaxHeight, DrawingLimits.SquareHeight(width));

    private static List<ImportResult> Each<T>(
        PictureSubject subject, string place, string id, Style style, Func<T?> read, PictureWidths widths, Func<T, DrawingLimits, string> convert)
        where T : class
    {
        var results = new List<ImportResult>();
        try
        {
            if (read() is not { } picture) return results;
            foreach (var width in widths.For(subject.GroupKey, style))
            {
                var text = convert(picture, new DrawingLimits(width, HeightFor(width)));
                results.Add(ImportResult.Of(new(text, subject.Subject, subject.Aliases, style, $"{id}@{width}", subject.GroupKey, subject.Author)
                {
                    Category = subject.Category,
                }));
            }
        }
        catch (AsciiGenException error)
        {
            // What was drawn in other widths is good.
            results.Add(ImportResult.Unreadable(place, error.Message));
        }

        return results;
    }
}
