// What goes wrong is told in one line, nothing that was there is lost, and the next attempt works.

using static Microsoft.Playwright.Assertions;

namespace AsciiGen.Page.Tests;

public sealed class TroubleTests(Chrome chrome, NoiseServer noise)
{
    [Fact]
    public Task Refusals_are_told_and_the_drawing_before_stays() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        await visit.DrawAsync("dog");
        var before = await visit.ShownAsync();
        foreach (var (status, body, says) in new[]
        {
            (500, "<html>boom</html>", "The server answered 500"),
            (503, """{"title":"Closing","detail":"The server is being stopped. Try again later."}""", "The server is being stopped."),
            (400, """{"detail":"The prompt <b>x</b> is too long."}""", "The prompt <b>x</b> is too long."),
            (422, "not json", "The server answered 422"),
        })
        {
            await visit.AnswerAsync(body, status, "application/problem+json");
            await visit.DrawAsync("cat");
            await visit.IsToldAsync(says);
            await visit.IsAsync("shown");
            Assert.Equal(before, await visit.Drawing.TextContentAsync());
            await visit.AnswerNoMoreAsync();
        }

        await visit.DrawAsync("cat");
        await Expect(visit["title"]).ToHaveTextAsync("cat");
        await Expect(visit.Error).ToBeEmptyAsync();
    });

    [Fact]
    public Task Broken_and_silent_connections_are_told() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        var whole = Visit.EventsOf("##\n##", "# \n #");
        await visit.AnswerAsync(whole[..whole.IndexOf("event: done", StringComparison.Ordinal)]);
        await visit.DrawAsync("cat");
        await visit.IsToldAsync("The connection to the server broke off. Draw again.");
        await visit.AnswerNoMoreAsync();

        await visit.AnswerAsync(whole[..whole.IndexOf("event: done", StringComparison.Ordinal)] + Visit.Event("error", new { detail = "The model gave up." }));
        await visit.DrawAsync("cat");
        await visit.IsToldAsync("The model gave up.");
        await visit.AnswerNoMoreAsync();

        await visit.Page.RouteAsync("**/v1/drawings", route => route.AbortAsync("connectionrefused"));
        await visit.DrawAsync("cat");
        await visit.IsToldAsync("The server cannot be reached.");
        await visit.AnswerNoMoreAsync();
        await visit.DrawAsync("cat");
        await visit.ShownAsync();
    });

    [Fact]
    public Task Markup_in_words_and_drawings_stays_text() => chrome.VisitAsync(noise.Server, async visit =>
    {
        const string Evil = "<img src=x onerror=alert(1)>";
        await visit.OpenAsync();
        await visit.DrawAsync(Evil);
        await Expect(visit["draw"]).ToBeVisibleAsync();
        await visit.AnswerAsync(Visit.EventsOf(Evil + "\n</pre><script>alert(2)</script>"));
        await visit.DrawAsync("cat");
        Assert.Contains(Evil, await visit.ShownAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.Locator("img, pre script").CountAsync());
    });

    // Every byte a chunk of its own, and all ways to end a line: the events must be the same.
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public Task Events_may_be_cut_anywhere(string newline) => chrome.VisitAsync(noise.Server, async visit =>
    {
        const string Sent = ": hello\n\nevent: row\ndata: {\"a\":\"é€😀\"}\n\ndata: one\ndata: two\n\nid: 5\nevent: done\ndata:last\n\nevent: never\ndata: unfinished\n";
        await visit.OpenAsync();
        foreach (var size in (int[])[1, 2, 3, 7, 1000])
        {
            var events = await visit.Page.EvaluateAsync<string[]>(
                """
                async ([text, size]) => {
                  const { events } = await import('/stream.js');
                  const bytes = new TextEncoder().encode(text);
                  const stream = new ReadableStream({
                    start(out) {
                      for (let at = 0; at < bytes.length; at += size) out.enqueue(bytes.slice(at, at + size));
                      out.close();
                    },
                  });
                  const found = [];
                  for await (const { name, data } of events(stream)) found.push(`${name}|${data}`);
                  return found;
                }
                """,
                new object[] { Sent.Replace("\n", newline, StringComparison.Ordinal), size });
            Assert.Equal(["row|{\"a\":\"é€😀\"}", "message|one\ntwo", "done|last"], events);
        }
    });
}
