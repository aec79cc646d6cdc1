// The folder that numbered pages are written into. Pages of an earlier run are deleted first: a viewer would be shown drawings
// that no key lists, or that another key does. Nothing else in the folder is touched.

using System.Text.RegularExpressions;

namespace AsciiGen.Lab;

internal static partial class PageFolder
{
    /// <summary>Makes a folder and takes old pages out of it.</summary>
    /// <param name="path">The folder; what stands beside it is named after it.</param>
    /// <returns>The folder without a separator at its end.</returns>
    internal static string Make(string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(path);
        Directory.CreateDirectory(folder);
        foreach (var page in Directory.GetFiles(folder).Where(file => PageName().IsMatch(Path.GetFileName(file)))) File.Delete(page);
        return folder;
    }

    /// <summary>The file of a page.</summary>
    /// <param name="folder">From <see cref="Make"/>.</param>
    /// <param name="number">From 1.</param>
    internal static string PathOf(string folder, int number) => Path.Combine(folder, $"page-{number:000}.png");

    [GeneratedRegex(@"\Apage-[0-9]{3,}\.png\z")]
    private static partial Regex PageName();
}
