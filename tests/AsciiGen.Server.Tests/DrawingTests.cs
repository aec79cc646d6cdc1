// Drawings over HTTP are those of the library, whole and row by row.

using System.Globalization;
using System.Net;
using System.Text.Json;

namespace AsciiGen.Server.Tests;

public sealed class DrawingTests(NoiseServer noise)
{
    public static TheoryData<string, DrawOptions> Requests => new()
    {
        { """{"prompt":" A  Cat ","seed":7}""", new() { Seed = 7 } },
        { """{"prompt":"terrier","width":24,"height":12,"seed":9007199254740991,"candidates":8}""", new() { Width = 24, Height = 12, Seed = (1UL << 53) - 1, Candidates = 8 } },
        { """{"prompt":"house","style":"line","max_chars":30,"seed":0,"candidates":1}""", new() { Style = Style.Line, MaxCharacters = 30, Seed = 0, Candidates = 1 } },
        { """{"prompt":"hi","style":"banner","temperature":0.5,"guidance":2.5,"seed":3}""", new() { Style = Style.Banner, Temperature = 0.5f, Guidance = 2.5f, Seed = 3 } },
        { """{"prompt":"cat","chars":"()<>/\\ .","mirror":true,"seed":5,"width":80,"height":40}""", new() { Characters = CharacterSet.Of("()<>/\\ ."), Mirror = true, Seed = 5, Width = 80, Height = 40 } },
        { """{"prompt":"cat","start":["  /\\_/\\","","  <o>"],"temperature":0,"seed":1,"strict":true}""", new() { Start = "  /\\_/\\\n\n  <o>", Temperature = 0, Seed = 1 } },
        { """{"prompt":"something","seed":12,"temperature":100}""", new() { Seed = 12, Temperature = 100 } },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Json_and_events_are_what_the_library_draws(string body, DrawOptions options)
    {
        var plan = noise.Artist.Plan(JsonDocument.Parse(body).RootElement.GetProperty("prompt").GetString()!, options with { Threads = 1 });
        var choice = plan.Draw();
        using var answer = await noise.Server.DrawAsync(body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Same(plan, choice, json);

        var events = await EventsAsync(await noise.Server.DrawAsync(body, "text/event-stream"));
        Assert.Equal("start", events[0].Name);
        Assert.Equal("done", events[^1].Name);
        var start = events[0].Data;
        foreach (var name in (string[])["prompt", "subject", "style", "note", "width", "height", "seed"]) Assert.Equal(json.GetProperty(name).ToString(), start.GetProperty(name).ToString());
        Assert.Equal(choice.Candidates.Count, start.GetProperty("candidates").GetInt32());
        Same(plan, choice, events[^1].Data);
        foreach (var (number, drawing) in choice.Candidates.Index())
        {
            var rows = events[1..^1].Where(each => each.Data.GetProperty("candidate").GetInt32() == number).Select(each => each.Data).ToList();
            Assert.Equal(Enumerable.Range(0, rows.Count), rows.Select(row => row.GetProperty("row").GetInt32()));
            Assert.Equal(drawing.Text, string.Join('\n', rows.Select(row => row.GetProperty("text").GetString())));
        }
    }

    [Fact]
    public async Task Candidate_can_be_drawn_alone_with_its_seed()
    {
        var all = await DrawAsync("""{"prompt":"dog","seed":41}""");
        var second = all.GetProperty("candidates")[1];
        var alone = await DrawAsync($$"""{"prompt":"dog","seed":{{second.GetProperty("seed")}},"candidates":1}""");
        Assert.Equal(second.GetProperty("text").GetString(), alone.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Without_a_seed_every_drawing_has_another()
    {
        var seeds = new HashSet<ulong>();
        for (var i = 0; i < 5; i++) seeds.Add((await DrawAsync("""{"prompt":"cat","width":3,"height":2}""")).GetProperty("seed").GetUInt64());
        Assert.True(seeds.Count > 1);
    }

    [Fact]
    public async Task Guess_is_told_and_refused_when_strict()
    {
        Assert.Equal("drawing 'dog' for 'poodle'.", (await DrawAsync("""{"prompt":"poodle"}""")).GetProperty("note").GetString());
        Assert.Equal(JsonValueKind.Null, (await DrawAsync("""{"prompt":"hound"}""")).GetProperty("note").ValueKind);
        using var refused = await noise.Server.DrawAsync("""{"prompt":"hause boat","strict":true}""");
        Assert.Equal(422, (int)refused.StatusCode);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Contains("'hause boat' is not a subject this model knows", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("house", problem.GetProperty("suggestions").EnumerateArray().Select(each => each.GetString()));
    }

    [Theory]
    [InlineData("text/event-stream", "text/event-stream")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    public async Task Accept_chooses_the_form(string accept, string type)
    {
        using var answer = await noise.Server.DrawAsync("""{"prompt":"cat","width":3,"height":2}""", accept);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Html_in_a_prompt_never_comes_back_unescaped()
    {
        foreach (var accept in (string?[])[null, "text/event-stream"])
        {
            using var answer = await noise.Server.DrawAsync("""{"prompt":"<script>alert('1')</script>","chars":"<>&'","width":9,"height":3}""", accept);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain((await answer.Content.ReadAsStringAsync()).ToCharArray(), c => c is '<' or '>' or '&' or '\'');
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    private async Task<JsonElement> DrawAsync(string body)
    {
        using var answer = await noise.Server.DrawAsync(body);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static void Same(DrawingPlan plan, DrawingChoice choice, JsonElement json)
    {
        string?[] expected = [plan.Prompt, plan.Subject, Styles.NameOf(plan.Request.Style), plan.Note ?? "", $"{plan.Request.Width}", $"{plan.Request.Height}", $"{plan.Request.Sampling.Seed}", choice.Best.Text, $"{choice.Chosen}", $"{choice.TokenCount}", "noise"];
        string[] names = ["prompt", "subject", "style", "note", "width", "height", "seed", "text", "chosen", "tokens", "model"];
        Assert.Equal(expected, names.Select(name => json.GetProperty(name).ToString()));
        Assert.Equal(
            choice.Candidates.Select(drawing => (drawing.Seed.ToString(CultureInfo.InvariantCulture), drawing.Text)),
            json.GetProperty("candidates").EnumerateArray().Select(each => (each.GetProperty("seed").ToString(), each.GetProperty("text").GetString()!)));
        Assert.InRange(json.GetProperty("seconds").GetDouble(), 0, 20);
    }

    private static async Task<List<(string Name, JsonElement Data)>> EventsAsync(HttpResponseMessage answer)
    {
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var events = (await answer.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return [.. events.Select(each => each.Split('\n')).Select(lines => (lines[0]["event: ".Length..], JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement))];
    }
}
