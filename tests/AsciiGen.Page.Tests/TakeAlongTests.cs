// What is taken along is the drawing as it is seen: in the clipboard, as a link, as TXT, SVG and PNG.

using System.Buffers.Binary;
using System.Xml.Linq;
using static Microsoft.Playwright.Assertions;

namespace AsciiGen.Page.Tests;

public sealed class TakeAlongTests(Chrome chrome, NoiseServer noise)
{
    private const string Text = "  /\\_/\\ <&>\n\n ( o.o )  \"'\n    #"; // blanks before, an empty row, what XML must escape

    [Fact]
    public Task Copy_puts_the_chosen_drawing_into_the_clipboard_and_nothing_else() => VisitAsync(async visit =>
    {
        await visit.AnswerAsync(Visit.EventsOf(Text, "other"));
        await visit.DrawAsync("cat");
        await visit.ShownAsync();
        foreach (var (candidate, text) in new[] { Text, "other" }.Index())
        {
            await visit["sheet"].Locator("label").Nth(candidate).ClickAsync();
            await visit["copy"].ClickAsync();
            await Expect(visit["copy"]).ToHaveTextAsync("Copied");
            Assert.Equal(text, await ClipboardAsync(visit));
            await Expect(visit["copy"]).ToHaveTextAsync("Copy");
        }
    });

    [Fact]
    public Task Copied_link_draws_the_same_on_another_page() => VisitAsync(async visit =>
    {
        await visit["mirror"].EvaluateAsync("box => { box.checked = true; }");
        await visit.DrawAsync("house boat", candidates: 3, width: 30, height: 5);
        await visit.ShownAsync();
        await visit["sheet"].Locator("label").Nth(2).ClickAsync();
        await Expect(visit["candidate-2"]).ToBeCheckedAsync();
        var text = await visit.Drawing.TextContentAsync();
        await visit["copy-link"].ClickAsync();
        await Expect(visit["copy-link"]).ToHaveTextAsync("Copied");
        var link = await ClipboardAsync(visit);
        Assert.StartsWith($"{noise.Server.Address}#prompt=house+boat&", link, StringComparison.Ordinal);

        var other = new Visit(await visit.Page.Context.NewPageAsync(), noise.Server);
        await other.Page.GotoAsync(link);
        Assert.Equal(text, await other.ShownAsync());
        await Expect(other.Prompt).ToHaveValueAsync("house boat");
        await Expect(other["sheet"]).ToBeHiddenAsync(); // it is the only one
        await Expect(other["width"]).ToHaveValueAsync("30");
        Assert.Equal("", await other["seed"].InputValueAsync()); // the next drawing is another
        other.WasClean();
    });

    [Fact]
    public Task Without_a_clipboard_drawing_and_link_are_selected() => VisitAsync(async visit =>
    {
        await visit.Page.EvaluateAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;");
        await visit.AnswerAsync(Visit.EventsOf(Text));
        await visit.DrawAsync("cat");
        await visit.ShownAsync();
        await visit["copy"].ClickAsync();
        await Expect(visit["copy"]).ToHaveTextAsync("Selected");
        Assert.Equal(Text, await visit.Page.EvaluateAsync<string>("getSelection().toString()"));
        await visit["copy-link"].ClickAsync();
        await Expect(visit["link"]).ToBeFocusedAsync();
        await Expect(visit["link"]).ToHaveValueAsync(visit.Page.Url);
    });

    [Fact]
    public Task Text_file_holds_the_drawing_and_a_line_feed() => VisitAsync(async visit =>
    {
        var (name, bytes) = await DownloadAsync(visit, "save-txt");
        Assert.Equal("cat-12x4-1.txt", name);
        Assert.Equal(Text + "\n", System.Text.Encoding.UTF8.GetString(bytes));
    });

    [Fact]
    public Task Svg_holds_every_row_in_its_place() => VisitAsync(async visit =>
    {
        var (name, bytes) = await DownloadAsync(visit, "save-svg");
        Assert.Equal("cat-12x4-1.svg", name);
        var svg = XDocument.Load(new MemoryStream(bytes)).Root!;
        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.Equal(space + "svg", svg.Name);
        Assert.Equal("cat", svg.Element(space + "title")!.Value);
        Assert.Equal("0 0 160 108", svg.Attribute("viewBox")!.Value); // two columns and a row around 12 x 4 of 10 by 18
        var rows = svg.Descendants(space + "text").ToDictionary(row => (int)((double)row.Attribute("y")! / 18) - 1);
        Assert.Equal([0, 2, 3], rows.Keys);
        Assert.All(rows, row => Assert.Equal(Text.Split('\n')[row.Key], row.Value.Value));
        Assert.All(rows.Values, row => Assert.Equal(10 * row.Value.Length, (int)row.Attribute("textLength")!));
    });

    [Fact]
    public Task Png_is_a_picture_of_the_drawing() => VisitAsync(async visit =>
    {
        var (name, bytes) = await DownloadAsync(visit, "save-png");
        Assert.Equal("cat-12x4-1.png", name);
        Assert.Equal([0x89, .. "PNG\r\n\u001a\n"u8], bytes[..8]);
        Assert.Equal((16 * 40, 6 * 72), (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20))));
        var inked = await visit.Page.EvaluateAsync<string[]>("""
            async picture => {
              const image = new Image();
              image.src = picture;
              await image.decode();
              const canvas = document.createElement('canvas');
              Object.assign(canvas, { width: image.width, height: image.height });
              const context = canvas.getContext('2d', { willReadFrequently: true });
              context.drawImage(image, 0, 0);
              const dark = (row, column) => context.getImageData(column * 40, row * 72, 40, 72).data.some((value, i) => i % 4 === 0 && value < 100);
              return Array.from({ length: 6 }, (_, row) => Array.from({ length: 16 }, (_, column) => dark(row, column) ? 'x' : ' ').join('').trimEnd());
            }
            """, $"data:image/png;base64,{Convert.ToBase64String(bytes)}");
        foreach (var (row, text) in Text.Split('\n').Index())
        {
            Assert.All(text.Index().Where(each => each.Item != ' '), each => Assert.Equal('x', inked[row + 1].ElementAtOrDefault(each.Index + 2)));
        }

        Assert.Equal(["", "", ""], [inked[0], inked[2], inked[5]]);
    });

    private Task VisitAsync(Func<Visit, Task> act) => chrome.VisitAsync(
        noise.Server,
        async visit =>
        {
            await visit.OpenAsync();
            await act(visit);
        },
        options => options.Permissions = ["clipboard-read", "clipboard-write"]);

    private static Task<string> ClipboardAsync(Visit visit) => visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

    private static async Task<(string Name, byte[] Bytes)> DownloadAsync(Visit visit, string button)
    {
        await visit.AnswerAsync(Visit.EventsOf(Text));
        await visit.DrawAsync("cat");
        await visit.ShownAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit[button].ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync()));
    }
}
