// Subjects, model, health and figures.

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace AsciiGen.Server.Tests;

public sealed partial class InfoTests(NoiseServer noise)
{
    [Theory]
    [InlineData("v1/subjects", 4, "cat,dog,house,houseboat")]
    [InlineData("v1/subjects?limit=2", 4, "cat,dog")]
    [InlineData("v1/subjects?q=poodle", 1, "dog")]
    [InlineData("v1/subjects?q=house", 2, "house,houseboat")]
    [InlineData("v1/subjects?q=HOUSE&limit=1", 2, "house")]
    [InlineData("v1/subjects?q=%20", 4, "cat,dog,house,houseboat")]
    public async Task Subjects_are_found_as_the_library_finds_them(string path, int total, string names)
    {
        var found = await noise.Server.GetAsync(path);
        Assert.Equal(total, found.GetProperty("total").GetInt32());
        Assert.Equal(names, string.Join(',', found.GetProperty("subjects").EnumerateArray().Select(name => name.GetString())));
    }

    [Theory]
    [InlineData("limit=0", "limit is '0', expected a whole number from 1 to 5000")]
    [InlineData("limit=5001", "limit is '5001'")]
    [InlineData("limit=1e3", "limit is '1e3'")]
    [InlineData("limit=99999999999999999999", "limit is '99999999999999999999'")]
    [InlineData("limit=1&limit=2", "limit is given more than once")]
    [InlineData("q=a&q=b", "q is given more than once")]
    [InlineData("q=caf%C3%A9", "q: the prompt holds")]
    [InlineData("q=a%E2%80%AEb", "q: the prompt holds U+202E")]
    [InlineData("q=%00", "q: the prompt holds U+0000")]
    public async Task Bad_search_is_refused(string query, string says)
    {
        using var answer = await noise.Server.Client.GetAsync($"v1/subjects?{query}");
        Assert.Contains(says, await BadRequestTests.DetailOf(answer, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_and_health_are_told()
    {
        var model = await noise.Server.GetAsync("v1/model");
        var config = noise.Artist.Model.Config;
        Assert.Equal(
            $$"""{"name":"noise","parameters":{{config.ParameterCount}},"license":"CC0-1.0","max_width":80,"max_height":40,"styles":["hand","line","solid","banner"],"most_candidates":8,"version":"{{VersionOf()}}"}""",
            model.GetRawText());
        Assert.Equal("""{"status":"ok"}""", (await noise.Server.GetAsync("healthz")).GetRawText());
    }

    [Fact]
    public async Task Figures_grow_and_are_in_the_format_of_prometheus()
    {
        const string Drawn = "ascii_gen_requests_total{route=\"/v1/drawings\",status=\"200\"}", Done = "ascii_gen_drawings_total{result=\"done\"}";
        const string Tokens = "ascii_gen_tokens_total", Count = "ascii_gen_drawing_seconds_count", Slowest = "ascii_gen_drawing_seconds_bucket{le=\"+Inf\"}";
        string[] growing = [Drawn, Done, Tokens, Count, Slowest];
        var before = new List<double>();
        foreach (var sample in growing) before.Add(await noise.Server.MetricAsync(sample));
        using (var answer = await noise.Server.DrawAsync("""{"prompt":"cat","width":3,"height":2}""")) await answer.Content.ReadAsStringAsync();
        foreach (var (sample, was) in growing.Zip(before)) Assert.True(await noise.Server.MetricAsync(sample) > was, sample);
        Assert.InRange(await noise.Server.MetricAsync("process_resident_memory_bytes"), 10e6, 1e9);
        Assert.True(await noise.Server.MetricAsync("ascii_gen_gc_heap_bytes") >= 0);
        Assert.InRange(await noise.Server.MetricAsync("ascii_gen_drawings_in_flight"), 0, 2);

        using var figures = await noise.Server.Client.GetAsync("metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", figures.Content.Headers.ContentType!.ToString());
        var lines = (await figures.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.All(lines[..^1], line => Assert.Matches(Line(), line));
        var buckets = lines.Where(line => line.StartsWith("ascii_gen_drawing_seconds_bucket", StringComparison.Ordinal)).Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(9, buckets.Count);
        Assert.Equal(buckets.Order(), buckets);
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.E+-]+)$""")]
    private static partial Regex Line();

    private static string VersionOf() => typeof(AsciiArtist).Assembly.GetName().Version!.ToString(3);
}
