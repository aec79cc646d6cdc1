// ascii-lab as its user meets it: the whole path at its smallest, and one line for everything that cannot work.

using AsciiGen.Cli.Tests;

namespace AsciiGen.Lab.Tests;

public sealed class LabProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ascii-lab-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Drawings_become_a_model_that_draws()
    {
        File.WriteAllText(In("mine.txt"), "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\nbox | | small\n.--.\n|  |\n'--'\n%%\nbroken header\n/\\\n%%\n");
        Ok("corpus", "init", "--db", In("a.db"));
        Assert.Contains("2 added", Ok("corpus", "import", "hand", In("mine.txt"), "--db", In("a.db")).Output, StringComparison.Ordinal);
        Assert.Contains("tent", Ok("corpus", "search", "camp", "--db", In("a.db")).Output, StringComparison.Ordinal);
        Ok("train", "--db-path", In("a.db"), "--preset", "tiny", "--n-layer", "1", "--max-iters", "3", "--batch-tokens", "64", "--checkpoint-dir", In("run"));
        ProgramRun.OfLab("train", "--resume-from", In("run"), "--max-iters", "5", "--batch-tokens", "64").IsRefusedBy("ascii-lab", 2, "--batch-tokens cannot change in a resumed run");
        Assert.Contains("step 3 of 5", Ok("train", "--resume-from", In("run"), "--max-iters", "5").Error, StringComparison.Ordinal);
        Ok("export", "--checkpoint", In("run"), "--output-dir", In("out"), "--dtype", "float32");
        Assert.Contains("round trip: ok", Ok("verify", In("out")).Output, StringComparison.Ordinal);
        Assert.NotEqual("", Ok("draw", "tent", "--checkpoint", In("run"), "--width", "8", "--height", "4", "--greedy").Output.Trim());
    }

    [Fact]
    public void A_model_with_a_damaged_tensor_does_not_pass_verification()
    {
        Ok("export", "--preset", "tiny", "--output-dir", In("out"), "--dtype", "float32");
        var path = In("out/model.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] = 0x7F;
        bytes[^2] = 0xC0;
        File.WriteAllBytes(path, bytes);
        ProgramRun.OfLab("verify", In("out")).IsRefusedBy("ascii-lab", 1, "final_norm.weight", "finite");
        Truncate(path);
        ProgramRun.OfLab("verify", In("out")).IsRefusedBy("ascii-lab", 1, "model.safetensors");
    }

    [Fact]
    public void What_cannot_work_is_one_line_and_the_right_exit_code()
    {
        ProgramRun.OfLab("train").IsRefusedBy("ascii-lab", 2, "--db-path", "--pack");
        ProgramRun.OfLab("train", "--db-path", In("a.db"), "--device", "cuda").IsRefusedBy("ascii-lab", 2, "cpu");
        ProgramRun.OfLab("train", "--db-path", In("missing.db")).IsRefusedBy("ascii-lab", 1, "missing.db");
        ProgramRun.OfLab("train", "--pack", In("missing.safetensors"), "--preset", "huge").IsRefusedBy("ascii-lab", 2, "huge", "tiny, small, medium, large");
        ProgramRun.OfLab("train", "--pack", In("missing.safetensors"), "--learning-rate", "9").IsRefusedBy("ascii-lab", 1, "--learning-rate");
        ProgramRun.OfLab("export", "--output-dir", In("out"), "--dtype", "int3").IsRefusedBy("ascii-lab", 2, "int3", "float16");
        ProgramRun.OfLab("export", "--output-dir", In("out"), "--checkpoint", In("none")).IsRefusedBy("ascii-lab", 1, "no checkpoint");
        ProgramRun.OfLab("draw", "cat", "--checkpoint", In("none"), "--width", "0").IsRefusedBy("ascii-lab", 2, "width");
        ProgramRun.OfLab("verify", In("nowhere")).IsRefusedBy("ascii-lab", 1, "nowhere");
        ProgramRun.OfLab("fly").IsRefusedBy("ascii-lab", 2, "fly", "--help");
        Assert.False(Directory.Exists(In("out")), "a refused export wrote something");
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static ProgramRun Ok(params string[] arguments)
    {
        var run = ProgramRun.OfLab(arguments);
        Assert.True(run.ExitCode == 0, $"ascii-lab {string.Join(' ', arguments)}: exit code {run.ExitCode}: {run.Error}");
        return run;
    }

    private static void Truncate(string path)
    {
        using var stream = File.OpenWrite(path);
        stream.SetLength(stream.Length / 2);
    }
}
