// `ascii-lab bench` and `ascii-lab ablate` as their user meets them, at their smallest.

using System.Text.Json;

namespace AsciiGen.Lab.Tests;

public sealed class MeasureProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bench_counts_the_tokens_and_the_work_of_its_steps()
    {
        var run = ProgramRun.OfLab("bench", "--preset", "tiny", "--context", "32", "--batch", "2", "--seconds", "0.01", "--threads", "2", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var result = JsonDocument.Parse(run.Output).RootElement;
        double Number(string name) => result.GetProperty(name).GetDouble();
        Assert.Equal(64, Math.Round(Number("tokens_per_second") * Number("step_ms_median") / 1e3));
        // 6 per weight and token, 12 d per visible pair and layer: 2 layers of 12 * 64 * 64, a head of 64 * 128; 2 * 528 pairs.
        var operations = (6.0 * ((2 * 12 * 64 * 64) + (64 * 128)) * 64) + (12.0 * 64 * 2 * 528 * 2);
        Assert.Equal(1, Number("gflops_per_second") * Number("step_ms_median") * 1e6 / operations, 0.05);
        Assert.True(result.GetProperty("stages_ms").GetProperty("weight_gradients").GetDouble() > 0);
        Assert.InRange(Number("allocated_bytes_per_step"), 0, 4096);
    }

    [Fact]
    public void Ablate_trains_each_run_once_and_writes_a_table()
    {
        File.WriteAllText(In("mine.txt"), "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\nbox | | small\n.--.\n|  |\n'--'\n%%\n");
        ProgramRun.OfLabOk("corpus", "init", "--db", In("a.db"));
        ProgramRun.OfLabOk("corpus", "import", "hand", In("mine.txt"), "--db", In("a.db"));
        ProgramRun.OfLabOk("corpus", "pack", "--db", In("a.db"), "--out", In("pack.safetensors"));
        File.WriteAllText(In("plan.json"), """{"base": {"preset": "tiny", "layer_count": 1, "tokens": 300, "batch_tokens": 100}, "seeds": [1, 2], "runs": {"plain": {}, "slow": {"learning_rate": 0.0001}}}""");
        string[] ablate = ["ablate", "--pack", In("pack.safetensors"), "--config", In("plan.json"), "--out", In("out")];
        Assert.Contains("to do slow, seed 2", ProgramRun.OfLabOk([.. ablate, "--list"]).Output, StringComparison.Ordinal);
        Assert.Equal(4, ProgramRun.OfLabOk(ablate).Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(4, File.ReadAllLines(In("out/results.jsonl")).Length);
        Assert.Equal(2, File.ReadAllLines(In("out/table.md")).Count(line => line.StartsWith("| plain |", StringComparison.Ordinal) || line.StartsWith("| slow |", StringComparison.Ordinal)));
        Assert.Equal("", ProgramRun.OfLabOk(ablate).Error);
        Assert.Contains("done  slow, seed 2", ProgramRun.OfLabOk([.. ablate, "--list"]).Output, StringComparison.Ordinal);

        File.WriteAllText(In("other.json"), """{"runs": {"plain": {"momentum": 3}}}""");
        ProgramRun.OfLab("ablate", "--pack", In("pack.safetensors"), "--config", In("other.json")).IsRefusedBy("ascii-lab", 1, "other.json", "momentum");
        File.WriteAllText(In("other.json"), """{"base": {"preset": "tiny"}, "seeds": [1], "runs": {"plain": {}}}""");
        ProgramRun.OfLab("ablate", "--pack", In("pack.safetensors"), "--config", In("other.json"), "--out", In("out")).IsRefusedBy("ascii-lab", 1, "'plain' was made with other settings");
    }

    private string In(string name) => _folder[name];
}
