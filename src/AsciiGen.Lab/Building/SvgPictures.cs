// A folder of SVG files as pictures of things. Clip art is named by its makers, thing first ("owl_on_branch_jo_01"), so
// the longest beginning of the file's name that is a known thing counts, and only if nothing but makers' names and
// numbers follows; what follows can only be told from a thing by the table of names.

using AsciiGen.Corpus;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Icons;

namespace AsciiGen.Lab.Building;

/// <summary>Turns folders of SVG files into drawings.</summary>
internal static class SvgPictures
{
    private const int MostWords = 4;

    // "with" and "on" begin something that is not in the table.
    private static readonly HashSet<string> _joining = ["with", "on", "in", "and", "of", "from", "no", "not"];

    /// <summary>One piece of work for each file whose name is a thing, by path.</summary>
    /// <param name="folder">Searched with everything below it.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="takes">Tells by the path below the folder, without extension, whether a file is wanted.</param>
    /// <param name="styles">To draw.</param>
    /// <param name="widths">To draw in.</param>
    internal static IEnumerable<Func<IReadOnlyList<ImportResult>>> Of(
        string folder, string source, Func<string, bool> takes, IReadOnlyList<Style> styles, PictureWidths widths)
    {
        var paths = Directory.EnumerateFiles(folder, "*.svg", SearchOption.AllDirectories)
            .Select(path => (Path: path, Below: Path.ChangeExtension(Path.GetRelativePath(folder, path).Replace('\\', '/'), null)))
            .OrderBy(file => file.Below, StringComparer.Ordinal);
        foreach (var (path, below) in paths)
        {
            if (!takes(below) || FindName(source, below[(below.LastIndexOf('/') + 1)..]) is not { } name) continue;
            yield return () => Draw(new(name.Subject, name.Category, [], $"{source}/{below}", null), path, $"{source}:{below}", below, styles, widths);
        }
    }

    private static List<ImportResult> Draw(PictureSubject subject, string path, string place, string id, IReadOnlyList<Style> styles, PictureWidths widths)
    {
        var results = new List<ImportResult>();
        // Named by its place: a corpus must not depend on where the packages lay.
        var picture = new Lazy<Picture>(() => Picture.Load(path, place));
        if (styles.Contains(Style.Line)) results.AddRange(PictureDrawings.Line(subject, place, id, () => picture.Value.ToSketch(), widths));
        // A file that cannot be read is one problem, not one for each style.
        if (styles.Contains(Style.Solid) && picture.IsValueCreated) results.AddRange(PictureDrawings.Solid(subject, place, id, () => picture.Value, widths));
        return results;
    }

    private static PictureName? FindName(string source, string file)
    {
        var words = file.ToLowerInvariant().Split(['-', '_', ' ', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd("0123456789".ToCharArray())).Where(word => word.Length > 0).ToArray();
        for (var count = Math.Min(MostWords, words.Length); count > 0; count--)
        {
            if (SubjectNames.Find(source, string.Join('-', words[..count])) is not { } name) continue;
            var rest = words[count..];
            return rest.Any(word => _joining.Contains(word) || SubjectNames.Find(source, word) is not null) ? null : name;
        }

        return null;
    }
}
