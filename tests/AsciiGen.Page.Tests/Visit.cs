// Somebody at the page: what he does there, by the names of its elements, and what the browser noticed meanwhile.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace AsciiGen.Page.Tests;

internal sealed class Visit
{
    private readonly ConcurrentQueue<string> _faults = [];

    public Visit(IPage page, ServerProcess server)
    {
        (Page, Server) = (page, server);
        page.PageError += (_, error) => _faults.Enqueue($"error: {error}");
        page.Dialog += (_, dialog) => _faults.Enqueue($"dialog: {dialog.Message}");
        page.Console += (_, message) => Noticed(message);
        page.Request += (_, request) => Asked(request.Url);
    }

    public IPage Page { get; }

    public ServerProcess Server { get; }

    /// <summary>The elements that tests meet most.</summary>
    public ILocator Prompt => this["prompt"];

    public ILocator Stage => this["stage"];

    public ILocator Drawing => this["drawing"];

    public ILocator Error => this["error"];

    /// <summary>An element by its id.</summary>
    public ILocator this[string id] => Page.Locator($"[id='{id}']");

    /// <summary>Opens the page.</summary>
    public async Task OpenAsync()
    {
        await Page.GotoAsync("/");
        await Assertions.Expect(this["model"]).ToHaveTextAsync(Pattern.AnyText); // the last thing a page does by itself
    }

    /// <summary>Opens a link to a drawing, as if it had been clicked anywhere.</summary>
    public async Task OpenLinkAsync(string hash)
    {
        await Page.GotoAsync("about:blank"); // or only the part behind # would change
        await Page.GotoAsync("/" + hash);
    }

    /// <summary>Unfolds the settings and fills them in; then types a word and draws.</summary>
    public async Task DrawAsync(string word, int candidates = 2, int width = 12, int height = 6, string seed = "7")
    {
        await this["settings"].EvaluateAsync("settings => { settings.open = true; }");
        await this["width"].FillAsync($"{width}");
        await this["height"].FillAsync($"{height}");
        await this["candidates"].FillAsync($"{candidates}");
        await this["seed"].FillAsync(seed);
        await Prompt.FillAsync(word);
        await this["draw"].ClickAsync();
    }

    /// <summary>Waits for the finished drawing.</summary>
    public async Task<string> ShownAsync()
    {
        await IsAsync("shown");
        return (await Drawing.TextContentAsync())!;
    }

    /// <summary>Waits for a state of the stage: empty, growing or shown.</summary>
    public Task IsAsync(string state) => Assertions.Expect(Stage).ToHaveAttributeAsync("data-state", state);

    /// <summary>Waits until the page says in one line what is wrong, and is ready for the next attempt.</summary>
    public async Task IsToldAsync(string words)
    {
        await Assertions.Expect(Error).ToContainTextAsync(words);
        Assert.DoesNotContain('\n', await Error.TextContentAsync() ?? "");
        await Assertions.Expect(this["draw"]).ToBeVisibleAsync();
        await Assertions.Expect(this["stop"]).ToBeHiddenAsync();
        await Assertions.Expect(Prompt).ToBeEnabledAsync();
    }

    /// <summary>Waits until a figure of the server has a value.</summary>
    public async Task CountsAsync(string sample, double value)
    {
        var start = Stopwatch.GetTimestamp();
        while (await Server.MetricAsync(sample) is var now && now != value)
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < Chrome.Patience, $"{sample} is {now}, not {value}");
            await Task.Delay(20);
        }
    }

    /// <summary>Answers requests for drawings in place of the server.</summary>
    public Task AnswerAsync(string body, int status = 200, string type = "text/event-stream", params (string Name, string Value)[] headers) =>
        Page.RouteAsync("**/v1/drawings", route => route.FulfillAsync(new()
        {
            Status = status,
            BodyBytes = Encoding.UTF8.GetBytes(body),
            ContentType = type,
            Headers = headers.ToDictionary(each => each.Name, each => each.Value),
        }));

    /// <summary>Lets the server answer again.</summary>
    public Task AnswerNoMoreAsync() => Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });

    /// <summary>The events of a drawing with these candidates.</summary>
    public static string EventsOf(params string[] texts)
    {
        var rows = texts[0].Split('\n');
        var (width, height) = (rows.Max(row => row.Length), rows.Length);
        var candidates = texts.Select((text, i) => new { seed = i + 1, text });
        return Event("start", new { prompt = "cat", subject = "cat", style = "hand", note = (string?)null, width, height, seed = 1, candidates = texts.Length })
            + string.Concat(texts.SelectMany((text, candidate) => text.Split('\n').Select((row, number) => Event("row", new { candidate, row = number, text = row }))))
            + Event("done", new { prompt = "cat", subject = "cat", style = "hand", note = (string?)null, width, height, seed = 1, text = texts[0], chosen = 0, candidates, tokens = 9, seconds = 0.5, model = "noise" });
    }

    public static string Event(string name, object value) => $"event: {name}\ndata: {JsonSerializer.Serialize(value)}\n\n";

    /// <summary>Asserts that nothing went wrong that nobody would see.</summary>
    public void WasClean() => Assert.Empty(_faults);

    // That a server refused or went away is told to the person; the browser reports it here by itself.
    private void Noticed(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _faults.Enqueue($"{message.Type}: {message.Text}");
    }

    private void Asked(string url)
    {
        var address = new Uri(url);
        if (address.Scheme is not ("data" or "blob") && address.Authority != Server.Address.Authority) _faults.Enqueue($"request: {url}");
    }
}
