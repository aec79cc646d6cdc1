// `bench server`: many clients at once against a running ascii-gen-server, and how long its drawings took. Does not start it.

using System.CommandLine;
using System.Globalization;
using AsciiGen.Lab.Load;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class BenchServerCommand
{
    private static readonly Option<string> _url = new("--url") { Description = "Address of the server", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
    private static readonly Option<int> _clients = new("--clients") { Description = "Clients at once", HelpName = "N", DefaultValueFactory = _ => 50 };
    private static readonly Option<double> _seconds = new("--seconds") { Description = "How long they ask and are counted", HelpName = "S", DefaultValueFactory = _ => 60 };
    private static readonly Option<double> _warmUp = new("--warm-up") { Description = "How long they ask before anything is counted", HelpName = "S", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> _width = new("--width") { Description = "Columns of the drawings", HelpName = "N", DefaultValueFactory = _ => 24 };
    private static readonly Option<int> _height = new("--height") { Description = "Rows of the drawings", HelpName = "N", DefaultValueFactory = _ => 12 };
    private static readonly Option<int> _candidates = new("--candidates") { Description = "Drawings of which each request gets the best", HelpName = "N", DefaultValueFactory = _ => DrawOptions.DefaultCandidates };

    internal static Command Create()
    {
        var command = new Command("server", "Lets many clients ask a running ascii-gen-server.") { _url, _clients, _seconds, _warmUp, _width, _height, _candidates };
        command.Does((parsed, cancel) => Print(ServerLoad.RunAsync(Read(parsed), cancel).GetAwaiter().GetResult()));
        return command.WithExamples("ascii-lab bench server --clients 50 --seconds 60", "ascii-lab bench server --url http://127.0.0.1:8081 --clients 8 --width 40 --height 20");
    }

    private static LoadOptions Read(ParseResult parsed)
    {
        foreach (var option in (Option<int>[])[_clients, _width, _height, _candidates])
        {
            if (parsed.GetValue(option) < 1) throw new ArgumentException($"{option.Name} is {parsed.GetValue(option)}; give 1 or more");
        }

        var seconds = parsed.GetValue(_seconds);
        if (!(seconds is > 0 and <= 86400)) throw new ArgumentException($"--seconds is {seconds}, expected above 0 and at most 86400");
        var warmUp = parsed.GetValue(_warmUp);
        if (!(warmUp is >= 0 and <= 86400)) throw new ArgumentException($"--warm-up is {warmUp}, expected 0 to 86400");
        var url = parsed.GetRequiredValue(_url);
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https")) throw new ArgumentException($"--url is '{url}', expected an address such as http://127.0.0.1:8080");
        return new(server, parsed.GetValue(_clients), TimeSpan.FromSeconds(warmUp), TimeSpan.FromSeconds(seconds), parsed.GetValue(_width), parsed.GetValue(_height), parsed.GetValue(_candidates));
    }

    private static void Print(LoadResult result)
    {
        var table = LabTable.Create("figure", "value");
        table.Columns[1].RightAligned();
        table.AddTextRow("requests", $"{result.Requests:N0}");
        foreach (var (status, count) in result.Statuses) table.AddTextRow(status == 0 ? "no answer" : $"status {status}", $"{count:N0}");
        table.AddTextRow("broken drawings", $"{result.Broken:N0}");
        table.AddTextRow("drawings/s", Text(result.Latencies.Count / result.Seconds, "0.0"));
        foreach (var (name, share) in ((string, double)[])[("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1)]) table.AddTextRow($"drawing {name} ms", Text(1e3 * LoadResult.Quantile(result.Latencies, share), "0"));
        table.AddTextRow("first byte idle, median ms", Text(1e3 * LoadResult.Quantile(result.FirstBytes, 0.5), "0.0"));
        table.AddTextRow("first byte idle, max ms", Text(1e3 * LoadResult.Quantile(result.FirstBytes, 1), "0.0"));
        foreach (var (when, bytes) in ((string[])["begin", "middle", "end"]).Zip(result.Memory)) table.AddTextRow($"resident MB, {when}", Text(bytes / 1e6, "0.0"));
        AnsiConsole.Write(table);
        if (result.Broken > 0) throw new AsciiGenException($"{result.Broken} answers were no drawings within the limits; report what the server wrote");
        if (result.Latencies.Count == 0) throw new AsciiGenException("not one drawing came; see the answers by status, give more --seconds or fewer --clients");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
