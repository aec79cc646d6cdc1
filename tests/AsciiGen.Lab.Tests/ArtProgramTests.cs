// `ascii-lab art` as whoever adds drawings meets it: check, sort, name blind, browse.

namespace AsciiGen.Lab.Tests;

public sealed class ArtProgramTests : IDisposable
{
    private const string Tent = "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\n";
    private const string Box = "box | crate | small\n.--.\n|  |\n'--'\n%%\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_drawing_goes_from_a_file_to_a_reviewed_collection_and_a_page()
    {
        File.WriteAllText(_folder["mine.txt"], Tent + Box);
        Directory.CreateDirectory(_folder["hand"]);
        Assert.Contains("2 drawings of 2 subjects, no fault", ProgramRun.OfLabOk("art", "check", _folder["mine.txt"], "--show", "--hints").Output, StringComparison.Ordinal);
        Assert.Contains("2 drawings kept", ProgramRun.OfLabOk("art", "sort", _folder["mine.txt"], "--collection", _folder["hand"]).Output, StringComparison.Ordinal);
        ProgramRun.OfLabOk("art", "check", _folder["hand"]);
        Name("1\ttent\tarrow\n2\tbox\tcrate\n");
        ProgramRun.OfLabOk("art", "check", _folder["hand/t"]);
        File.Move(_folder["hand/t/tent.txt"], _folder["hand/tent.txt"]);
        Assert.Contains("belongs into t/tent.txt", ProgramRun.OfLab("art", "check", _folder["hand"]).Output.Replace('\\', '/'), StringComparison.Ordinal);
        ProgramRun.OfLabOk("art", "sort", "--collection", _folder["hand"]);
        var stats = ProgramRun.OfLabOk("art", "stats", "--collection", _folder["hand"]).Output;
        Assert.Contains("100.0%", stats, StringComparison.Ordinal);
        Assert.Matches(@"12x6 +0 +0\s", stats);

        ProgramRun.OfLabOk("art", "browse", "--collection", _folder["hand"], "--out", _folder["page.html"]);
        var page = File.ReadAllText(_folder["page.html"]);
        Assert.Contains("\"subject\":\"tent\",\"aliases\":[\"camp\"]", page, StringComparison.Ordinal);
        Assert.Contains("\"file\":\"t/tent.txt\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/*DRAWINGS*/", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_names_waits_for_a_second_look_and_a_dropped_drawing_leaves()
    {
        File.WriteAllText(_folder["mine.txt"], Tent + Box);
        Directory.CreateDirectory(_folder["hand"]);
        ProgramRun.OfLabOk("art", "sort", _folder["mine.txt"], "--collection", _folder["hand"]);
        var key = Name("1\tcube\tbox\n2\tcube\tbox\n");
        Assert.Equal(["box\tcube", "tent\tbox", "tent\tcube"], File.ReadAllLines(_folder["pairs.tsv"]));
        var pending = Assert.Single(File.ReadAllLines(_folder["pending.tsv"])).Split('\t');
        Assert.Equal(["tent", "small", "cube", "box", "", "tent.txt:1"], pending[1..]);

        File.WriteAllText(_folder["decided.tsv"], "box\tcube\tyes\ntent\tcube\tno\ntent\tbox\tno\n");
        File.WriteAllText(_folder["set.tsv"], pending[0] + "\tdropped\n");
        var decided = ProgramRun.OfLabOk("art", "review", "--collection", _folder["hand"], "--key", key, "--answers", _folder["answers.txt"], "--decide", _folder["decided.tsv"], "--set", _folder["set.tsv"]);
        Assert.Contains("first         1", decided.Output, StringComparison.Ordinal);
        ProgramRun.OfLabOk("art", "review", "--collection", _folder["hand"], "--key", key, "--answers", _folder["answers.txt"]);
        Assert.Contains("1 drawings kept, 1 dropped", ProgramRun.OfLabOk("art", "sort", "--collection", _folder["hand"]).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["hand/t/tent.txt"]));
        Assert.Contains("\tdropped\t", File.ReadAllText(_folder["hand/REVIEW.tsv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_are_listed_and_what_cannot_work_is_one_line()
    {
        File.WriteAllText(_folder["bad.txt"], Tent + Tent + "ox | | small\nOX\n%%\n");
        var run = ProgramRun.OfLab("art", "check", _folder["bad.txt"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("bad.txt:6: tent: the same drawing stands at bad.txt:1", run.Output, StringComparison.Ordinal);
        Assert.Contains("Mend the places above.", run.Error, StringComparison.Ordinal);
        ProgramRun.OfLab("art", "check", _folder["none.txt"]).IsRefusedBy("ascii-lab", 1, "none.txt does not exist");
        ProgramRun.OfLab("art", "review", "--key", _folder["bad.txt"]).IsRefusedBy("ascii-lab", 2, "--key and --answers belong together");
        ProgramRun.OfLab("art", "sheets", _folder["bad.txt"], "--out", _folder["s"], "--count", "0").IsRefusedBy("ascii-lab", 2, "--count is 0");
        ProgramRun.OfLab("art", "contact", _folder["bad.txt"], "--font", _folder["no.ttf"], "--out", _folder["c"]).IsRefusedBy("ascii-lab", 1, "no.ttf", "does not exist");
        File.WriteAllText(_folder["set.tsv"], "123\tclear\n");
        ProgramRun.OfLab("art", "review", "--collection", _folder.Path, "--set", _folder["set.tsv"]).IsRefusedBy("ascii-lab", 1, "123 has no row");
    }

    /// <summary>Answers the sheets of the collection; the two drawings get the same answers whatever their order is.</summary>
    private string Name(string answers)
    {
        // A key is made by hand here, since sheets need a font.
        var ids = Directory.GetFiles(_folder["hand"], "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Reverse().ToList();
        var key = _folder["key.tsv"];
        File.WriteAllText(key, "sheet\tid\tsubject\tsize\n" + string.Concat(ids.Select((file, i) =>
        {
            var lines = File.ReadAllLines(file);
            var text = string.Join('\n', lines[1..^1]);
            var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..12];
            return $"first/1:{i + 1}\t{id}\t{lines[0].Split('|')[0].Trim()}\tsmall\n";
        })));
        File.WriteAllText(_folder["answers.txt"], answers);
        ProgramRun.OfLabOk("art", "review", "--collection", _folder["hand"], "--key", key, "--answers", _folder["answers.txt"], "--undecided", _folder["pairs.tsv"], "--pending", _folder["pending.tsv"]);
        return key;
    }
}
