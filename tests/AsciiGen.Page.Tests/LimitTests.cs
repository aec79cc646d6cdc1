// The canvas: shown to scale before anything is drawn, never left by a drawing, and refused where the model has no such canvas.

using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AsciiGen.Page.Tests;

public sealed class LimitTests(Chrome chrome, NoiseServer noise)
{
    // The box of all that is no blank.
    private const string InkBox = """
        () => {
          const text = document.getElementById('drawing').firstChild;
          const boxes = [...text.data.matchAll(/\S/g)].map(({ index }) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + 1);
            return range.getBoundingClientRect();
          });
          const most = (side, pick) => pick(...boxes.map(box => box[side]));
          return [most('left', Math.min), most('top', Math.min), most('right', Math.max), most('bottom', Math.max)];
        }
        """;

    [Fact]
    public Task Outline_follows_sliders_numbers_and_presets() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        await IsOutlinedAsync(visit, 24, 12);
        foreach (var (width, height) in new[] { (80, 1), (1, 40), (80, 40), (1, 1), (30, 9) })
        {
            await visit["width-slider"].FillAsync($"{width}");
            await visit["height-slider"].FillAsync($"{height}");
            await Expect(visit["width"]).ToHaveValueAsync($"{width}");
            await Expect(visit["height"]).ToHaveValueAsync($"{height}");
            await IsOutlinedAsync(visit, width, height);
        }

        await visit["width"].FillAsync("17");
        await visit["height"].FillAsync("21");
        await Expect(visit["width-slider"]).ToHaveValueAsync("17");
        await Expect(visit["height-slider"]).ToHaveValueAsync("21");
        await IsOutlinedAsync(visit, 17, 21);
        await visit["preset-60x30"].ClickAsync();
        await Expect(visit["preset-60x30"]).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(visit["width"]).ToHaveValueAsync("60");
        await IsOutlinedAsync(visit, 60, 30);
    });

    [Fact]
    public Task Drawing_stays_within_its_canvas_and_its_paper_at_any_size() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        foreach (var (width, height) in new[] { (1, 1), (80, 1), (2, 40), (80, 40), (13, 7) })
        {
            await visit.DrawAsync("cat", 3, width, height);
            await Expect(visit["facts"]).ToContainTextAsync($" {width} × {height} ");
            await visit.ShownAsync();
            Assert.All((await visit["sheet"].Locator("pre").AllTextContentsAsync()).Append(await visit.Drawing.TextContentAsync()), text =>
            {
                Assert.InRange(text!.Split('\n').Length, 1, height);
                Assert.All(text.Split('\n'), row => Assert.InRange(row.Length, 0, width));
            });
            var (stage, paper) = (await BoxAsync(visit.Stage), await BoxAsync(visit["paper"]));
            IsWithin(stage, paper);
            IsWithin(paper, await visit.Page.EvaluateAsync<float[]>(InkBox));
        }
    });

    [Fact]
    public Task Drawing_far_from_the_left_stands_in_the_middle_of_its_paper() => chrome.VisitAsync(noise.Server, async visit =>
    {
        await visit.OpenAsync();
        await visit.AnswerAsync(Visit.EventsOf($"{new string(' ', 60)}####\n{new string(' ', 60)}####", new string(' ', 30) + "##"));
        await visit.DrawAsync("cat");
        await visit.ShownAsync();
        foreach (var candidate in (int[])[0, 1])
        {
            await visit["sheet"].Locator("label").Nth(candidate).ClickAsync();
            await Expect(visit[$"candidate-{candidate}"]).ToBeCheckedAsync();
            var (ink, paper) = (await visit.Page.EvaluateAsync<float[]>(InkBox), await BoxAsync(visit["paper"]));
            Assert.Equal(ink[0] - paper[0], paper[2] - ink[2], 1.0);
        }
    });

    [Fact]
    public Task Value_out_of_range_is_told_and_never_sent() => chrome.VisitAsync(noise.Server, async visit =>
    {
        var asked = 0;
        visit.Page.Request += (_, request) => asked += request.Method == "POST" ? 1 : 0;
        await visit.OpenAsync();
        await visit["more-summary"].ClickAsync();
        await visit.Prompt.FillAsync("cat");
        string[][] wrong =
        [
            ["width", "81", "The width is '81'. Give a whole number from 1 to 80."], ["width", "0", "The width is '0'."], ["width", "", "The width is missing."], ["width", "2.5", "The width is '2.5'."],
            ["height", "41", "Give a whole number from 1 to 40."], ["height", "-3", "The height is '-3'."], ["candidates", "9", "from 1 to 8"],
            ["seed", "9007199254740992", "from 0 to 9007199254740991"], ["seed", "x", "The seed is 'x'."], ["temperature", "hot", "Give a number from 0 to 100, or nothing."],
        ];
        foreach (var each in wrong)
        {
            var (id, value, says) = (each[0], each[1], each[2]);
            var before = await visit[id].InputValueAsync();
            await visit[id].FillAsync(value);
            await visit["draw"].ClickAsync();
            await visit.IsToldAsync(says);
            Assert.Equal(value, await visit[id].InputValueAsync());
            await visit[id].FillAsync(before);
        }

        await visit.Prompt.FillAsync("  ");
        await visit["draw"].ClickAsync();
        await visit.IsToldAsync("Nothing is named. Type a word, such as cat.");
        await visit.OpenLinkAsync("#prompt=cat&width=81");
        await visit.IsToldAsync("The width is '81'.");
        Assert.Equal(0, asked);
        await visit.DrawAsync("cat");
        await visit.ShownAsync();
        await Expect(visit.Error).ToBeEmptyAsync();
    });

    [Fact]
    public Task Smaller_model_has_smaller_limits_and_fewer_styles() => chrome.VisitAsync(noise.Server, async visit =>
    {
        var model = new { name = "tiny", parameters = 1000, license = "MIT", max_width = 20, max_height = 11, styles = (string[])["hand"], most_candidates = 2, version = "1" };
        await visit.Page.RouteAsync("**/v1/model", route => route.FulfillAsync(new() { ContentType = "application/json", Body = JsonSerializer.Serialize(model) }));
        await visit.OpenAsync();
        await Expect(visit["width"]).ToHaveValueAsync("20");
        await Expect(visit["height-slider"]).ToHaveAttributeAsync("max", "11");
        await Expect(visit["candidates"]).ToHaveValueAsync("2");
        await Expect(visit["preset-12x6"]).ToBeVisibleAsync();
        await Expect(visit["preset-24x12"]).ToBeHiddenAsync();
        await Expect(visit["style"].Locator("option")).ToHaveTextAsync(["automatic", "hand"]);
        await IsOutlinedAsync(visit, 20, 11);
    });

    // As many cells wide and high as it says, each of the size of a cell of the paper.
    private static async Task IsOutlinedAsync(Visit visit, int width, int height)
    {
        await Expect(visit["outline-size"]).ToHaveTextAsync($"{width} × {height}");
        var cell = await visit["board"].EvaluateAsync<string[]>("board => ['--cell', '--row'].map(name => getComputedStyle(board).getPropertyValue(name))");
        var sizes = Array.ConvertAll(cell, each => float.Parse(each.Replace("px", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
        var box = await BoxAsync(visit["outline"]);
        Assert.Equal(width * sizes[0], box[2] - box[0], 0.5);
        Assert.Equal(height * sizes[1], box[3] - box[1], 0.5);
        IsWithin(await BoxAsync(visit.Stage), box);
        IsWithin(await BoxAsync(visit["paper"]), box);
    }

    private static void IsWithin(float[] outer, float[] inner)
    {
        Assert.True(inner[0] >= outer[0] - 1 && inner[1] >= outer[1] - 1 && inner[2] <= outer[2] + 1 && inner[3] <= outer[3] + 1, $"{string.Join(' ', inner)} is not in {string.Join(' ', outer)}");
    }

    private static async Task<float[]> BoxAsync(ILocator element) => await element.BoundingBoxAsync() is { } box ? [box.X, box.Y, box.X + box.Width, box.Y + box.Height] : throw new InvalidOperationException($"{element} is not seen");
}
