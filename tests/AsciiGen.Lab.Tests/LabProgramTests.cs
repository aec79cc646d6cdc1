// ascii-lab as its user meets it: the whole path at its smallest, and one line for everything that cannot work.

using System.Text.Json;
using AsciiGen.Formats;

namespace AsciiGen.Lab.Tests;

public sealed class LabProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Drawings_become_a_model_that_draws()
    {
        File.WriteAllText(In("mine.txt"), "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\nbox | | small\n.--.\n|  |\n'--'\n%%\nbroken header\n/\\\n%%\n");
        ProgramRun.OfLabOk("corpus", "init", "--db", In("a.db"));
        Assert.Contains("2 added", ProgramRun.OfLabOk("corpus", "import", "hand", In("mine.txt"), "--db", In("a.db")).Output, StringComparison.Ordinal);
        Assert.Contains("tent", ProgramRun.OfLabOk("corpus", "search", "camp", "--db", In("a.db")).Output, StringComparison.Ordinal);
        ProgramRun.OfLabOk("train", "--db-path", In("a.db"), "--preset", "tiny", "--n-layer", "1", "--max-iters", "3", "--batch-tokens", "64", "--checkpoint-dir", In("run"));
        ProgramRun.OfLab("train", "--resume-from", In("run"), "--max-iters", "5", "--batch-tokens", "64").IsRefusedBy("ascii-lab", 2, "--batch-tokens cannot change in a resumed run");
        Assert.Contains("step 3 of 5", ProgramRun.OfLabOk("train", "--resume-from", In("run"), "--max-iters", "5").Error, StringComparison.Ordinal);
        ProgramRun.OfLabOk("export", "--checkpoint", In("run"), "--output-dir", In("out"), "--dtype", "float32");
        foreach (var start in new[] { "run", "out" })
        {
            Assert.Contains("step 0 of 1", ProgramRun.OfLabOk("train", "--init-from", In(start), "--pack", In("run/pack.safetensors"), "--max-iters", "1", "--checkpoint-dir", In("from-" + start)).Error, StringComparison.Ordinal);
        }

        Assert.Contains("round trip: ok", ProgramRun.OfLabOk("verify", In("out")).Output, StringComparison.Ordinal);
        File.Delete(In("out/model.safetensors"));
        Assert.Contains("step 0 of 1", ProgramRun.OfLabOk("train", "--init-from", In("out"), "--pack", In("run/pack.safetensors"), "--max-iters", "1", "--checkpoint-dir", In("from-int8")).Error, StringComparison.Ordinal);
        ProgramRun.OfLabOk("export", "--checkpoint", In("from-int8"), "--output-dir", In("tuned"), "--dtype", "float32");
        Assert.Equal(File.ReadAllText(In("out/config.json")), File.ReadAllText(In("tuned/config.json")));
        ProgramRun.OfLab("train", "--pack", In("run/pack.safetensors"), "--checkpoint-dir", In("run")).IsRefusedBy("ascii-lab", 2, "holds a run already");
        ProgramRun.OfLab("train", "--init-from", In("out"), "--resume-from", In("run")).IsRefusedBy("ascii-lab", 2, "not both");
        Assert.NotEqual("", ProgramRun.OfLabOk("draw", "tent", "--checkpoint", In("run"), "--width", "8", "--height", "4", "--greedy").Output.Trim());
    }

    [Fact]
    public void Quantised_weights_are_written_verified_and_compared()
    {
        string[] export = ["export", "--preset", "tiny", "--n-layer", "1", "--output-dir"];
        ProgramRun.OfLabOk([.. export, In("out"), "--quantize", "both", "--name", "mine"]);
        var verified = ProgramRun.OfLabOk("verify", In("out")).Output;
        foreach (var bits in new[] { "int8", "int4" }) Assert.Contains($"model_{bits}.safetensors: against model.safetensors: ok", verified, StringComparison.Ordinal);

        File.WriteAllText(In("mine.txt"), "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\nbox | | small\n.--.\n|  |\n'--'\n%%\n");
        ProgramRun.OfLabOk("corpus", "init", "--db", In("a.db"));
        ProgramRun.OfLabOk("corpus", "import", "hand", In("mine.txt"), "--db", In("a.db"));
        ProgramRun.OfLabOk("corpus", "pack", "--db", In("a.db"), "--out", In("pack.safetensors"));
        string[] eval = ["eval", "--pack", In("pack.safetensors"), "--split", "training", "--model", In("out/model.safetensors")];
        Assert.Contains("drawings, exact size", ProgramRun.OfLabOk(eval).Output, StringComparison.Ordinal);
        var models = JsonDocument.Parse(ProgramRun.OfLabOk([.. eval, "--model", In("out"), "--model", In("out/model_int4.safetensors"), "--json"]).Output).RootElement.GetProperty("models");
        Assert.Equal(["float16", "int8", "int4"], models.EnumerateArray().Select(model => model.GetProperty("precision").GetString()));
        foreach (var model in models.EnumerateArray())
        {
            var result = model.GetProperty("results").GetProperty("hand");
            Assert.Equal(4.85, result.GetProperty("nats_per_token").GetDouble(), 0.1); // an untrained model guesses among 128
            Assert.True(result.GetProperty("cosine").GetDouble() > 0.99);
        }

        ProgramRun.OfLabOk("export", "--model", In("out"), "--output-dir", In("guided"), "--guidance", "1.5", "--temperature", "0.5", "--varied-temperature", "1.2");
        Assert.Contains("\"guidance\": 1.5", File.ReadAllText(In("guided/config.json")), StringComparison.Ordinal);
        Assert.Contains("\"temperature\": 0.5,\n  \"varied_temperature\": 1.2", File.ReadAllText(In("guided/config.json")), StringComparison.Ordinal);
        Assert.DoesNotContain("guidance", File.ReadAllText(In("out/config.json")), StringComparison.Ordinal);
        ProgramRun.OfLab("export", "--model", In("out"), "--output-dir", In("guided"), "--guidance", "11").IsRefusedBy("ascii-lab", 2, "Guidance is 11");
        ProgramRun.OfLabOk([.. export, In("other"), "--seed", "2"]);
        string[] averaged = ["export", "--model", In("out"), "--average-with", In("other"), "--dtype", "float32", "--quantize", "none", "--output-dir", In("mean")];
        ProgramRun.OfLabOk([.. averaged, "--average-share", "0.25"]);
        var (one, two, mean) = (FirstWeights("out"), FirstWeights("other"), FirstWeights("mean"));
        Assert.NotEqual(one, two);
        Assert.Equal(one.Zip(two, (a, b) => (0.75f * a) + (0.25f * b)), mean);
        ProgramRun.OfLab([.. averaged, "--average-share", "1"]).IsRefusedBy("ascii-lab", 2, "--average-share is 1");
        ProgramRun.OfLab("export", "--preset", "small", "--average-with", In("other"), "--output-dir", In("mean")).IsRefusedBy("ascii-lab", 1, "another shape");
        ProgramRun.OfLab("export", "--model", In("out"), "--average-share", "0.5", "--output-dir", In("mean")).IsRefusedBy("ascii-lab", 2, "goes with --average-with");
        ProgramRun.OfLabOk("export", "--model", In("out"), "--output-dir", In("again"), "--quantize", "int8");
        foreach (var file in new[] { "model.safetensors", "model_int8.safetensors", "config.json" }) Assert.Equal(File.ReadAllBytes(In($"out/{file}")), File.ReadAllBytes(In($"again/{file}")));
        File.Copy(In("other/model.safetensors"), In("again/model.safetensors"), overwrite: true);
        Fails("differs from model.safetensors", "verify", In("again"));
        File.Copy(In("other/model_int8.safetensors"), In("again/model_int8.safetensors"), overwrite: true);
        Fails("is not what quant_config.json beside it describes", "verify", In("again"));
        var config = File.ReadAllText(In("other/quant_config.json"));
        var digit = config.IndexOf("sha256", StringComparison.Ordinal) + 10;
        File.WriteAllText(In("other/quant_config.json"), config.Remove(digit, 1).Insert(digit, config[digit] == '0' ? "1" : "0"));
        Fails("SHA-256", "verify", In("other"));
        Assert.Contains("which is no exacter", ProgramRun.OfLabOk("export", "--model", In("out/model_int8.safetensors"), "--output-dir", In("wide"), "--dtype", "float32").Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(In("out/model_int8.safetensors"))[^4096..], File.ReadAllBytes(In("wide/model_int8.safetensors"))[^4096..]); // rounding what is rounded changes nothing
        ProgramRun.OfLabOk("verify", In("wide"));
        ProgramRun.OfLab("export", "--preset", "tiny", "--output-dir", In("new"), "--quantize", "int2").IsRefusedBy("ascii-lab", 2, "--quantize 'int2'", "both");
        ProgramRun.OfLab("export", "--preset", "tiny", "--output-dir", In("new"), "--int8-largest", "128").IsRefusedBy("ascii-lab", 2, "--int8-largest is 128", "15 to 127");
        Assert.False(Directory.Exists(In("new")), "nothing is written of what is refused");
        ProgramRun.OfLab([.. eval, "--split", "test"]).IsRefusedBy("ascii-lab", 2, "--split");
    }

    [Fact]
    public void A_model_with_a_damaged_tensor_does_not_pass_verification()
    {
        ProgramRun.OfLabOk("export", "--preset", "tiny", "--output-dir", In("out"), "--dtype", "float32");
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
        ProgramRun.OfLab("train", "--pack", In("missing.safetensors"), "--learning-rate", "9").IsRefusedBy("ascii-lab", 2, "--learning-rate");
        ProgramRun.OfLab("export", "--output-dir", In("out"), "--dtype", "int3").IsRefusedBy("ascii-lab", 2, "int3", "float16");
        ProgramRun.OfLab("export", "--output-dir", In("out"), "--checkpoint", In("none")).IsRefusedBy("ascii-lab", 1, "no checkpoint");
        ProgramRun.OfLab("draw", "cat", "--checkpoint", In("none"), "--width", "0").IsRefusedBy("ascii-lab", 2, "width");
        ProgramRun.OfLab("verify", In("nowhere")).IsRefusedBy("ascii-lab", 1, "nowhere");
        ProgramRun.OfLab("fly").IsRefusedBy("ascii-lab", 2, "fly", "--help");
        Assert.False(Directory.Exists(In("out")), "a refused export wrote something");
    }

    [Theory]
    [InlineData("--threads is 100000, expected 1..256", "--threads", "100000")]
    [InlineData("--block-size is 1, expected 16..65536", "--block-size", "1")]
    [InlineData("parameters, the most is 500,000,000", "--n-embd", "8192", "--n-layer", "256")]
    [InlineData("--min-learning-rate is 0.9", "--min-learning-rate", "0.9")]
    [InlineData("--batch-tokens is 0", "--batch-tokens", "0")]
    [InlineData("as a whole number from 0", "--seed", "-1")]
    [InlineData("'99999999999' for option '--block-size' as a whole number up to 2147483647", "--block-size", "99999999999")]
    [InlineData("--optimiser is 'sgd'; use adamw or muon", "--optimiser", "sgd")]
    [InlineData("--curriculum is 1.5, expected 0..1", "--curriculum", "1.5")]
    [InlineData("--pack is empty", "--pack", "")]
    public void A_bad_training_option_is_named_as_it_is_typed(string says, params string[] options) =>
        ProgramRun.OfLab(["train", "--preset", "tiny", "--checkpoint-dir", In("run"), .. options, .. options.Contains("--pack") ? [] : new[] { "--pack", In("none") }])
            .IsRefusedBy("ascii-lab", 2, says);

    [Fact]
    public void A_checkpoint_folder_that_cannot_be_made_and_steps_already_done_are_refused()
    {
        File.WriteAllText(In("mine.txt"), "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\nbox | | small\n.--.\n|  |\n'--'\n%%\n");
        ProgramRun.OfLabOk("corpus", "init", "--db", In("a.db"));
        ProgramRun.OfLabOk("corpus", "import", "hand", In("mine.txt"), "--db", In("a.db"));
        string[] train = ["train", "--db-path", In("a.db"), "--preset", "tiny", "--n-layer", "1", "--max-iters", "2", "--batch-tokens", "64", "--checkpoint-dir"];
        ProgramRun.OfLab([.. train, In("mine.txt")]).IsRefusedBy("ascii-lab", 1, "--checkpoint-dir", "Give another folder.");
        ProgramRun.OfLabOk([.. train, In("run")]);
        ProgramRun.OfLab("train", "--resume-from", In("run"), "--max-iters", "1").IsRefusedBy("ascii-lab", 2, "the checkpoint is at step 2 already");
    }

    [Fact]
    public void A_standard_error_that_takes_nothing_changes_no_exit_code()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell");
        foreach (var way in new[] { "2>&-", "2>/dev/full" }) Assert.Equal(1, ProgramRun.Start("/bin/sh", ["-c", $"dotnet {ProgramRun.LabProgram} verify {In("none")} {way}"]).ExitCode);
    }

    [Fact]
    public void Help_survives_a_terminal_of_one_column()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs script(1) of util-linux");
        var run = ProgramRun.Start("/bin/sh", ["-c", $"TERM=dumb script -qec 'stty cols 1; dotnet {ProgramRun.LabProgram} --help' /dev/null"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
    }

    private string In(string name) => _folder[name];

    private float[] FirstWeights(string model) => ModelFiles.LoadFile(In($"{model}/model.safetensors")).Weights.Tensor("embedding.token.weight").ToFloats();

    /// <summary>Fails with one line, whatever it said before.</summary>
    private static void Fails(string says, params string[] arguments)
    {
        var run = ProgramRun.OfLab(arguments);
        Assert.Equal((1, 1), (run.ExitCode, run.Error.Count(letter => letter == '\n')));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    private static void Truncate(string path)
    {
        using var stream = File.OpenWrite(path);
        stream.SetLength(stream.Length / 2);
    }
}
