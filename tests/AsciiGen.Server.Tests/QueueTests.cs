// Workers and those that wait for them, with a model whose drawings never end: refused when full, gone when nobody listens, told when
// the server stops.

using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace AsciiGen.Server.Tests;

public sealed class QueueTests(RandomModel model) : IClassFixture<RandomModel>
{
    private const string Endless = """{"prompt":"cat","width":1024,"height":1024,"candidates":1}""";
    private const string Short = """{"prompt":"cat","width":2,"height":1,"candidates":1}""";
    private const string Events = "text/event-stream";

    [Fact]
    public async Task Full_queue_is_told_to_come_again_and_a_client_that_leaves_frees_its_place()
    {
        using var server = new ServerProcess("--model", model.SaveEndless("one"), "--workers", "1", "--queue", "0");
        using (var slow = await server.DrawAsync(Endless, Events))
        {
            await FirstRowAsync(slow);
            using var refused = await server.DrawAsync(Short);
            Assert.Contains("1 drawings are being made and 0 wait", await BadRequestTests.DetailOf(refused, HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
            Assert.InRange(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture), 1, 60);
            foreach (var path in (string[])["healthz", "metrics", "v1/model"])
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await server.Client.GetAsync(path);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 2);
            }

            Assert.Equal(1, await server.MetricAsync("ascii_gen_drawings_in_flight"));
        }

        await DrawWithinAsync(server, TimeSpan.FromSeconds(5));
        Assert.Equal(1, await server.MetricAsync("ascii_gen_drawings_total{result=\"cancelled\"}"));
        Assert.True(await server.MetricAsync("ascii_gen_drawings_total{result=\"refused\"}") >= 1);
        Assert.Equal(1, await server.MetricAsync("ascii_gen_requests_total{route=\"/v1/drawings\",status=\"499\"}"));
    }

    [Fact]
    public async Task Those_that_wait_are_drawn_in_turn_or_leave_or_are_sent_away_when_the_server_stops()
    {
        using var server = new ServerProcess("--model", model.SaveEndless("two"), "--workers", "1", "--queue", "2");
        var slow = await server.DrawAsync(Endless, Events);
        await FirstRowAsync(slow);
        using var leaving = new CancellationTokenSource();
        var left = server.DrawAsync(Short, null, leaving.Token);
        await WaitingAsync(server, 1);
        var waiting = server.DrawAsync(Short);
        await WaitingAsync(server, 2);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await WaitingAsync(server, 1);
        slow.Dispose();
        using (var drawn = await waiting) Assert.Equal(HttpStatusCode.OK, drawn.StatusCode);

        using var last = await server.DrawAsync(Endless, Events);
        await FirstRowAsync(last);
        using var events = await server.DrawAsync(Short, Events);
        Assert.StartsWith("event: start\n", await ReadAsync(events, "\n\n"), StringComparison.Ordinal);
        var json = server.DrawAsync(Short);
        await WaitingAsync(server, 2);
        server.Terminate();
        using (var sentAway = await json) Assert.Contains("the server is stopping", await BadRequestTests.DetailOf(sentAway, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Contains("event: error\ndata: {\"detail\":\"the server is stopping", await RestAsync(events), StringComparison.Ordinal);
        Assert.Equal(0, server.Stop());
        Assert.EndsWith("ascii-gen-server: stopped\n", server.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drawing_in_progress_is_finished_before_the_server_stops()
    {
        using var server = new ServerProcess("--model", model.SaveEndless("three"), "--workers", "1");
        using var drawing = await server.DrawAsync("""{"prompt":"cat","width":1024,"height":8,"candidates":1}""", Events);
        await ReadAsync(drawing, "\n\n");
        server.Terminate();
        Assert.Contains("event: done\n", await RestAsync(drawing), StringComparison.Ordinal);
        Assert.Equal(0, server.Stop());
    }

    private static async Task DrawWithinAsync(ServerProcess server, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            using var answer = await server.DrawAsync(Short);
            if (answer.StatusCode == HttpStatusCode.OK) return;
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.True(Stopwatch.GetElapsedTime(start) < time, "the worker is still busy");
            await Task.Delay(20);
        }
    }

    private static async Task WaitingAsync(ServerProcess server, int count)
    {
        var start = Stopwatch.GetTimestamp();
        while (await server.MetricAsync("ascii_gen_drawings_queued") != count)
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 5, $"not {count} waiting");
            await Task.Delay(10);
        }
    }

    private static Task<string> FirstRowAsync(HttpResponseMessage answer) => ReadAsync(answer, "event: row\n");

    private static async Task<string> RestAsync(HttpResponseMessage answer)
    {
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        return await reader.ReadToEndAsync();
    }

    // What has come when it holds this.
    private static async Task<string> ReadAsync(HttpResponseMessage answer, string end)
    {
        var stream = await answer.Content.ReadAsStreamAsync();
        var text = "";
        var buffer = new byte[1];
        while (!text.Contains(end, StringComparison.Ordinal))
        {
            Assert.Equal(1, await stream.ReadAsync(buffer));
            text += (char)buffer[0];
        }

        return text;
    }
}
