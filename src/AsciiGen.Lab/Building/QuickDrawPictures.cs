// Quick, Draw! drawings, a fixed number of each word: the first ones of the file that can be read.

using AsciiGen.Corpus;
using AsciiGen.Imaging.Icons;
using AsciiGen.Imaging.QuickDraw;

namespace AsciiGen.Lab.Building;

/// <summary>Turns Quick, Draw! files into drawings.</summary>
internal static class QuickDrawPictures
{
    private const string Set = "quickdraw";

    /// <summary>One piece of work for each line of the file.</summary>
    /// <param name="path">A .ndjson or .ndjson.gz file.</param>
    /// <param name="takes">Tells by the word whether it is wanted.</param>
    /// <param name="perWord">Most drawings of one word, at least 1.</param>
    /// <param name="widths">To draw in.</param>
    internal static IEnumerable<Func<IReadOnlyList<ImportResult>>> Of(string path, Func<string, bool> takes, int perWord, PictureWidths widths)
    {
        var file = Path.GetFileName(path);
        var taken = new Dictionary<string, int>();
        foreach (var line in QuickDrawFile.Load(path))
        {
            var place = $"{file}:{line.Line}";
            if (line.Drawing is not { } drawing)
            {
                yield return () => [ImportResult.Unreadable(place, line.Error!)];
                continue;
            }

            var count = taken.GetValueOrDefault(drawing.Word);
            if (count == perWord || !takes(drawing.Word)) continue;
            taken[drawing.Word] = count + 1;
            // Its words were chosen to be drawn, so one that the table of names does not know stands for itself.
            var name = SubjectNames.Find(Set, drawing.Word);
            var subject = new PictureSubject(name?.Subject ?? drawing.Word, name?.Category ?? "", [], $"quickdraw/{drawing.KeyId}", null);
            yield return () => [.. PictureDrawings.Line(subject, place, drawing.KeyId, () => drawing.Sketch, widths)];
        }
    }
}
