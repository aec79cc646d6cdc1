// `ascii-lab bench server` against a real server with noise for a model.

using System.Globalization;
using System.Net;
using System.Text;
using AsciiGen.Lab.Load;

namespace AsciiGen.Lab.Tests;

public sealed class ServerLoadTests(RandomModel model) : IClassFixture<RandomModel>
{
    [Fact]
    public async Task Clients_are_counted_by_what_they_were_answered()
    {
        using var server = new ServerProcess("--model", model.Path, "--workers", "2");
        var run = ProgramRun.OfLabOk("bench", "server", "--url", server.Address.ToString(), "--clients", "3", "--seconds", "1", "--warm-up", "0", "--width", "8", "--height", "4");
        var figures = run.Output.Split('\n').Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 2).Skip(1)
            .ToDictionary(cells => cells[0], cells => cells[1]);
        double Number(string name) => double.Parse(figures[name], CultureInfo.InvariantCulture);
        Assert.Equal(Number("requests"), Number("status 200"));
        Assert.Equal(Number("status 200") + 20, await server.MetricAsync("ascii_gen_requests_total{route=\"/v1/drawings\",status=\"200\"}"));
        Assert.Equal(0, Number("broken drawings"));
        Assert.True(Number("drawings/s") > 0);
        Assert.InRange(Number("drawing p50 ms"), 0, Number("drawing p95 ms"));
        Assert.InRange(Number("drawing p99 ms"), Number("drawing p95 ms"), Number("drawing max ms"));
        Assert.InRange(Number("first byte idle, median ms"), 0, Number("first byte idle, max ms"));
        foreach (var when in (string[])["begin", "middle", "end"]) Assert.InRange(Number($"resident MB, {when}"), 10, 1000);
    }

    [Fact]
    public async Task What_is_asked_to_warm_up_is_not_counted()
    {
        using var server = new ServerProcess("--model", model.Path, "--workers", "2");
        var options = new LoadOptions(server.Address, Clients: 2, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.2), Width: 8, Height: 4, Candidates: 1);
        var result = await ServerLoad.RunAsync(options, TestContext.Current.CancellationToken);
        Assert.InRange(result.Requests, 1, await server.MetricAsync("ascii_gen_requests_total{route=\"/v1/drawings\",status=\"200\"}") - 20 - options.Clients);
        Assert.Equal(result.Requests, result.Latencies.Count);
    }

    [Fact]
    public async Task Answers_are_looked_at()
    {
        string[] drawings = ["""{"text": "ab\nc"}""", """{"text": "too wide"}""", """{"text": "a\na\na"}""", """{"rows": 1}""", "no JSON"];
        var asked = 0;
        var (listener, address) = Listen();
        using var closing = listener;
        var answering = Task.Run(async () =>
        {
            while (await NextAsync(listener) is { } context)
            {
                var number = context.Request.HttpMethod == "POST" ? asked++ - 20 : -1; // the first 20 are those that measure the first byte
                if (number >= 0 && number % 6 == 5) (context.Response.StatusCode, context.Response.Headers["Retry-After"]) = (429, "0");
                var answer = number >= 0 && number % 6 < 5 ? drawings[number % 6] : """{"subjects": ["cat"]}""";
                context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: true);
            }
        }, TestContext.Current.CancellationToken);
        var result = await ServerLoad.RunAsync(new(address, Clients: 1, TimeSpan.Zero, TimeSpan.FromSeconds(0.3), Width: 4, Height: 2, Candidates: 1), TestContext.Current.CancellationToken);
        listener.Stop();
        await answering;
        Assert.Equal([200, 429], result.Statuses.Keys);
        Assert.InRange(result.Statuses[429], 1, int.MaxValue);
        Assert.InRange(result.Statuses[200], 5 * result.Statuses[429], (5 * result.Statuses[429]) + 5);
        Assert.InRange(result.Latencies.Count, result.Statuses[429], result.Statuses[429] + 1);
        Assert.Equal(result.Statuses[200] - result.Latencies.Count, result.Broken);
    }

    [Fact]
    public void Without_a_server_the_address_is_named() =>
        ProgramRun.OfLab("bench", "server", "--url", "http://127.0.0.1:9", "--seconds", "1").IsRefusedBy("ascii-lab", 1, "http://127.0.0.1:9/ does not answer", "--url");

    [Theory]
    [InlineData("--url", "nowhere")]
    [InlineData("--clients", "0")]
    [InlineData("--seconds", "0")]
    [InlineData("--warm-up", "-1")]
    public void Bad_option_is_a_usage_error(string option, string value) => ProgramRun.OfLab("bench", "server", option, value).IsRefusedBy("ascii-lab", 2, $"{option} is");

    [Fact]
    public void Quantile_is_the_value_that_the_share_does_not_exceed()
    {
        double[] sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        Assert.Equal([5, 10, 10, 10], ((double[])[0.5, 0.95, 0.99, 1]).Select(share => LoadResult.Quantile(sorted, share)));
        Assert.Equal(double.NaN, LoadResult.Quantile([], 0.5));
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        while (true)
        {
            var address = new Uri($"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/");
            var listener = new HttpListener { Prefixes = { address.ToString() } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                listener.Close(); // the port was taken
            }
        }
    }

    // Null when the listener was stopped.
    private static async Task<HttpListenerContext?> NextAsync(HttpListener listener)
    {
        try
        {
            return await listener.GetContextAsync();
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            return null;
        }
    }
}
