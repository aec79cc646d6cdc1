// One headless Chromium for all tests, that of the system: no browser is fetched. Each visit has a context of its own, as if by another
// person on another machine. Where there is no Chromium the tests are skipped and say what to install.

using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AsciiGen.Page.Tests.Chrome))]

namespace AsciiGen.Page.Tests;

public sealed class Chrome : IAsyncLifetime
{
    /// <summary>How long anything may take on a machine that is busy with other things; nothing waits longer than it must.</summary>
    public const float Patience = 30_000;

    private static readonly string[] Names = ["chromium", "google-chrome-stable", "google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the system has a browser, if it has one.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Program is null) return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        // Without the sandbox, which no container's root has: pages come from this machine alone.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, ChromiumSandbox = false, Timeout = 2 * Patience });
    }

    /// <summary>Opens the page of a server, does something there, and asserts that the page made no error and asked no other host.</summary>
    internal async Task VisitAsync(ServerProcess server, Func<Visit, Task> act, Action<BrowserNewContextOptions>? choose = null)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium. Install it: apt-get install chromium");
        var options = new BrowserNewContextOptions
        {
            BaseURL = server.Address.ToString(),
            ViewportSize = new() { Width = 1280, Height = 800 },
            Locale = "en-GB",
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        };
        choose?.Invoke(options);
        await using var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var visit = new Visit(await context.NewPageAsync(), server);
        await act(visit);
        visit.WasClean();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
