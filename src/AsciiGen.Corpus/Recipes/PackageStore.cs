// A folder of unpacked packages. A package is downloaded by its ordinary client, verified against the recipe's
// checksum, unpacked beside its place and moved there in one rename, so a folder that is there is whole. A lock file
// for each package lets any number of builds share a store: one fetches, the others wait and find it there. The
// system gives the lock of a killed build free, and whoever takes it next clears what that build left.
//
//     FOLDER/npm-lucide-1.2.137-7fef40824f7d9ac0/            a package
//     FOLDER/.partial/npm-lucide-1.2.137-7fef40824f7d9ac0.lock
//     FOLDER/.partial/npm-lucide-1.2.137-7fef40824f7d9ac0.k3x9/   one fetch under way

using System.Security.Cryptography;

namespace AsciiGen.Corpus.Recipes;

/// <summary>Fetches packages once and keeps them. All methods may be called from many threads at once.</summary>
public sealed class PackageStore : IDisposable
{
    private static readonly TimeSpan _pauseForLock = TimeSpan.FromMilliseconds(100);

    private readonly string _folder;
    private readonly string _partial;
    private readonly PackageStoreOptions _options;
    private readonly SemaphoreSlim _downloads;

    /// <summary>Opens a store, makes its folder, and clears what killed fetches left there.</summary>
    /// <param name="folder">Where packages are kept.</param>
    /// <param name="options">Limits; the defaults when null.</param>
    /// <exception cref="PackageException">The folder cannot be made.</exception>
    public PackageStore(string folder, PackageStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Downloads, 1, nameof(options));
        _folder = Path.GetFullPath(folder);
        _partial = Path.Combine(_folder, ".partial");
        _downloads = new(_options.Downloads);
        try
        {
            Directory.CreateDirectory(_partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"{folder}: cannot be made ({error.Message.TrimEnd('.')}). Give a folder for packages that can be written to.", error);
        }

        ClearLeftovers();
    }

    /// <summary>Ends the store; no fetch may be under way.</summary>
    public void Dispose() => _downloads.Dispose();

    /// <summary>Where a source's content lies: its path, or its package once that is fetched.</summary>
    /// <exception cref="PackageException">It cannot be had.</exception>
    public async Task<string> LocateAsync(RecipeSource source, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Package is { } package) return (await FetchAsync(package, cancel).ConfigureAwait(false)).Content;
        return Path.Exists(source.Path) ? source.Path! : throw new PackageException($"{source.Path} does not exist. Put it there, or take '{source.Name}' out of the recipe.");
    }

    /// <summary>As <see cref="FetchAsync"/>, for callers that have nothing else to do.</summary>
    public FetchedPackage Fetch(RecipePackage package, CancellationToken cancel = default) => FetchAsync(package, cancel).GetAwaiter().GetResult();

    /// <summary>Hands out a package, fetched when it is not there. To fetch ahead, call this for all that will be needed and
    /// await the results in order; <see cref="PackageStoreOptions.Downloads"/> of them are under way at a time.</summary>
    /// <exception cref="PackageException">It cannot be had: one line that says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the client is stopped and nothing is left.</exception>
    public Task<FetchedPackage> FetchAsync(RecipePackage package, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Task.Run(() => FindOrDownloadAsync(package, cancel), cancel);
    }

    private async Task<FetchedPackage> FindOrDownloadAsync(RecipePackage package, CancellationToken cancel)
    {
        var checksum = package.ChecksumFor(_options.Architecture)
            ?? throw new PackageException($"{package.Title}: the recipe has no checksum for {_options.Architecture}. Add it to the recipe, or leave the source out.");
        var key = Key(package, checksum);
        var folder = Path.Combine(_folder, key);
        try
        {
            if (!Directory.Exists(folder)) await DownloadAsync(package, checksum, key, folder, cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"{package.Title}: cannot be stored ({OneLine(error.Message)}). Check the permissions of {_folder} and the room on the disk.", error);
        }

        return Describe(package, folder);
    }

    private async Task DownloadAsync(RecipePackage package, string checksum, string key, string folder, CancellationToken cancel)
    {
        await _downloads.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            using var held = await LockAsync(key, cancel).ConfigureAwait(false);
            if (Directory.Exists(folder)) return;
            Clear(key);
            var work = Path.Combine(_partial, $"{key}.{Path.GetRandomFileName()}");
            try
            {
                var (archive, content) = (Path.Combine(work, "archive"), Path.Combine(work, "content"));
                Directory.CreateDirectory(archive);
                Directory.CreateDirectory(content);
                var client = new PackageDownload(package, _options);
                var file = await client.DownloadAsync(archive, cancel).ConfigureAwait(false);
                await VerifyAsync(package, file, checksum, cancel).ConfigureAwait(false);
                await client.UnpackAsync(file, content, cancel).ConfigureAwait(false);
                Directory.Move(content, folder);
            }
            finally
            {
                TryDelete(work);
            }
        }
        finally
        {
            _downloads.Release();
        }
    }

    private static async Task VerifyAsync(RecipePackage package, string file, string checksum, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel).ConfigureAwait(false));
        if (found == checksum) return;
        throw new PackageException(
            $"{package.Title}: the archive of {stream.Length} bytes has the checksum {found}, the recipe says {checksum}. "
            + "Run again; if it stays so, the package was changed and must not be used.");
    }

    private static FetchedPackage Describe(RecipePackage package, string folder)
    {
        var content = package.Under.Length == 0 ? folder : Path.Combine(folder, package.Under);
        var license = package.LicenseFile is null ? null : Path.Combine(folder, package.LicenseFile);
        foreach (var wanted in package.Expected.Select(name => Path.Combine(content, name)).Prepend(license ?? content).Prepend(content))
        {
            if (Path.Exists(wanted)) continue;
            var name = Path.GetRelativePath(folder, wanted).Replace('\\', '/');
            throw new PackageException($"{package.Title}: holds no '{name}', its layout is not the one of the recipe. Correct the recipe, or delete {folder} to fetch it again.");
        }

        return new FetchedPackage(folder, content, license);
    }

    // Waits for another build that fetches the same package; its end or death gives the lock free.
    private async Task<FileStream> LockAsync(string key, CancellationToken cancel)
    {
        while (true)
        {
            if (TryLock(Path.Combine(_partial, key + ".lock")) is { } held) return held;
            await Task.Delay(_pauseForLock, cancel).ConfigureAwait(false);
        }
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            return null;
        }
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, EWOULDBLOCK of Linux and of macOS.
    private static bool IsHeldByAnother(IOException error) => (error.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private void ClearLeftovers()
    {
        foreach (var file in Directory.GetFiles(_partial, "*.lock"))
        {
            try
            {
                using var held = TryLock(file);
                if (held is not null) Clear(Path.GetFileNameWithoutExtension(file));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody else's leftovers: they take room and harm nothing.
            }
        }
    }

    private void Clear(string key)
    {
        foreach (var folder in Directory.GetDirectories(_partial, key + ".*")) TryDelete(folder);
    }

    // A client that outlived its killed build may still write; the next build deletes what stays.
    private static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }

    // The checksum makes it unique whatever the other parts look like as a file name.
    private static string Key(RecipePackage package, string checksum)
    {
        var text = $"{RecipeNames.Of(package.Client)}-{package.Name}-{package.Version}";
        return string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+' ? c : '_')) + "-" + checksum[..16];
    }

    internal static string OneLine(string message) => string.Concat(message.ReplaceLineEndings(" ").Where(c => !char.IsControl(c))).TrimEnd('.', ' ');
}
