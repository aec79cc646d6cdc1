// `ascii-lab naming`: numbered pages, a key that stays apart, and a score for the answers. And `bench limits`.

namespace AsciiGen.Lab.Tests;

public sealed class NamingProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Drawn_words_are_numbered_shown_without_words_and_scored()
    {
        ProgramRun.OfLabOk("export", "--preset", "tiny", "--n-layer", "1", "--output-dir", _folder["model"]);
        File.WriteAllText(_folder["words.txt"], "# three\ncat\n\nlight bulb\nox\n");
        string[] sheets = ["naming", "sheets", "--model", _folder["model"], "--words", _folder["words.txt"], "--width", "8", "--height", "3", "--seed", "5"];
        Directory.CreateDirectory(_folder["pages"]);
        foreach (var old in new[] { "page-007.png", "page-of-notes.png" }) File.WriteAllText(_folder[$"pages/{old}"], "");
        Assert.Contains("3 drawings on 1 pages", ProgramRun.OfLabOk([.. sheets, "--out", _folder["pages"]]).Output, StringComparison.Ordinal);
        Assert.Equal(["page-001.png", "page-of-notes.png"], Directory.GetFiles(_folder["pages"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var key = File.ReadAllLines(_folder["pages.key.tsv"]).Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.Equal(["cat", "light bulb", "ox"], key.Select(field => field[2]).Order(StringComparer.Ordinal));
        Assert.Equal(["pages/5:1", "pages/5:2", "pages/5:3"], key.Select(field => field[0]));
        Assert.All(key, field => Assert.Equal("8x3", field[3])); // the canvas
        ProgramRun.OfLabOk([.. sheets, "--threads", "1", "--guidance", "1", "--out", _folder["more/pages"]]);
        Assert.Equal(File.ReadAllText(_folder["pages.txt"]), File.ReadAllText(_folder["more/pages.txt"]));

        int NumberOf(string word) => 1 + key.FindIndex(field => field[2] == word);
        File.WriteAllText(_folder["answers.txt"], $"{NumberOf("cat")}\ta cat\tdog\n{NumberOf("light bulb")}\tpear\tlamp\n{NumberOf("ox")}\tcow\tbox\n");
        string[] score = ["naming", "score", "--key", _folder["pages.key.tsv"], "--answers", _folder["answers.txt"], "--collection", _folder["hand"]];
        Directory.CreateDirectory(_folder["hand"]);
        var first = ProgramRun.OfLabOk([.. score, "--undecided", _folder["pairs.tsv"]]).Output;
        Assert.Contains("3 drawings, 3 answered: 1 named at first guess, 1 within two, 2 not.", first, StringComparison.Ordinal);
        Assert.Contains("light bulb: pear, lamp", first, StringComparison.Ordinal);
        Assert.Equal(["light bulb\tlamp", "light bulb\tpear", "ox\tbox", "ox\tcow"], File.ReadAllLines(_folder["pairs.tsv"]));
        File.WriteAllText(_folder["decided.tsv"], "light bulb\tlamp\tyes\nlight bulb\tpear\tno\nox\tcow\tno\nox\tbox\tno\n");
        Assert.Contains("1 named at first guess, 2 within two, 1 not.", ProgramRun.OfLabOk([.. score, "--decide", _folder["decided.tsv"]]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("neither", ProgramRun.OfLabOk(score).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_counted_over_all_sizes()
    {
        ProgramRun.OfLabOk("export", "--preset", "tiny", "--n-layer", "1", "--output-dir", _folder["model"]);
        File.WriteAllText(_folder["words.txt"], "cat\nlight bulb\n");
        string[] limits = ["bench", "limits", "--model", _folder["model"], "--words", _folder["words.txt"], "--threads", "2", "--count"];
        var table = ProgramRun.OfLabOk([.. limits, "40"]).Output;
        foreach (var name in (string[])["12x6", "24x12", "40x20", "60x30", "any size"]) Assert.Matches($@"{name} +\d+ +0 +0 +", table);
        Assert.Matches(@"all +40 +0 +", table);
        ProgramRun.OfLab([.. limits, "0"]).IsRefusedBy("ascii-lab", 2, "--count is 0");
    }

    [Fact]
    public void Lists_and_keys_that_are_none_are_refused_in_one_line()
    {
        File.WriteAllText(_folder["words.txt"], "# nothing\n");
        ProgramRun.OfLabOk("export", "--preset", "tiny", "--n-layer", "1", "--output-dir", _folder["model"]);
        ProgramRun.OfLab("naming", "sheets", "--model", _folder["model"], "--words", _folder["words.txt"], "--out", _folder["pages"]).IsRefusedBy("ascii-lab", 1, "names no subjects");
        ProgramRun.OfLab("naming", "sheets", "--words", _folder["words.txt"], "--out", _folder["pages"], "--threads", "0").IsRefusedBy("ascii-lab", 2, "--threads is 0");
        File.WriteAllText(_folder["answers.txt"], "1\tcat\n");
        ProgramRun.OfLab("naming", "score", "--key", _folder["no.key.tsv"], "--answers", _folder["answers.txt"]).IsRefusedBy("ascii-lab", 1, "lists no drawings");
    }
}
