// The file a drawing goes to: checked before anything is drawn, written whole or not at all, never over something that is there
// unless that was asked for, and never in the place of a device or a folder.

namespace AsciiGen.Cli;

internal static class OutputFile
{
    private static readonly string[] _systemFolders = ["/dev/", "/proc/", "/sys/"];

    /// <summary>Refuses what could not be written anyway.</summary>
    /// <exception cref="ProgramException">The file exists, or there is no place for it.</exception>
    public static void Check(string path, bool isForced)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)) throw new ProgramException(ExitCode.Usage, "--output is no name of a file. Name one.");
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path)) throw Failed(path, "is a folder. Name a file in it");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder)) throw Failed(path, "lies in a folder that does not exist. Make the folder first");
        if (!Path.Exists(path)) return;
        if (_systemFolders.Any(system => PlaceOf(path).StartsWith(system, StringComparison.Ordinal))) throw Failed(path, "is no regular file. Write > FILE instead of --output FILE");
        if (!isForced) throw Failed(path, "exists. Give --force to replace it, or another name");
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="AsciiGenException">It cannot be written, or exists by now; one that was there is untouched.</exception>
    public static void Save(string path, byte[] content, bool isForced)
    {
        Check(path, isForced);
        Formats.AtomicFile.Save(PlaceOf(path), stream => stream.Write(content), isForced);
    }

    // Where links lead: the file is replaced, not the link.
    private static string PlaceOf(string path) => (Path.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

    private static ProgramException Failed(string path, string why) => new(ExitCode.Failed, $"'{path}' {why}.");
}
