// The real ascii-gen-server as a child process on a free port, gone when the test is over.

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AsciiGen.Testing;

internal sealed class ServerProcess : IDisposable
{
    private const string Announced = "listening on ";

    private readonly Process _process;
    private readonly Task<string> _error;

    /// <summary>Starts a server; the port is chosen by the system.</summary>
    public ServerProcess(params string[] arguments)
    {
        _process = new Process { StartInfo = ProgramRun.Describe("dotnet", [ProgramRun.ServerProgram, "--port", "0", .. arguments]) };
        _process.StartInfo.WorkingDirectory = Path.GetTempPath();
        _process.Start();
        _process.StandardInput.Close();
        _error = _process.StandardError.ReadToEndAsync();
        var line = _process.StandardOutput.ReadLine();
        Assert.True(line?.StartsWith(Announced, StringComparison.Ordinal), $"{line}{(line is null ? _error.Result : "")}");
        Address = new Uri(line![Announced.Length..]);
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>What it wrote to standard error; ends when it does.</summary>
    public string Error => _error.Result;

    /// <summary>Asks for a drawing with this body.</summary>
    public Task<HttpResponseMessage> DrawAsync(string body, string? accept = null, CancellationToken cancel = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "v1/drawings") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (accept is not null) request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    /// <summary>The JSON at a path.</summary>
    public async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await Client.GetStringAsync(path)).RootElement;

    /// <summary>The value of a figure of /metrics.</summary>
    public async Task<double> MetricAsync(string sample)
    {
        var text = await Client.GetStringAsync("metrics");
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(sample + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(sample.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Sends bytes as they are and reads what comes until the other side closes.</summary>
    public async Task<string> SendAsync(string bytes)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes));
        using var reader = new StreamReader(socket.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Sends it SIGTERM and waits.</summary>
    /// <returns>The exit code.</returns>
    public int Stop()
    {
        Terminate();
        Assert.True(_process.WaitForExit(20_000), "still runs 20 s after SIGTERM");
        return _process.ExitCode;
    }

    /// <summary>Sends it SIGTERM.</summary>
    public void Terminate() => ProgramRun.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
