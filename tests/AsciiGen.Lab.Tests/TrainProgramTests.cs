// `ascii-lab train` as its user meets it: interrupted, out of its mind, on its own folder.

using System.Diagnostics;
using System.Text.Json;

namespace AsciiGen.Lab.Tests;

public sealed class TrainProgramTests : IDisposable
{
    private const string Drawings = "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\nbox | | small\n.--.\n|  |\n'--'\n%%\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_finishes_the_step_saves_and_says_so(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        MakeCorpus();
        string[] command = ["dotnet", ProgramRun.LabProgram, .. Train("run"), "--max-iters", "100000", "--checkpoint-interval", "0", "--eval-interval", "0"];

        // A shell that runs the tests in the background has them, and their children, ignore the signal.
        if (OperatingSystem.IsLinux()) command = ["env", $"--default-signal={signal}", .. command];
        using var process = new Process { StartInfo = ProgramRun.Describe(command[0], command[1..]) };
        process.Start();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!process.HasExited && (!File.Exists(In("run/metrics.jsonl")) || new FileInfo(In("run/metrics.jsonl")).Length == 0)) await Task.Delay(20);
        Assert.Equal(0, ProgramRun.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]).ExitCode);
        Assert.True(process.WaitForExit(30_000), "the run did not stop");
        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith("ascii-lab: interrupted.\n", await error, StringComparison.Ordinal);
        var saved = JsonDocument.Parse(File.ReadAllText(In("run/last.json"))).RootElement.GetProperty("step").GetInt32();
        Assert.Equal(File.ReadAllLines(In("run/metrics.jsonl")).Length, saved);
    }

    [Fact]
    public void A_damaged_checkpoint_is_one_line_and_the_run_goes_on_from_the_one_before()
    {
        MakeCorpus();
        ProgramRun.OfLabOk([.. Train("run"), "--max-iters", "4", "--checkpoint-interval", "1", "--keep", "2"]);
        File.WriteAllText(In("run/last.json"), File.ReadAllText(In("run/last.json"))[..200]);
        File.Delete(In("run/step-00000004.safetensors"));
        var run = ProgramRun.OfLabOk("train", "--resume-from", In("run"), "--max-iters", "5");
        Assert.StartsWith($"ascii-lab: {In("run/last.json")}: is damaged", run.Error, StringComparison.Ordinal);
        Assert.Contains("going on from step 3 instead", run.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("step 3 of 5", run.Error.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_leaves_its_settings_samples_and_a_report_that_can_be_made_again()
    {
        MakeCorpus();
        ProgramRun.OfLabOk([.. Train("run"), "--max-iters", "4", "--eval-interval", "2", "--sample", "tent, box"]);
        foreach (var name in new[] { "config.json", "metrics.jsonl", "samples.jsonl", "report.html" }) Assert.True(File.Exists(In("run/" + name)), name);
        Assert.Equal(["tent", "box", "tent", "box"], File.ReadAllLines(In("run/samples.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("prompt").GetString()));
        Assert.Contains("--sample \"tent, box\"", JsonDocument.Parse(File.ReadAllText(In("run/config.json"))).RootElement.GetProperty("command").GetString(), StringComparison.Ordinal);
        ProgramRun.OfLabOk("train", "--resume-from", In("run"), "--max-iters", "6");
        Assert.Equal(6, File.ReadAllLines(In("run/samples.jsonl")).Length);
        var page = File.ReadAllText(In("run/report.html"));
        File.Delete(In("run/report.html"));
        ProgramRun.OfLabOk("train", "report", In("run"));
        Assert.Equal(page, File.ReadAllText(In("run/report.html")));
        ProgramRun.OfLab("train", "report", In("nowhere")).IsRefusedBy("ascii-lab", 1, "config.json");
        ProgramRun.OfLab([.. Train("other"), "--sample", "caf\u00e9"]).IsRefusedBy("ascii-lab", 2, "U+00E9");
    }

    [Fact]
    public void Drawings_of_ones_own_are_mixed_with_a_pack_and_taught_to_a_model()
    {
        MakeCorpus();
        ProgramRun.OfLabOk([.. Train("first"), "--max-iters", "2"]);
        Directory.CreateDirectory(In("own"));
        File.WriteAllText(In("own/gem.txt"), "gem | | small\n /\\\n/__\\\n\\  /\n \\/\n%%\ngem | | small\n __\n/__\\\n\\  /\n \\/\n%%\n");
        string[] tune = ["train", "--init-from", In("first"), "--drawings", In("own"), "--max-iters", "2", "--batch-tokens", "64", "--checkpoint-dir", In("tuned")];
        var run = ProgramRun.OfLabOk([.. tune, "--pack", In("first/pack.safetensors"), "--mix", "0.5"]);
        Assert.Contains("2 drawings read, 2 to learn from", run.Error, StringComparison.Ordinal);
        Assert.Contains("4 drawings to learn from", run.Error, StringComparison.Ordinal);
        var settings = JsonDocument.Parse(File.ReadAllText(In("tuned/config.json"))).RootElement;
        Assert.Equal("gem", settings.GetProperty("samples")[0].GetString());
        Assert.Equal((50, false), (settings.GetProperty("options").GetProperty("checkpoint_interval").GetInt32(), settings.GetProperty("options").GetProperty("mirror").GetBoolean()));
        Assert.Contains("step 2 of 3", ProgramRun.OfLabOk("train", "--resume-from", In("tuned"), "--max-iters", "3").Error, StringComparison.Ordinal);
        ProgramRun.OfLab([.. tune, "--mix", "0.5"]).IsRefusedBy("ascii-lab", 2, "tuned");
        ProgramRun.OfLab("train", "--drawings", In("own"), "--mix", "0.5", "--checkpoint-dir", In("new")).IsRefusedBy("ascii-lab", 2, "--mix needs");
        ProgramRun.OfLab("train", "--drawings", In("own"), "--db-path", In("a.db"), "--checkpoint-dir", In("new")).IsRefusedBy("ascii-lab", 2, "--drawings");
        Assert.False(Directory.Exists(In("new")), "a refused run made its folder");
    }

    [Fact]
    public void The_live_table_survives_a_narrow_and_a_low_terminal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs script(1) of util-linux");
        MakeCorpus();
        foreach (var (size, name) in new[] { ("cols 40 rows 24", "narrow"), ("cols 12 rows 5", "tiny") })
        {
            var train = string.Join(' ', Train(name));
            var run = ProgramRun.Start("/bin/sh", ["-c", $"TERM=xterm NO_COLOR=1 script -qec 'stty {size}; dotnet {ProgramRun.LabProgram} {train} --max-iters 6 --eval-interval 2' /dev/null"]);
            Assert.True(run.ExitCode == 0, run.Output);
            Assert.Contains("of 6", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("\x1b[38", run.Output, StringComparison.Ordinal);
        }
    }

    private string[] Train(string name) => ["train", "--db-path", In("a.db"), "--preset", "tiny", "--n-layer", "1", "--batch-tokens", "64", "--checkpoint-dir", In(name)];

    private void MakeCorpus()
    {
        File.WriteAllText(In("mine.txt"), Drawings);
        ProgramRun.OfLabOk("corpus", "init", "--db", In("a.db"));
        ProgramRun.OfLabOk("corpus", "import", "hand", In("mine.txt"), "--db", In("a.db"));
    }

    private string In(string name) => _folder[name];
}
