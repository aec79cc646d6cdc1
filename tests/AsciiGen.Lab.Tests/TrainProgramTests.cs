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
        using var process = new Process { StartInfo = ProgramRun.Describe("dotnet", [ProgramRun.LabProgram, .. Train("run"), "--max-iters", "100000", "--checkpoint-interval", "0", "--eval-interval", "0"]) };
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
        Ok([.. Train("run"), "--max-iters", "4", "--checkpoint-interval", "1", "--keep", "2"]);
        File.WriteAllText(In("run/last.json"), File.ReadAllText(In("run/last.json"))[..200]);
        File.Delete(In("run/step-00000004.safetensors"));
        var run = Ok("train", "--resume-from", In("run"), "--max-iters", "5");
        Assert.StartsWith($"ascii-lab: {In("run/last.json")}: is damaged", run.Error, StringComparison.Ordinal);
        Assert.Contains("going on from step 3 instead", run.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("step 3 of 5", run.Error.Split('\n')[1], StringComparison.Ordinal);
    }

    private string[] Train(string name) => ["train", "--db-path", In("a.db"), "--preset", "tiny", "--n-layer", "1", "--batch-tokens", "64", "--checkpoint-dir", In(name)];

    private void MakeCorpus()
    {
        File.WriteAllText(In("mine.txt"), Drawings);
        Ok("corpus", "init", "--db", In("a.db"));
        Ok("corpus", "import", "hand", In("mine.txt"), "--db", In("a.db"));
    }

    private string In(string name) => _folder[name];

    private static ProgramRun Ok(params string[] arguments)
    {
        var run = ProgramRun.OfLab(arguments);
        Assert.True(run.ExitCode == 0, $"ascii-lab {string.Join(' ', arguments)}: exit code {run.ExitCode}: {run.Error}");
        return run;
    }
}
