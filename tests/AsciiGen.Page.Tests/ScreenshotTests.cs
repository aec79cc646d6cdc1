// Pictures of the page with the default model, for people to look at: made only when asked for, into the folder that
// ASCII_GEN_SCREENSHOTS names. They assert no more than that there was something to take a picture of.

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AsciiGen.Page.Tests;

public sealed class ScreenshotTests(Chrome chrome)
{
    private const string Folder = "ASCII_GEN_SCREENSHOTS";

    [Theory(Explicit = true)]
    [InlineData("light", 1280, 800, ColorScheme.Light)]
    [InlineData("dark", 1280, 800, ColorScheme.Dark)]
    [InlineData("phone", 390, 844, ColorScheme.Light)]
    [InlineData("phone-dark", 390, 844, ColorScheme.Dark)]
    [InlineData("small", 360, 640, ColorScheme.Light)]
    public async Task Pictures_of_the_page_are_taken(string name, int width, int height, ColorScheme colors)
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Folder} names no folder");
        using var server = new ServerProcess("--workers", "2");
        var isPhone = width < 960;
        Task TakeAsync(Visit visit, string what) => visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"{name}-{what}.png"), Animations = ScreenshotAnimations.Disabled });
        await chrome.VisitAsync(server, async visit =>
        {
            await visit.OpenAsync();
            await TakeAsync(visit, "empty");
            await visit.Prompt.PressSequentiallyAsync("ca");
            await Expect(visit["subject-0"]).ToBeVisibleAsync();
            await visit.Prompt.PressAsync("ArrowDown");
            await TakeAsync(visit, "suggestions");
            await visit.Prompt.PressAsync("Escape");
            if (isPhone) await visit["summary"].ClickAsync();
            await visit["seed"].FillAsync("3");
            await visit["preset-40x20"].ClickAsync();
            if (isPhone) await TakeAsync(visit, "settings");
            if (isPhone) await visit["summary"].ClickAsync();
            await visit.Prompt.FillAsync("cat");
            await visit["draw"].ClickAsync();
            await visit.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('#sheet pre')].some(pre => pre.textContent.split('\\n').length > 6)");
            await TakeAsync(visit, "growing");
            await visit.ShownAsync();
            await TakeAsync(visit, "shown");
            await visit.Page.EvaluateAsync("scrollTo(0, 1e6)");
            if (isPhone) await TakeAsync(visit, "shown-below");
            await visit.Page.EvaluateAsync("scrollTo(0, 0)");
            await visit.DrawAsync("a big lighthouse at night", candidates: 8, width: 60, height: 30, seed: "5");
            await Expect(visit["facts"]).ToContainTextAsync("60 × 30");
            await visit.ShownAsync();
            await TakeAsync(visit, "sheet");
            await visit["strict"].EvaluateAsync("box => { box.closest('#more').open = true; box.checked = true; }");
            await visit.Prompt.FillAsync("cattle dogg");
            await visit["draw"].ClickAsync();
            await Expect(visit.Error).Not.ToBeEmptyAsync();
            await visit.Page.EvaluateAsync("document.getElementById('more').open = false; scrollTo(0, 0)");
            await TakeAsync(visit, "error");
        }, options => (options.ViewportSize, options.ColorScheme, options.HasTouch) = (new() { Width = width, Height = height }, colors, isPhone));
    }
}
