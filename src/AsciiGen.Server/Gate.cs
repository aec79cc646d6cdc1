// Which requests are let in by where they come from. A page on the web must neither reach a server on somebody's own machine through
// a name that resolves to it (DNS rebinding: the Host header tells) nor make it work by posting to it (the Origin header tells).
// Does not know what is asked for.

using System.Net;
using AsciiGen.Formats;
using Microsoft.AspNetCore.Http;

namespace AsciiGen.Server;

internal sealed class Gate
{
    private readonly HashSet<string>? _hosts; // null: any name
    private readonly HashSet<string> _allowed;

    /// <summary>The gate of a server: names are checked where it listens on loopback or where some were given.</summary>
    public Gate(ServerOptions options)
    {
        _allowed = new(options.AllowedHosts, StringComparer.OrdinalIgnoreCase);
        if (!IPAddress.IsLoopback(options.Host) && _allowed.Count == 0) return;
        _hosts = new(_allowed, StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]", new HostString(options.Host.ToString(), 1).Host };
    }

    /// <summary>Lets a request in.</summary>
    /// <exception cref="RequestProblem">It is not let in.</exception>
    public void Check(HttpRequest request)
    {
        if (_hosts?.Contains(request.Host.Host) == false)
        {
            throw Refused($"this server does not go by the name '{JsonField.Show(request.Host.Host)}'; use localhost, or start it with --allow-host");
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers.Origin.Count == 0) return;
        if (!IsOwn(request.Headers.Origin.ToString(), request.Host)) throw Refused($"pages of '{JsonField.Show(request.Headers.Origin.ToString())}' may not use this server; open its own page");
    }

    // The scheme is left out: a proxy may have taken off TLS.
    private bool IsOwn(string origin, HostString host)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Scheme is not ("http" or "https")) return false;
        return _allowed.Contains(from.Host)
            || (string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase) && from.Port == (host.Port ?? (from.Scheme == "https" ? 443 : 80)));
    }

    private static RequestProblem Refused(string detail) => new(StatusCodes.Status403Forbidden, detail);
}
