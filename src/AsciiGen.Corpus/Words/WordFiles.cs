// Where a word list's file lies in its package, and the one line said when it is not there or is laid out in another way.

namespace AsciiGen.Corpus.Words;

internal static class WordFiles
{
    // npm and Debian put the content of a package below folders of their own, which whoever unpacks may keep.
    private static readonly string[] _roots = ["", "package", "usr/share/wordnet"];

    /// <summary>The file below a folder, or what was given when that is a file itself.</summary>
    internal static string Find(string folder, string file)
    {
        if (File.Exists(folder)) return folder;
        var places = _roots.Select(root => Path.Combine(folder, root, file)).ToList();
        return places.Find(File.Exists) ?? throw new CorpusException($"{places[0]} does not exist. Give the unpacked package of the version the recipe names.");
    }

    internal static CorpusException Changed(string path, string what, Exception? inner = null) =>
        new($"{path}: the word list has another layout than expected ({what.ReplaceLineEndings(" ").TrimEnd('.')}). Use the version the recipe names.", inner!);

    internal static CorpusException Unreadable(string path, Exception error) =>
        new($"{path} cannot be read ({error.Message.TrimEnd('.')}). Check its permissions.", error);
}
