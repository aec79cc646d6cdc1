// Asks an ascii-gen-server for drawings, from many clients at once, and looks at every answer. First, while the server is idle, the
// time to the first byte of events is taken; then they ask for a while and nothing is counted, since this program is compiled while
// it runs and would take a tenth of two processors from the server. Whoever is told to come again does so after the seconds that were named.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsciiGen.Lab.Load;

internal static class ServerLoad
{
    private const int IdleRequests = 20;
    private const int MostSubjects = 5000;

    /// <summary>Runs.</summary>
    /// <exception cref="AsciiGenException">There is no such server.</exception>
    public static async Task<LoadResult> RunAsync(LoadOptions options, CancellationToken cancel)
    {
        using var client = new HttpClient { BaseAddress = options.Server, Timeout = TimeSpan.FromSeconds(100) };
        string[] subjects;
        try
        {
            subjects = await SubjectsAsync(client, cancel);
        }
        catch (HttpRequestException error)
        {
            throw new AsciiGenException($"{options.Server} does not answer as ascii-gen-server does: {error.Message.TrimEnd('.')}. Start one and check --url", error);
        }

        var firstBytes = new List<double>();
        for (var i = 0; i < IdleRequests; i++) firstBytes.Add(await FirstByteAsync(client, options, subjects[i % subjects.Length], cancel));
        var memory = new List<double>();
        if (options.WarmUp > TimeSpan.Zero) await AllAskAsync(client, options with { Time = options.WarmUp }, subjects, new Tally(options), null, cancel);
        await AddMemoryAsync(client, memory, cancel);
        var tally = new Tally(options);
        var seconds = await AllAskAsync(client, options, subjects, tally, memory, cancel);
        await AddMemoryAsync(client, memory, cancel);
        return new(seconds, tally.Statuses, [.. tally.Latencies.Order()], tally.Broken, [.. firstBytes.Order()], memory);
    }

    // Returns seconds until the last answer. In the middle the server is asked for its memory.
    private static async Task<double> AllAskAsync(HttpClient client, LoadOptions options, string[] subjects, Tally tally, List<double>? memory, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var clients = Enumerable.Range(0, options.Clients).Select(number => Task.Run(() => AskAsync(client, options, subjects, number, start, tally, cancel), cancel)).ToList();
        await Task.Delay(options.Time / 2, cancel);
        if (memory is not null) await AddMemoryAsync(client, memory, cancel);
        await Task.WhenAll(clients);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<string[]> SubjectsAsync(HttpClient client, CancellationToken cancel)
    {
        using var answer = await client.GetAsync(new Uri($"v1/subjects?limit={MostSubjects}", UriKind.Relative), cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound) return ["something"]; // its model has no list
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
        return [.. json.RootElement.GetProperty("subjects").EnumerateArray().Select(name => name.GetString()!)];
    }

    private static async Task AskAsync(HttpClient client, LoadOptions options, string[] subjects, int number, long start, Tally tally, CancellationToken cancel)
    {
        for (var i = 0; Stopwatch.GetElapsedTime(start) < options.Time; i++)
        {
            var subject = subjects[((number * 7919) + (i * 104729)) % subjects.Length]; // another each time, the same in every run
            var asked = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await client.SendAsync(Request(options, subject), cancel);
                var body = await answer.Content.ReadAsStringAsync(cancel);
                tally.Add((int)answer.StatusCode, Stopwatch.GetElapsedTime(asked).TotalSeconds, body);
                if (answer.Headers.RetryAfter?.Delta is { } pause && Stopwatch.GetElapsedTime(start) + pause < options.Time) await Task.Delay(pause, cancel);
                else if (answer.Headers.RetryAfter is not null) return;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
            {
                tally.Add(0, Stopwatch.GetElapsedTime(asked).TotalSeconds, "");
            }
        }
    }

    private static async Task<double> FirstByteAsync(HttpClient client, LoadOptions options, string subject, CancellationToken cancel)
    {
        using var request = Request(options, subject);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var asked = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        await stream.ReadExactlyAsync(new byte[1], cancel);
        var seconds = Stopwatch.GetElapsedTime(asked).TotalSeconds;
        await stream.CopyToAsync(Stream.Null, cancel);
        return seconds;
    }

    private static HttpRequestMessage Request(LoadOptions options, string subject) => new(HttpMethod.Post, new Uri("v1/drawings", UriKind.Relative))
    {
        Content = JsonContent.Create(new JsonObject { ["prompt"] = subject, ["width"] = options.Width, ["height"] = options.Height, ["candidates"] = options.Candidates }),
    };

    private static async Task AddMemoryAsync(HttpClient client, List<double> memory, CancellationToken cancel)
    {
        const string Name = "process_resident_memory_bytes ";
        var text = await client.GetStringAsync(new Uri("metrics", UriKind.Relative), cancel);
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        if (line is not null && double.TryParse(line[Name.Length..], CultureInfo.InvariantCulture, out var bytes)) memory.Add(bytes);
    }

    private sealed class Tally(LoadOptions options)
    {
        private readonly Lock _lock = new();

        public SortedDictionary<int, int> Statuses { get; } = [];

        public List<double> Latencies { get; } = [];

        public int Broken { get; private set; }

        public void Add(int status, double seconds, string body)
        {
            var isDrawing = status == (int)HttpStatusCode.OK && IsDrawing(body);
            lock (_lock)
            {
                Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
                if (isDrawing) Latencies.Add(seconds);
                else if (status == (int)HttpStatusCode.OK) Broken++;
            }
        }

        private bool IsDrawing(string body)
        {
            try
            {
                using var json = JsonDocument.Parse(body);
                var rows = json.RootElement.GetProperty("text").GetString()!.Split('\n');
                return rows.Length <= options.Height && rows.All(row => row.Length <= options.Width);
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                return false;
            }
        }
    }
}
