// A drawing that goes on and on: it can be stopped by hand and by key, the server hears of it, and what was shown before comes back.

using static Microsoft.Playwright.Assertions;

namespace AsciiGen.Page.Tests;

public sealed class StopTests(Chrome chrome, NoiseServer noise)
{
    private const string Cancelled = "ascii_gen_drawings_total{result=\"cancelled\"}";

    [Fact]
    public async Task Long_drawing_is_stopped_by_button_by_key_and_by_leaving_and_the_server_stops_too()
    {
        using var server = noise.StartEndless("stopped");
        await chrome.VisitAsync(server, async visit =>
        {
            await visit.OpenAsync();
            await StartAsync(visit);
            await visit["stop"].ClickAsync();
            await IsStoppedAsync(visit, "empty", cancelled: 1);

            await visit.DrawAsync("dog", candidates: 1);
            var before = await visit.ShownAsync();
            await StartAsync(visit);
            await visit.Page.Keyboard.PressAsync("Escape");
            await IsStoppedAsync(visit, "shown", cancelled: 2);
            await Expect(visit["title"]).ToHaveTextAsync("dog");
            Assert.Equal(before, await visit.Drawing.TextContentAsync());

            await visit.DrawAsync("cat", candidates: 1);
            await Expect(visit["title"]).ToHaveTextAsync("cat");
            await visit.ShownAsync();
            await Expect(visit["notice"]).ToBeEmptyAsync();

            await StartAsync(visit);
            await visit.Page.GotoAsync("about:blank");
            await visit.CountsAsync(Cancelled, 3);
        });
    }

    private static async Task StartAsync(Visit visit)
    {
        await visit.DrawAsync("cat", candidates: 1, width: 1024, height: 1024);
        await visit.IsAsync("growing");
        await Expect(visit["sheet"].Locator("pre")).ToContainTextAsync("###");
        await Expect(visit["draw"]).ToBeHiddenAsync();
        await Expect(visit["stop"]).ToBeVisibleAsync();
        Assert.Equal(1, await visit.Server.MetricAsync("ascii_gen_drawings_in_flight"));
    }

    private static async Task IsStoppedAsync(Visit visit, string state, int cancelled)
    {
        await visit.IsAsync(state);
        await Expect(visit["stop"]).ToBeHiddenAsync();
        await Expect(visit["draw"]).ToBeVisibleAsync();
        await Expect(visit["notice"]).ToHaveTextAsync("Stopped.");
        await Expect(visit.Error).ToBeEmptyAsync();
        await visit.CountsAsync(Cancelled, cancelled);
        await visit.CountsAsync("ascii_gen_drawings_in_flight", 0);
    }
}
