// How soon the page can be used, measured when asked for: a benchmark, which asserts no more than that there was a page.
// `dotnet run --project tests/AsciiGen.Page.Tests -c Release -- -explicit only -class "*LoadingTests" -showLiveOutput`

using System.Globalization;

namespace AsciiGen.Page.Tests;

public sealed class LoadingTests(Chrome chrome, NoiseServer noise, ITestOutputHelper output)
{
    private const int Visits = 9;

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Times_until_the_page_can_be_used_are_measured(int slowdown)
    {
        var times = new List<double[]>();
        for (var i = 0; i < Visits; i++) await chrome.VisitAsync(noise.Server, async visit => times.Add(await TimesAsync(visit, slowdown)));
        Assert.All(times, each => Assert.True(each[1] > 0, "the page was never loaded"));
        string[] names = ["first contentful paint", "a word can be typed and drawn", "limits and styles of the model are known, at most"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            var sorted = times.Select(each => each[i]).Order().ToArray();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor slowed {slowdown} times, {Visits} visits without a cache: {name}: median {sorted[Visits / 2]:0} ms, longest {sorted[^1]:0} ms"));
        }
    }

    // In milliseconds since the address was asked for. Modules run before DOMContentLoaded, and with them everything that listens.
    private static async Task<double[]> TimesAsync(Visit visit, int slowdown)
    {
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = slowdown });
        await visit.OpenAsync();
        var known = await visit.Page.EvaluateAsync<double>("performance.now()");
        var loaded = await visit.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
        await visit.Page.WaitForFunctionAsync("performance.getEntriesByName('first-contentful-paint').length > 0");
        var painted = await visit.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        return [painted, loaded, known];
    }
}
