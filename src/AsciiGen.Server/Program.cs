// `ascii-gen-server`: reads the options, loads the model, serves until it is told to stop. Standard output has one line, where it
// listens; everything else is lines on standard error. What a person can cause is one of them and an exit code. Does not know HTTP.

using System.Globalization;
using AsciiGen.Server.Drawings;
using AsciiGen.Server.Metrics;
using Microsoft.Extensions.Hosting;

namespace AsciiGen.Server;

internal static class Program
{
    /// <summary>The program's version, for example 0.1.0.</summary>
    public static string Version { get; } = typeof(Program).Assembly.GetName().Version!.ToString(3);

    /// <summary>Serves.</summary>
    /// <returns>The exit code: 0 when it was told to stop.</returns>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            var options = ServerOptions.Parse(args);
            if (options.WantsHelp || options.WantsVersion)
            {
                Console.Out.Write(options.WantsHelp ? ServerOptions.Help : $"ascii-gen-server {Version}\n");
                return 0;
            }

            await ServeAsync(options);
            return 0;
        }
        catch (AsciiGenException error)
        {
            ServerLog.Write(error.Message);
            return error is ServerException { ExitCode: var code } ? code : ServerException.Failed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ServerLog.Write($"{error.Message.TrimEnd('.')}. Check paths, --host and --port.");
            return ServerException.Failed;
        }
    }

    private static async Task ServeAsync(ServerOptions options)
    {
        var artist = options.ModelPath is { } path ? LoadArtist(path) : AsciiArtist.Default;
        var metrics = new ServerMetrics();
        using var desk = new SubjectDesk(artist);
        using var workers = new DrawingWorkers(options.Workers, options.Queue, metrics);
        await using var app = HttpServer.Create(options, artist, desk, workers, metrics);
        await app.StartAsync();
        ServerLog.Write(string.Create(CultureInfo.InvariantCulture, $"version {Version}, model {InfoEndpoints.NameOf(artist)}, {options.Workers} drawings at once, {options.Queue} may wait"));
        ServerLog.Announce($"listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        ServerLog.Write("stopped");
    }

    private static AsciiArtist LoadArtist(string path) => Path.Exists(path)
        ? AsciiArtist.Load(path)
        : throw new ServerException(ServerException.Failed, $"there is no model at '{path}'. Give --model a directory made by ascii-lab export, or one of its .safetensors files.");
}
