// One build at a time on a database. The lock is the operating system's on an open file beside the database, so a
// build that is killed leaves none behind; readers of the database are not kept out.

namespace AsciiGen.Corpus.Building;

/// <summary>Held while a build works on a database.</summary>
public sealed class BuildLock : IDisposable
{
    private readonly FileStream _file;

    private BuildLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a database.</summary>
    /// <exception cref="CorpusException">Another build has it, or the file cannot be made.</exception>
    public static BuildLock Take(string database)
    {
        ArgumentException.ThrowIfNullOrEmpty(database);
        var path = database + ".build-lock";
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new CorpusException($"{path} cannot be made. Allow writing to its folder or give another --db.", error);
        }
        catch (IOException error)
        {
            var full = error.HResult is 28 or unchecked((int)0x80070070);
            throw new CorpusException(full
                ? $"{path} cannot be made: the disk is full. Make room and start the build again."
                : $"another build is at work on {database} ({path} is locked). Wait for it or give another --db.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
