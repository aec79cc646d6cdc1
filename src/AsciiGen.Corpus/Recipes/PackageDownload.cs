// One package from its client to files: which command downloads it, what the client's complaints mean, and which
// rules its archive is unpacked under. Does not know where packages are kept, and names no registry: the clients
// know theirs.

using System.IO.Compression;

namespace AsciiGen.Corpus.Recipes;

internal sealed class PackageDownload(RecipePackage package, PackageStoreOptions options)
{
    private static readonly string[] _noNetwork =
    [
        "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH", "ERR_SOCKET",
        "Could not resolve", "Temporary failure", "Could not connect", "Unable to connect", "Connection failed", "Connection timed out", "Network is unreachable",
    ];

    private static readonly string[] _gone =
    [
        "E404", "ETARGET", "ENOVERSIONS", "Unable to locate package", "was not found", "Can't find", "Can't select", "no installation candidate", "404  Not Found",
    ];

    private static readonly string[] _damaged = ["EINTEGRITY", "ERR_STREAM_PREMATURE_CLOSE", "Hash Sum mismatch", "unexpected size"];

    private static readonly string[] _noRoom = ["ENOSPC", "No space left"];

    /// <summary>Downloads the archive into an empty folder and returns its path.</summary>
    internal async Task<string> DownloadAsync(string folder, CancellationToken cancel)
    {
        var pin = package.Client == PackageClient.Npm ? $"{package.Name}@{package.Version}" : $"{package.Name}={package.Version}";
        var (program, pattern) = package.Client == PackageClient.Npm ? ("npm", "*.tgz") : ("apt-get", "*.deb");
        string[] arguments = package.Client == PackageClient.Npm
            ? ["pack", pin, "--pack-destination", folder, "--ignore-scripts", "--loglevel=error"]
            : ["download", pin];
        var run = await RunAsync(program, arguments, folder, null, cancel).ConfigureAwait(false);
        if (run.ExitCode != 0) throw new PackageException($"{package.Title}: {Explain(program, run)}");
        return Directory.GetFiles(folder, pattern) is [var file]
            ? file
            : throw new PackageException($"{package.Title}: {program} succeeded and left no single archive. Try '{program} {arguments[0]} {pin}' by hand.");
    }

    /// <summary>Unpacks a verified archive into an empty folder.</summary>
    internal async Task UnpackAsync(string file, string folder, CancellationToken cancel)
    {
        try
        {
            if (package.Client == PackageClient.Npm)
            {
                await using var stream = File.OpenRead(file);
                await using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
                new ArchiveReader(options, dropsTopFolder: true, leavesOutLinks: false).Unpack(unzipped, folder, cancel);
                return;
            }

            // Links within Debian packages are ordinary; each names a file that is in the package under its own name.
            var reader = new ArchiveReader(options, dropsTopFolder: false, leavesOutLinks: true);
            var run = await RunAsync("dpkg-deb", ["--fsys-tarfile", file], folder, tar => reader.Unpack(tar, folder, cancel), cancel).ConfigureAwait(false);
            if (run.ExitCode != 0) throw new InvalidDataException($"dpkg-deb cannot read it: {LastLine(run)}");
        }
        catch (InvalidDataException error)
        {
            throw new PackageException($"{package.Title}: the archive is refused: {PackageStore.OneLine(error.Message)}. Leave the source out, or pin another version.", error);
        }
    }

    private async Task<ClientRun> RunAsync(string program, string[] arguments, string folder, Action<Stream>? read, CancellationToken cancel)
    {
        var file = ClientRun.Find(program, options.SearchPath) ?? throw new PackageException($"{package.Title}: {Missing(program)}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.TimeLimit);
        try
        {
            return await ClientRun.StartAsync(file, arguments, folder, read, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new PackageException($"{package.Title}: {program} did not finish within {options.TimeLimit.TotalSeconds:0} seconds and was stopped. Check the network and run again.");
        }
    }

    private static string Missing(string program) => program == "npm"
        ? "npm is not on the PATH. Install Node.js, which brings it, or leave the source out."
        : $"{program} is not on the PATH; Debian and Ubuntu have it. Leave the source out on other systems.";

    private string Explain(string program, ClientRun run)
    {
        if (Says(run, _noNetwork)) return $"{program} cannot reach its registry. Check the network and run again; what is fetched already is kept.";
        if (Says(run, _gone))
        {
            return package.Client == PackageClient.Npm
                ? "npm knows no such package or version (any more). Pin another version in the recipe."
                : "apt-get knows no such version. Run apt-get update; if that does not help, this release of the system has another one: pin that in the recipe.";
        }

        if (Says(run, _damaged)) return $"the download was cut short or damaged, says {program}. Run again.";
        if (Says(run, _noRoom)) return "there is no room left on the disk. Make room and run again.";
        return $"{program} failed with exit code {run.ExitCode}: {LastLine(run)}. Run again, or leave the source out.";
    }

    private static bool Says(ClientRun run, string[] phrases) => phrases.Any(phrase => run.Error.Contains(phrase, StringComparison.Ordinal));

    // The last line a client says something in; addresses stay out of messages.
    private static string LastLine(ClientRun run)
    {
        var lines = run.Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains("://", StringComparison.Ordinal)).ToList();
        var line = PackageStore.OneLine(lines.LastOrDefault("it said nothing"));
        return line.Length <= 160 ? line : line[..160] + "...";
    }
}
