// Formats, files, sheets, batches, kept rows and mirror images through the real program.

using System.Text.Json;

namespace AsciiGen.Cli.Tests;

public sealed class OutputTests(RandomModel model) : IClassFixture<RandomModel>
{
    private static readonly string[] _small = ["--width", "12", "--height", "5", "--seed", "7", "--temperature", "1"];

    [Fact]
    public void Json_holds_the_drawing_and_what_draws_it_again()
    {
        using var json = JsonDocument.Parse(Draw("cat", "--format", "json").Output);
        var drawing = json.RootElement;
        Assert.Equal(Draw("cat").Output, drawing.GetProperty("text").GetString() + "\n");
        Assert.Equal(("cat", "hand", 12, 5, 7), (drawing.GetProperty("subject").GetString(), drawing.GetProperty("style").GetString(), drawing.GetProperty("width").GetInt32(), drawing.GetProperty("height").GetInt32(), drawing.GetProperty("seed").GetInt32()));
        var chosen = drawing.GetProperty("candidates")[drawing.GetProperty("chosen").GetInt32()];
        Assert.Equal(4, drawing.GetProperty("candidates").GetArrayLength());
        Assert.Equal(Draw("cat").Output, ProgramRun.Of(["cat", "--candidates", "1", .. _small[..4], "--temperature", "1", "--seed", $"{chosen.GetProperty("seed").GetUInt64()}", "--model", model.Path]).Output);
    }

    [Fact]
    public void Markdown_is_the_drawing_in_a_fence()
    {
        var rows = Draw("cat", "--format", "markdown").Output.TrimEnd('\n').Split('\n');
        Assert.StartsWith("```", rows[0], StringComparison.Ordinal);
        Assert.Equal(Draw("cat").Output.TrimEnd('\n'), string.Join('\n', rows[1..^1]));
    }

    [Theory]
    [InlineData("cat.svg", "<svg")]
    [InlineData("cat.html", "<!doctype html>")]
    [InlineData("cat.json", "{")]
    [InlineData("cat.MD", "```text")]
    [InlineData("cat.png", "\u0089PNG")]
    public void Name_of_the_file_tells_the_format(string name, string begins)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, name);
        var run = Draw("cat", "--output", path);
        Assert.Equal(new ProgramRun(0, "", ""), run);
        Assert.StartsWith(begins, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.OrdinalIgnoreCase);
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void File_that_exists_is_left_alone_until_forced()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "cat.txt");
        File.WriteAllText(path, "mine");
        Draw("cat", "--output", path).IsRefused(1, "exists. Give --force to replace it");
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(0, Draw("cat", "--output", path, "--force").ExitCode);
        Assert.Equal(Draw("cat").Output, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("", 2, "no name of a file")]
    [InlineData("/nowhere/cat.txt", 1, "folder that does not exist")]
    [InlineData("/", 1, "is a folder")]
    [InlineData("/tmp/", 1, "is a folder")]
    [InlineData("/dev/null", 1, "no regular file")]
    [InlineData("/dev/../dev/full", 1, "no regular file")]
    public void Output_that_is_no_file_is_refused(string path, int exitCode, string says)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs the paths of Linux");
        Draw("cat", "--format", "text", "--force", "--output", path).IsRefused(exitCode, says);
        Assert.True(Path.Exists("/dev/null"));
    }

    [Fact]
    public void Link_is_followed_and_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        using var folder = new TemporaryFolder();
        var (real, link) = (Path.Combine(folder.Path, "real.txt"), Path.Combine(folder.Path, "link.txt"));
        File.WriteAllText(real, "mine");
        File.CreateSymbolicLink(link, real);
        Assert.Equal(0, Draw("cat", "--output", link, "--force").ExitCode);
        Assert.Equal(Draw("cat").Output, File.ReadAllText(real));
        Assert.NotNull(File.ResolveLinkTarget(link, false));
    }

    [Fact]
    public void Sheet_holds_the_drawings_of_neighbouring_seeds()
    {
        var sheet = Draw("cat", "--count", "3").Output;
        Assert.All(sheet.Split('\n'), row => Assert.InRange(row.Length, 0, 80));
        foreach (var seed in new[] { 7, 8, 9 }) Assert.Contains($"seed {seed}", sheet, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Draw("cat", "--count", "2", "--format", "json").Output);
        var texts = json.RootElement.EnumerateArray().Select(drawing => drawing.GetProperty("text").GetString() + "\n");
        Assert.Equal([Draw("cat").Output, ProgramRun.Of(["cat", .. _small[..4], "--temperature", "1", "--seed", "8", "--model", model.Path]).Output], texts);
    }

    [Fact]
    public void Lines_of_standard_input_are_prompts()
    {
        var run = Feed("cat\n\ncaf\u00e9\ndog", "-");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Write \"cafe\"", run.Error, StringComparison.Ordinal);
        Assert.Equal($"{Draw("cat").Output}%%\n%%\n{Draw("dog").Output}%%\n", run.Output);
        var lines = Feed("cat\ncaf\u00e9\n" + new string('x', 300_000), "-", "--jsonl").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal(Draw("cat").Output, Field(lines[0], "text") + "\n");
        Assert.Contains("cafe", Field(lines[1], "error"), StringComparison.Ordinal);
        Assert.Contains("the most is 80", Field(lines[2], "error"), StringComparison.Ordinal);
        Assert.InRange(lines[2].Length, 1, 1000);
    }

    [Fact]
    public void Given_rows_are_kept_and_the_drawing_goes_on_below()
    {
        const string Rows = "  /\\_/\\\n ( o.o )\n";
        var run = Feed(Rows, "cat", "--continue", "-");
        Assert.StartsWith(Rows, run.Output, StringComparison.Ordinal);
        var rows = run.Output.TrimEnd('\n').Split('\n');
        Assert.InRange(rows.Length, 3, 5);
        Assert.Equal(run, Feed("\n\n" + Rows.ReplaceLineEndings("   \r\n") + "\n\n", "cat", "--continue", "-"));
        Assert.StartsWith(Rows, Feed(Rows, "cat", "--continue", "-", "--candidates", "1", "--chars", "#").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#\n#\n#\n#\n#\n", 3, "5 rows are given, which leaves none to draw within a height of 5")]
    [InlineData("#############\n", 3, "has 13 columns, the width is 12")]
    [InlineData("#\t#\n", 3, "U+0009")]
    [InlineData("\u202e#\n", 3, "U+202E")]
    public void Given_rows_that_do_not_fit_are_refused(string rows, int exitCode, string says) => Feed(rows, "cat", "--continue", "-").IsRefused(exitCode, says);

    [Fact]
    public void Mirror_turns_the_drawing_and_keeps_the_character_set()
    {
        var plain = Draw("cat", "--chars", "\\ _").Output.TrimEnd('\n').Split('\n');
        var mirrored = Draw("cat", "--chars", "/ _", "--mirror").Output.TrimEnd('\n').Split('\n');
        var width = plain.Max(row => row.Length);
        Assert.Equal(plain, mirrored.Select(row => new string([.. row.PadRight(width).Reverse()]).TrimEnd().Replace('/', '\\')));
        ProgramRun.Of("cat", "--chars", "F", "--mirror", "--model", model.Path).IsRefused(3, "mirror image");
    }

    [Fact]
    public void Animation_and_themes_change_nothing_where_there_is_no_terminal() =>
        Assert.Equal(Draw("cat"), Draw("cat", "--animate", "--theme", "rainbow"));

    private ProgramRun Draw(string prompt, params string[] arguments) => ProgramRun.Of([prompt, .. _small, .. arguments, "--model", model.Path]);

    private ProgramRun Feed(string input, params string[] arguments) => ProgramRun.Fed(input, "dotnet", [ProgramRun.Program, .. arguments, .. _small, "--model", model.Path]);

    private static string? Field(string line, string name)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty(name).GetString();
    }
}
