// The page with a keyboard alone, on a phone, in the dark, and how much it is.

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AsciiGen.Page.Tests;

public sealed class AccessTests(Chrome chrome, NoiseServer noise)
{
    private const int MostBytes = 60_000;

    [Fact]
    public Task Keyboard_alone_draws_suggests_and_chooses() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        await Expect(visit.Prompt).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("hou");
        await Expect(visit["subject-0"]).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visit.Prompt).ToHaveAttributeAsync("aria-activedescendant", "subject-0");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Prompt).ToHaveValueAsync("house");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ShownAsync();
        await Expect(visit["title"]).ToHaveTextAsync("house");
        await visit["copy"].FocusAsync();
        await visit.Page.Keyboard.PressAsync("Shift+Tab"); // the candidates are one stop, arrows choose among them
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        var chosen = await visit["sheet"].Locator("label:has(:checked) pre").TextContentAsync();
        await Expect(visit.Drawing).ToHaveTextAsync(chosen!);
    });

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Dark)]
    public Task Nothing_stands_out_of_a_narrow_window_and_text_can_be_read(int width, ColorScheme colours) => chrome.VisitAsync(
        noise.Server,
        async visit =>
        {
            await visit.OpenAsync();
            await visit.DrawAsync("cat", candidates: 8, width: 80, height: 40);
            await visit.ShownAsync();
            Assert.Equal(width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            foreach (var element in (string[])["title", "facts", "copy", "draw", "prompt", "drawing"]) Assert.True(await ContrastAsync(visit[element]) >= 4.5, element);
        },
        options => (options.ViewportSize, options.ColorScheme) = (new() { Width = width, Height = 800 }, colours));

    [Fact]
    public Task Everything_has_a_name() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        await visit.DrawAsync("cat");
        await visit.ShownAsync();
        await visit["more-summary"].ClickAsync();
        foreach (var role in (AriaRole[])[AriaRole.Button, AriaRole.Textbox, AriaRole.Slider, AriaRole.Radio, AriaRole.Checkbox, AriaRole.Combobox, AriaRole.Spinbutton, AriaRole.Img])
        {
            Assert.True(await visit.Page.GetByRole(role).CountAsync() > 0, $"no {role}");
            Assert.Equal(await visit.Page.GetByRole(role).CountAsync(), await visit.Page.GetByRole(role, new() { NameRegex = Pattern.AnyText }).CountAsync());
        }
    });

    [Fact]
    public Task Page_is_small() => chrome.VisitAsync(noise.Server, async visit =>
    {
        var sizes = new List<(string Url, int Bytes)>();
        visit.Page.Response += async (_, response) =>
        {
            var bytes = (await response.BodyAsync()).Length;
            lock (sizes) sizes.Add((new Uri(response.Url).AbsolutePath, bytes));
        };
        await visit.OpenAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var files = sizes.Where(each => !each.Url.StartsWith("/v1/", StringComparison.Ordinal)).DistinctBy(each => each.Url).ToList();
        Assert.Equal(8, files.Count);
        Assert.InRange(files.Sum(file => file.Bytes), 1, MostBytes);
    });

    // WCAG 2.1, contrast ratio, over the nearest background that is not transparent.
    private static Task<double> ContrastAsync(ILocator element) => element.EvaluateAsync<double>(
        """
        element => {
          const parts = colour => { const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number); return { rgb: [r, g, b], a }; };
          const light = rgb => rgb.map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          let under = element;
          while (under && parts(getComputedStyle(under).backgroundColor).a < 1) under = under.parentElement;
          const [a, b] = [light(parts(getComputedStyle(element).color).rgb), light(under ? parts(getComputedStyle(under).backgroundColor).rgb : [255, 255, 255])];
          return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        }
        """);
}
