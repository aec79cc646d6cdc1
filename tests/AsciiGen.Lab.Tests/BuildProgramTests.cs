// `corpus build` on a small recipe of files: what is taken, what is left out, what a second run does.

using System.Text.Json.Nodes;

namespace AsciiGen.Lab.Tests;

public sealed class BuildProgramTests : IDisposable
{
    private const string Square = "<path d='M3 3h18v18h-18z'/>";
    private const string Outline = "<path fill='none' stroke='red' d='M3 3h18v18h-18zM3 9l9 9l9 -9'/>";

    private readonly TemporaryFolder _folder = new();

    public BuildProgramTests()
    {
        Directory.CreateDirectory(In("corpus"));
        Directory.CreateDirectory(In("icons"));
        Directory.CreateDirectory(In("clip/animals"));
        File.WriteAllText(In("icons/info.json"), """{"name": "Test Icons", "author": {"name": "A. Author"}, "license": {"spdx": "MIT"}}""");
        File.WriteAllText(In("icons/icons.json"), $$"""
            {"prefix": "test", "width": 24, "height": 24, "icons": {
              "cat": {"body": "{{Outline}}" }, "cat-fill": {"body": "{{Square}}" }, "cat-thin": {"body": "{{Outline}}" },
              "star-off": {"body": "{{Outline}}" }, "house": {"body": "<path d='nonsense'/>" } } }
            """);
        File.WriteAllText(In("clip/animals/owl_jane_doe_01.svg"), $"<svg viewBox='0 0 24 24' xmlns='http://www.w3.org/2000/svg'>{Outline}</svg>");
        File.WriteAllText(In("clip/animals/owl_on_branch.svg"), $"<svg viewBox='0 0 24 24' xmlns='http://www.w3.org/2000/svg'>{Outline}</svg>");
        File.WriteAllText(In("mine.txt"), "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_of_things_become_drawings_and_everything_else_is_left_out_with_a_word()
    {
        SaveRecipe(
            Source("hand", "hand", "mine.txt", "hand"),
            Source("test", "icons", "icons", "line", "solid"),
            Source("clip", "pictures", "clip", "line"),
            Source("gone", "quickdraw", "nowhere.ndjson", "line"));

        var first = Build();
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("gone: left out.", first.Error, StringComparison.Ordinal);
        Assert.Contains("nowhere.ndjson does not exist", first.Error, StringComparison.Ordinal);
        Assert.Contains("Left out: gone.", first.Output, StringComparison.Ordinal);

        var stats = ProgramRun.OfLabOk("corpus", "stats", "--db", In("a.db"), "--problems").Output;
        Assert.Contains("test:house", stats, StringComparison.Ordinal);
        Assert.Contains("cat", Search("cat"), StringComparison.Ordinal);
        Assert.Contains("owl", Search("owl"), StringComparison.Ordinal);
        Assert.DoesNotContain("owl_on_branch", Search("owl"), StringComparison.Ordinal);
        Assert.DoesNotContain("star", Search("star"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_changes_nothing_and_a_new_source_only_adds()
    {
        SaveRecipe(Source("hand", "hand", "mine.txt", "hand"));
        Build();
        var digest = Digest();
        Build();
        Assert.Equal(digest, Digest());

        SaveRecipe(Source("hand", "hand", "mine.txt", "hand"), Source("clip", "pictures", "clip", "line"));
        Assert.DoesNotContain("hand:", Build().Error, StringComparison.Ordinal);
        Assert.NotEqual(digest, Digest());
        Assert.Contains("tent", Search("tent"), StringComparison.Ordinal);
    }

    [Fact]
    public void Sheets_show_what_was_built_and_blind_ones_keep_the_key_aside()
    {
        SaveRecipe(Source("hand", "hand", "mine.txt", "hand"), Source("test", "icons", "icons", "line"));
        Build();
        Assert.Contains("4 drawings on 1 page in", ProgramRun.OfLabOk("corpus", "sheets", "--db", In("a.db"), "--out", In("sheets"), "--blind", "--max-width", "80").Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(In("sheets")), page => page.EndsWith("page-001.png", StringComparison.Ordinal));
        var key = File.ReadAllLines(In("sheets.key.tsv"));
        Assert.Equal(["1", "2", "3", "4"], key.Select(line => line.Split('\t')[0]));
        Assert.All(key, line => Assert.Equal("cat", line.Split('\t')[1]));
        ProgramRun.OfLab("corpus", "sheets", "--db", In("a.db"), "--style", "solid", "--out", In("none")).IsRefusedBy("ascii-lab", 1, "no valid drawing");
    }

    [Fact]
    public void What_was_built_can_be_reported_and_judged_again()
    {
        SaveRecipe(Source("hand", "hand", "mine.txt", "hand"), Source("test", "icons", "icons", "line", "solid"));
        Build();
        Assert.Contains("report.html", ProgramRun.OfLabOk("corpus", "report", "--db", In("a.db"), "--out", In("report.html")).Output, StringComparison.Ordinal);
        Assert.Contains("from the best tenth", File.ReadAllText(In("report.html")), StringComparison.Ordinal);
        var before = Digest();
        Assert.Contains("0 verdicts would change", ProgramRun.OfLabOk("corpus", "validate", "--dry-run", "--db", In("a.db")).Error, StringComparison.Ordinal);
        Assert.Equal(before, Digest());
        ProgramRun.OfLab("corpus", "report", "--db", In("a.db"), "--out", In("none/report.html")).IsRefusedBy("ascii-lab", 1, "cannot be written");
    }

    [Fact]
    public void A_folder_that_is_no_icon_set_is_left_out()
    {
        File.Delete(In("icons/info.json"));
        SaveRecipe(Source("hand", "hand", "mine.txt", "hand"), Source("test", "icons", "icons", "line"));
        var run = Build();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("test: left out.", run.Error, StringComparison.Ordinal);
        Assert.Contains("info.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_breaks_off_is_left_out_as_a_whole()
    {
        var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            var lines = Enumerable.Range(0, 90).Select(i => $$"""{"word": "key", "key_id": "{{i}}", "drawing": [[[0, {{9 + (i * 37 % 91)}}], [{{i * 53 % 97}}, 70]]]}""" + "\n");
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines)));
        }

        var bytes = packed.ToArray();
        bytes.AsSpan(bytes.Length * 3 / 4, 24).Fill(0xFF);
        File.WriteAllBytes(In("strokes.ndjson.gz"), bytes);
        SaveRecipe(Source("hand", "hand", "mine.txt", "hand"), Source("strokes", "quickdraw", "strokes.ndjson.gz", "line"));
        var run = Build();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("strokes: left out.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("key", Search("key"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_that_cannot_be_read_is_one_line()
    {
        File.WriteAllText(In("corpus/a.json"), "{");
        ProgramRun.OfLab("corpus", "build", "--recipe", In("corpus/a.json"), "--db", In("a.db"), "--packages", In("packages")).IsRefusedBy("ascii-lab", 1, "a.json");
        Assert.False(File.Exists(In("a.db")));
    }

    private static JsonObject Source(string name, string kind, string path, params string[] styles) => new()
    {
        ["name"] = name,
        ["kind"] = kind,
        ["path"] = path,
        ["license"] = "MIT",
        ["attribution"] = "Somebody",
        ["url"] = "https://example.org",
        ["styles"] = new JsonArray([.. styles.Select(style => JsonValue.Create(style))]),
    };

    private void SaveRecipe(params JsonObject[] sources) => File.WriteAllText(
        In("corpus/a.json"), new JsonObject { ["format"] = "ascii-gen-recipe", ["format_version"] = 1, ["sources"] = new JsonArray([.. sources]) }.ToJsonString());

    private ProgramRun Build() => ProgramRun.OfLab("corpus", "build", "--recipe", In("corpus/a.json"), "--db", In("a.db"), "--packages", In("packages"));

    private string Digest() => ProgramRun.OfLabOk("corpus", "stats", "--digest", "--db", In("a.db")).Output;

    private string Search(string words) => ProgramRun.OfLabOk("corpus", "search", words, "--db", In("a.db")).Output;

    private string In(string name) => _folder[name];
}
