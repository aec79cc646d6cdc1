// Arguments -> where to listen, with what to draw and how much at once. Split by hand (--name VALUE, --name=VALUE) for the same
// reason as in ascii-gen: a parser of every type there is would be a tenth of the program. Numbers are refused outside their range.

using System.Globalization;
using System.Net;

namespace AsciiGen.Server;

/// <summary>How the server was started.</summary>
internal sealed record ServerOptions
{
    public const string Help =
        """
        ascii-gen-server draws over HTTP what ascii-gen draws.

        Usage: ascii-gen-server [options]

          --host ADDRESS     address to listen on; 0.0.0.0 and :: are all  [127.0.0.1]
          --port N           port; 0 takes a free one                           [8080]
          --allow-host NAME  a name that requests may come by, as behind a proxy;
                             repeat for more               [loopback names on loopback]
          --model PATH       a model directory or .safetensors file   [the one inside]
          --workers N        drawings at once, a thread each              [processors]
          --queue N          drawings that may wait for one                       [64]
          --version, --help

        The address is printed on standard output: listening on http://127.0.0.1:8080
        The page is at /, the description of the API at /v1/openapi.json.

        Examples:
          ascii-gen-server
          ascii-gen-server --port 0 --workers 2 --queue 8
          ascii-gen-server --host 0.0.0.0 --allow-host art.example

        """;

    private const int MostWorkers = 1024;
    private const int MostWaiting = 100_000;
    private const string SeeHelp = "See ascii-gen-server --help.";

    /// <summary>Where to listen.</summary>
    public IPAddress Host { get; private init; } = IPAddress.Loopback;

    /// <summary>Port, 0 for any free one.</summary>
    public int Port { get; private init; } = 8080;

    /// <summary>Further names of the server, without ports.</summary>
    public IReadOnlyList<string> AllowedHosts { get; private init; } = [];

    /// <summary>The model, null for the one inside.</summary>
    public string? ModelPath { get; private init; }

    /// <summary>Drawings at once.</summary>
    public int Workers { get; private init; } = Environment.ProcessorCount;

    /// <summary>Drawings that may wait.</summary>
    public int Queue { get; private init; } = 64;

    /// <summary>True when only the help is wanted.</summary>
    public bool WantsHelp { get; private init; }

    /// <summary>True when only the version is wanted.</summary>
    public bool WantsVersion { get; private init; }

    /// <summary>Reads and checks the arguments.</summary>
    /// <exception cref="ServerException">They cannot be understood.</exception>
    public static ServerOptions Parse(string[] arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h")) return new() { WantsHelp = true };
        if (arguments.Contains("--version")) return new() { WantsVersion = true };
        var options = new ServerOptions();
        var given = new HashSet<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var sign = arguments[i].IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? arguments[i] : arguments[i][..sign];
            if (name is not ("--host" or "--port" or "--allow-host" or "--model" or "--workers" or "--queue")) throw Usage($"there is no option '{name}'. {SeeHelp}");
            if (!given.Add(name) && name != "--allow-host") throw Usage($"{name} is given more than once. Give it once.");
            if (sign < 0 && i + 1 == arguments.Length) throw Usage($"{name} needs a value. {SeeHelp}");
            options = options.With(name, sign < 0 ? arguments[++i] : arguments[i][(sign + 1)..]);
        }

        return options;
    }

    private ServerOptions With(string name, string value) => name switch
    {
        "--host" => this with { Host = Address(value) },
        "--port" => this with { Port = Number(name, value, 0, IPEndPoint.MaxPort) },
        "--allow-host" => this with { AllowedHosts = [.. AllowedHosts, HostName(value)] },
        "--model" => this with { ModelPath = value.Length > 0 ? value : throw Usage($"--model is empty. {SeeHelp}") },
        "--workers" => this with { Workers = Number(name, value, 1, MostWorkers) },
        _ => this with { Queue = Number(name, value, 0, MostWaiting) },
    };

    private static IPAddress Address(string value)
    {
        if (value == "localhost") return IPAddress.Loopback;
        // Also 1 and 0x7f.1 are addresses to the parser; nobody means them.
        var isAddress = IPAddress.TryParse(value, out var address) && (value.Contains(':', StringComparison.Ordinal) || value.Count(c => c == '.') == 3);
        return isAddress ? address! : throw Usage($"--host is '{value}', expected an IP address such as 127.0.0.1 or 0.0.0.0. {SeeHelp}");
    }

    private static string HostName(string value) =>
        Uri.CheckHostName(value) != UriHostNameType.Unknown ? value : throw Usage($"--allow-host is '{value}', expected a name such as art.example, without scheme and port. {SeeHelp}");

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Usage($"{name} is '{value}', expected {least} to {most}. {SeeHelp}");

    private static ServerException Usage(string message) => new(ServerException.Usage, message);
}
