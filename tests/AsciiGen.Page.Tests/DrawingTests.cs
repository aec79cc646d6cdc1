// A word becomes a drawing: rows while it is drawn, candidates to choose from, settings that are obeyed.

using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AsciiGen.Page.Tests;

public sealed class DrawingTests(Chrome chrome, NoiseServer noise)
{
    // Writes down each state of the stage and each row of a candidate, with the rows it had before.
    private const string Recorder = """
        globalThis.course = [];
        addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
          const stage = document.getElementById('stage');
          const step = { state: stage.dataset.state, rows: [...document.querySelectorAll('#sheet pre')].map(pre => pre.textContent) };
          if (JSON.stringify(step) !== JSON.stringify(course.at(-1))) course.push(step);
        }).observe(document.getElementById('stage'), { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] }));
        """;

    [Fact]
    public Task Typed_word_is_drawn_within_its_canvas() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        await visit.IsAsync("empty");
        await visit.Prompt.PressSequentiallyAsync("cat");
        await visit["draw"].ClickAsync();
        var text = await visit.ShownAsync();
        Assert.NotEqual("", text.Trim());
        Assert.InRange(text.Split('\n').Length, 1, 12);
        Assert.All(text.Split('\n'), row => Assert.InRange(row.Length, 0, 24));
        await Expect(visit["title"]).ToHaveTextAsync("cat");
        await Expect(visit["facts"]).ToContainTextAsync("24 × 12");
        await Expect(visit.Page).ToHaveTitleAsync("cat – ascii-gen");
        await Expect(visit["sheet"].GetByRole(AriaRole.Radio)).ToHaveCountAsync(4);
    });

    [Fact]
    public Task Rows_of_all_candidates_grow_before_the_drawing_is_shown() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.Page.AddInitScriptAsync(Recorder);
        await visit.OpenAsync();
        await visit.DrawAsync("dog", candidates: 3);
        await visit.ShownAsync();
        var steps = (await visit.Page.EvaluateAsync<JsonElement>("course")).EnumerateArray().Select(step => (State: step.GetProperty("state").GetString(), Rows: Texts(step.GetProperty("rows"))));
        var course = steps.SkipWhile(step => step.State == "empty").ToList();
        var growing = course.TakeWhile(step => step.State == "growing").ToList();
        Assert.All(course.Skip(growing.Count), step => Assert.Equal("shown", step.State));
        Assert.Equal(["", "", ""], growing[0].Rows);
        foreach (var (before, after) in growing.Zip(growing.Skip(1)))
        {
            Assert.Single(before.Rows.Zip(after.Rows), pair => pair.First != pair.Second); // one row at a time
            Assert.All(before.Rows.Zip(after.Rows), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        }

        Assert.Equal(course[^1].Rows, growing[^1].Rows);
        Assert.InRange(growing.Count, 4, 3 * 6 + 1);
    });

    [Fact]
    public Task Drawings_are_those_of_the_server_and_any_can_be_chosen() => chrome.VisitAsync(noise.Server, async visit =>
    {
        using var response = await noise.Server.DrawAsync("""{"prompt":"poodle","width":12,"height":6,"seed":7,"candidates":3}""");
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var candidates = answer.GetProperty("candidates").EnumerateArray().ToList();
        var texts = candidates.ConvertAll(each => each.GetProperty("text").GetString()!);
        var chosen = answer.GetProperty("chosen").GetInt32();

        await visit.OpenAsync();
        await visit.DrawAsync("poodle", candidates: 3);
        Assert.Equal(texts[chosen], await visit.ShownAsync());
        await Expect(visit["note"]).ToHaveTextAsync("drawing 'dog' for 'poodle'.");
        await Expect(visit[$"candidate-{chosen}"]).ToBeCheckedAsync();
        Assert.Equal(texts, await visit["sheet"].Locator("pre").AllTextContentsAsync());
        foreach (var other in (int[])[(chosen + 1) % 3, (chosen + 2) % 3])
        {
            await visit["sheet"].Locator("label").Nth(other).ClickAsync();
            await Expect(visit[$"candidate-{other}"]).ToBeCheckedAsync();
            Assert.Equal(texts[other], await visit.Drawing.TextContentAsync());
            await Expect(visit["facts"]).ToContainTextAsync($"{other + 1} of 3");
            await Expect(visit.Page).ToHaveURLAsync(Pattern.EndOf($"&seed={candidates[other].GetProperty("seed")}"));
        }
    });

    [Fact]
    public Task Every_setting_reaches_the_server() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        await visit["more-summary"].ClickAsync();
        await visit["preset-40x20"].ClickAsync();
        await visit["candidates-slider"].FillAsync("5");
        await visit["style"].SelectOptionAsync("line");
        await visit["seed"].FillAsync("9007199254740991");
        await visit["chars"].FillAsync(" /\\|_<&>");
        await visit["temperature"].FillAsync("0,5");
        await visit["mirror"].CheckAsync();
        await visit["strict"].CheckAsync();
        await visit.Prompt.FillAsync("  the \t house ");
        var request = await visit.Page.RunAndWaitForRequestAsync(() => visit["draw"].ClickAsync(), "**/v1/drawings");
        using var body = JsonDocument.Parse(request.PostData!);
        Assert.Equal(
            """{"prompt":"the house","width":40,"height":20,"candidates":5,"seed":9007199254740991,"style":"line","temperature":0.5,"chars":" /\\|_<&>","mirror":true,"strict":true}""",
            body.RootElement.GetRawText());
    });

    [Fact]
    public Task Example_is_drawn_with_one_click() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        await visit["example-cat"].ClickAsync();
        await visit.ShownAsync();
        await Expect(visit.Prompt).ToHaveValueAsync("cat");
        await Expect(visit["welcome"]).ToBeHiddenAsync();
    });

    [Fact]
    public Task Going_back_and_forth_shows_what_was_drawn_without_drawing_again() => chrome.VisitAsync(noise.Server, async visit =>
    {
        var asked = 0;
        visit.Page.Request += (_, request) => asked += request.Method == "POST" ? 1 : 0;
        await visit.OpenAsync();
        await visit.DrawAsync("cat");
        var cat = await visit.ShownAsync();
        await visit.DrawAsync("house", width: 20);
        await Expect(visit["title"]).ToHaveTextAsync("house");
        await visit.IsAsync("shown");
        await visit.Page.GoBackAsync();
        await Expect(visit["title"]).ToHaveTextAsync("cat");
        Assert.Equal(cat, await visit.ShownAsync());
        await Expect(visit["width"]).ToHaveValueAsync("12");
        await visit.Page.GoBackAsync();
        await visit.IsAsync("empty");
        await visit.Page.GoForwardAsync();
        Assert.Equal(cat, await visit.ShownAsync());
        Assert.Equal(2, asked);
    });

    [Fact]
    public Task Next_drawing_takes_the_place_of_one_that_is_not_finished() => chrome.VisitAsync(noise.Server, async visit =>
    {
        // The first answer is held back until the second is shown.
        var held = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/v1/drawings", async route =>
        {
            if (route.Request.PostData!.Contains("\"first\"", StringComparison.Ordinal)) await held.Task;
            await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = Visit.EventsOf(route.Request.PostData!.Contains("first", StringComparison.Ordinal) ? "1" : "2") });
        });
        await visit.OpenAsync();
        await visit.DrawAsync("first");
        await Expect(visit["notice"]).ToContainTextAsync("Waiting for the server");
        await visit.Prompt.FillAsync("second");
        await visit.Prompt.PressAsync("Enter");
        Assert.Equal("2", await visit.ShownAsync());
        held.SetResult();
        await visit.AnswerNoMoreAsync();
        Assert.Equal("2", await visit.Drawing.TextContentAsync());
        await Expect(visit["title"]).ToHaveTextAsync("second");
        await Expect(visit.Error).ToBeEmptyAsync();
    });

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(each => each.GetString()!)];
}
