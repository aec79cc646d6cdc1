// A tar stream -> files in an empty folder, trusting nothing in it: every name is checked before anything is made,
// nothing but files and folders is ever created, so no entry can lead another one astray, and all sizes are counted.
// Names are stricter than Linux asks, so that a package unpacks to the same on every system or is refused on every one.

using System.Formats.Tar;

namespace AsciiGen.Corpus.Recipes;

internal sealed class ArchiveReader(PackageStoreOptions options, bool dropsTopFolder, bool leavesOutLinks)
{
    private const int MaxNameLength = 1000;
    private const int MaxPartLength = 200;

    // Full name without regard to case -> how it was written, and whether it is a folder.
    private readonly Dictionary<string, (string Name, bool IsFolder)> _names = new(StringComparer.OrdinalIgnoreCase);

    private int _entries;

    /// <summary>Unpacks all entries.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged, too large, or holds what no package needs.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    internal void Unpack(Stream tar, string folder, CancellationToken cancel)
    {
        using var limited = new LimitedStream(tar, options.MaxBytes, cancel);
        using var reader = new TarReader(limited, leaveOpen: true);
        while (Next(reader) is { } entry)
        {
            if (++_entries > options.MaxEntries) throw new InvalidDataException($"it holds more than {options.MaxEntries} entries");
            if (entry.EntryType == TarEntryType.GlobalExtendedAttributes) continue;
            Unpack(entry, folder);
        }

        if (_names.Count == 0) throw new InvalidDataException("it holds no files");
        // A client that writes into a pipe must get to its end; what follows the last entry is padding.
        limited.CopyTo(Stream.Null);
    }

    private static TarEntry? Next(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException("it is cut short or damaged", error);
        }
    }

    private void Unpack(TarEntry entry, string folder)
    {
        if (PathOf(entry.Name) is not { } name)
        {
            if (entry.EntryType == TarEntryType.Directory) return;
            throw new InvalidDataException($"'{Shown(entry.Name)}' lies outside of the package's folder");
        }

        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                ClaimFolder(name);
                Directory.CreateDirectory(Path.Combine(folder, name));
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                if (entry.Length > options.MaxFileBytes) throw new InvalidDataException($"'{name}' has {entry.Length} bytes, the most is {options.MaxFileBytes}");
                ClaimFile(name);
                Write(entry, Path.Combine(folder, name));
                break;
            case TarEntryType.SymbolicLink when leavesOutLinks:
                // Its name stays taken, so that nothing can be put below it.
                ClaimFile(name);
                break;
            default:
                throw new InvalidDataException($"'{name}' is of the kind {entry.EntryType}, only files and folders are unpacked");
        }
    }

    private static void Write(TarEntry entry, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        try
        {
            entry.DataStream?.CopyTo(file);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("it is cut short", error);
        }

        if (file.Length != entry.Length) throw new InvalidDataException("it is cut short");
    }

    // The name below the target folder; null for that folder itself.
    private string? PathOf(string written)
    {
        var name = written.StartsWith("./", StringComparison.Ordinal) ? written[2..] : written;
        name = name.EndsWith('/') ? name[..^1] : name;
        if (name.Length == 0 || name == ".") return null;
        if (name.Length > MaxNameLength) throw new InvalidDataException($"a name has {name.Length} characters, the most is {MaxNameLength}");
        var parts = name.Split('/');
        foreach (var part in parts)
        {
            if (part is "" or "." or "..") throw new InvalidDataException($"the name '{Shown(written)}' leads out of the package");
            if (part.Length > MaxPartLength) throw new InvalidDataException($"a part of a name has {part.Length} characters, the most is {MaxPartLength}");
            if (part.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|') || part[^1] is '.' or ' ')
            {
                throw new InvalidDataException($"the name '{Shown(written)}' is not one for every system");
            }
        }

        if (!dropsTopFolder) return name;
        return parts.Length > 1 ? string.Join('/', parts[1..]) : null;
    }

    private void ClaimFolder(string name)
    {
        for (var end = name.IndexOf('/', StringComparison.Ordinal); end >= 0; end = name.IndexOf('/', end + 1)) ClaimOneFolder(name[..end]);
        ClaimOneFolder(name);
    }

    private void ClaimOneFolder(string name)
    {
        if (_names.TryAdd(name, (name, true))) RefuseTooMany();
        else if (_names[name] != (name, true)) throw Collision(name);
    }

    private void ClaimFile(string name)
    {
        if (name.LastIndexOf('/') is var end and > 0) ClaimFolder(name[..end]);
        if (!_names.TryAdd(name, (name, false))) throw Collision(name);
        RefuseTooMany();
    }

    // Folders that are only part of a name count as well.
    private void RefuseTooMany()
    {
        if (_names.Count > options.MaxEntries) throw new InvalidDataException($"it holds more than {options.MaxEntries} files and folders");
    }

    private InvalidDataException Collision(string name) => new($"'{Shown(name)}' and '{Shown(_names[name].Name)}' are the same name or collide");

    private static string Shown(string name) => string.Concat(name.Take(80).Select(c => char.IsControl(c) ? '?' : c));
}
