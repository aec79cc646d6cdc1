// The sample runs as it stands, and docs/LIBRARY.md shows nothing that it does not do.

namespace AsciiGen.Library.Tests;

public sealed class SampleTests
{
    private static readonly string _folder = Path.Combine(ProgramRun.Repository, "samples", "DrawFromCSharp");

    [Fact]
    public void Sample_draws_within_its_limits_and_writes_its_picture()
    {
        using var folder = new TemporaryFolder();
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var run = ProgramRun.Start("dotnet", [Path.Combine(_folder, "bin", configuration, "net10.0", "DrawFromCSharp.dll")], folder: folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("kitty draws cat, 12 x 6, seed ", run.Output, StringComparison.Ordinal);
        Assert.Contains("the best of 8, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("'qwrtzp' is not a subject", run.Output, StringComparison.Ordinal);
        Assert.StartsWith(AsciiArtist.Default.Draw("cat", new() { Width = 24, Height = 12, Seed = 1 }), run.Output, StringComparison.Ordinal);
        Assert.Equal([0x89, .. "PNG"u8], File.ReadAllBytes(Path.Combine(folder.Path, "cat.png"))[..4]);
    }

    [Fact]
    public void Every_piece_of_the_page_is_part_of_the_sample()
    {
        var sample = File.ReadAllText(Path.Combine(_folder, "Program.cs"));
        var pieces = File.ReadAllText(Path.Combine(ProgramRun.Repository, "docs", "LIBRARY.md")).Split("```csharp\n").Skip(1).Select(piece => piece.Split("```")[0]).ToList();
        Assert.Equal(6, pieces.Count);
        Assert.All(pieces, piece => Assert.Contains(piece, sample, StringComparison.Ordinal));
    }
}
