// The C# trainer against its PyTorch twin (scaleout/): the same batches, the same logits, the same course of a run, and
// each goes on with the other's checkpoints. Skipped where python3 cannot import torch.

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Tests;

public sealed class TwinTests : IDisposable
{
    private const int Streams = 30, BatchTokens = 1500, Middle = 5, End = 25;

    private static readonly ModelConfig _config = ModelConfig.FromPreset("tiny");
    private static readonly string? _python = FindPython();

    private readonly TemporaryFolder _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Both_see_the_same_batches_and_compute_the_same_logits()
    {
        SkipWithoutTorch();
        var path = Pack();
        var initial = ModelInitializer.Random(_config, 5, 0.08f);
        ModelFiles.SaveDirectory(_directory["model"], _config, initial, Precision.Float32);
        var hashes = Twin("tests.probe", path, _directory["model"], "7", $"{Streams}", $"{BatchTokens}", _directory["logits.safetensors"])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var options = new TrainingOptions { Seed = 7, MaxIterations = Streams, BatchTokens = BatchTokens, ExactShare = 0.3, Curriculum = 0.5 };
        var samples = new SampleSource(TokenPack.Load(path), _config, options);
        var batch = new Batch(BatchTokens + _config.BlockSize, _config.PromptBuckets);
        for (var stream = 1; stream <= Streams; stream++)
        {
            samples.FillTraining(batch, stream, 0);
            Assert.True(Digest(batch) == hashes[stream - 1], $"batch {stream} differs");
        }

        samples.FillTraining(batch, 1, 0);
        using var pool = new WorkerPool(2);
        using var model = new TrainableModel(_config, initial, pool, batch.Capacity);
        model.Forward(batch);
        var logits = Safetensors.Load(_directory["logits.safetensors"]).ReadFloats("logits");
        Assert.Equal(batch.TokenCount * Vocabulary.Size, logits.Length);
        var worst = 0f;
        for (var i = 0; i < logits.Length; i++) worst = Math.Max(worst, Math.Abs(logits[i] - model.LogitsAt(i / Vocabulary.Size)[i % Vocabulary.Size]));
        Assert.True(worst < 1e-4f, $"logits differ by {worst:E2}");
        Assert.True(logits.Max() - logits.Min() > 1, "the logits are all alike; the test shows nothing");
    }

    [Theory]
    [InlineData(OptimiserKind.AdamW)]
    [InlineData(OptimiserKind.Muon)]
    public void Each_goes_on_with_the_checkpoints_of_the_other_to_the_same_weights(OptimiserKind optimiser)
    {
        SkipWithoutTorch();
        var path = Pack();
        var pack = TokenPack.Load(path);
        var options = new TrainingOptions { MaxIterations = End, BatchTokens = 600, Accumulate = 2, EvaluationInterval = 10, CheckpointInterval = Middle, WarmUpSteps = 10, Optimiser = optimiser, Seed = 3 };
        var losses = new List<double>();
        using var whole = new Trainer(_config, options, pack, ModelInitializer.Fresh(_config, options.Seed), null, 2);
        whole.Run(progress => losses.Add(progress.Loss));

        // C# first, then the twin.
        using (var stop = new CancellationTokenSource())
        using (var folder = new RunFolder(_directory["ours"], 0))
        using (var first = new Trainer(_config, options, pack, ModelInitializer.Fresh(_config, options.Seed), folder, 2))
        {
            first.Run(progress =>
            {
                if (progress.Step == Middle) stop.Cancel();
            }, stop.Token);
        }

        Twin("ascii_scaleout.train", "--pack", path, "--resume-from", _directory["ours"], "--threads", "1");
        CompareWeights(whole, Checkpoint.Load(_directory["ours"]));
        CompareLosses(losses, _directory["ours/metrics.jsonl"]);

        // The twin first, from the seed alone, then C#.
        Twin("ascii_scaleout.train", "--pack", path, "--preset", "tiny", "--checkpoint-dir", _directory["theirs"], "--max-iters", $"{End}", "--batch-tokens", "600",
            "--accumulate", "2", "--eval-interval", "10", "--checkpoint-interval", "5", "--warm-up", "10", "--seed", "3", "--optimiser", optimiser == OptimiserKind.Muon ? "muon" : "adamw", "--threads", "1", "--stop-at", $"{Middle}");
        var checkpoint = Checkpoint.Load(_directory["theirs"]);
        Assert.Equal(Middle, checkpoint.State.Step);
        Assert.Equal(options, checkpoint.State.Options);
        using (var folder = new RunFolder(_directory["theirs"], Middle))
        using (var second = new Trainer(checkpoint, checkpoint.State.Options, pack, folder, 2))
        {
            second.Run(_ => { });
        }

        CompareWeights(whole, Checkpoint.Load(_directory["theirs"]));
        CompareLosses(losses, _directory["theirs/metrics.jsonl"]);
    }

    private static void CompareWeights(Trainer whole, Checkpoint other)
    {
        Assert.Equal(End, other.State.Step);
        var (worst, where) = (0f, "");
        foreach (var spec in TensorCatalog.Of(_config))
        {
            var ours = whole.Model.Parameters.ValuesOf(spec.Name);
            var theirs = other.Weight(spec).Span;
            for (var i = 0; i < ours.Length; i++)
            {
                if (!(Math.Abs(ours[i] - theirs[i]) <= worst)) (worst, where) = (Math.Abs(ours[i] - theirs[i]), $"{spec.Name}[{i}]");
            }
        }

        Assert.True(worst < 1e-4f, $"weights differ by {worst:E2} at {where}");
    }

    private static void CompareLosses(List<double> expected, string metrics)
    {
        var found = File.ReadAllLines(metrics).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("loss").GetDouble()).ToArray();
        Assert.Equal(expected.Count, found.Length);
        for (var i = 0; i < found.Length; i++) Assert.True(Math.Abs(expected[i] - found[i]) < 1e-4, $"step {i + 1}: the losses are {expected[i]} and {found[i]}");
        Assert.True(expected[^1] < expected[0] - 0.5, "nothing was learnt; the test shows nothing");
    }

    /// <summary>Eight drawings, larger ones of random characters with second names, and one to validate with.</summary>
    private string Pack()
    {
        var builder = PackBuilder.OfEight().Add("/\\\n\\/", ["gem", "jewel", "precious stone"], isValidation: true);
        for (var i = 0; i < 12; i++)
        {
            var text = Tokenizer.Decode(Sample.Artwork(9 + (5 * i), 5 + i, i));
            builder.Add(text, [$"thing {i}", $"a{new string('x', i)} b", "odd shape"], (Style)(i % Styles.Count), weight: 0.3f + i);
        }

        builder.Add(" /\\_/\\\n(   o )\n /|   /", ["cat", "kitten"], weight: 9.7f);
        return builder.Add("a" + new string(' ', 40) + "b\n\n" + new string(' ', 33) + "O", ["far"], Style.Solid, weight: 5).Save(_directory.Path);
    }

    /// <summary>SHA-256 over int32: the thirteen inputs, rotary rows and columns, targets, lengths, features.</summary>
    private static string Digest(Batch batch)
    {
        var numbers = new List<int>();
        for (var i = 0; i < 13; i++) numbers.AddRange(batch.Inputs.AsSpan(i * batch.Capacity, batch.TokenCount));
        foreach (var row in new[] { batch.RotaryRows, batch.RotaryColumns, batch.Targets }) numbers.AddRange(row.AsSpan(0, batch.TokenCount));
        numbers.AddRange(Enumerable.Range(0, batch.SequenceCount).Select(s => batch.Starts[s + 1] - batch.Starts[s]));
        foreach (var prompt in batch.Prompts) numbers.AddRange(prompt.Buckets);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(numbers))));
    }

    private static string Twin(string module, params string[] arguments)
    {
        var run = ProgramRun.Start(_python!, ["-m", module, .. arguments], folder: Path.Combine(ProgramRun.Repository, "scaleout"));
        Assert.True(run.ExitCode == 0, $"{module} ended with {run.ExitCode}: {run.Error}");
        return run.Output;
    }

    private static void SkipWithoutTorch()
    {
        if (_python is null) Assert.Skip("python3-torch is not installed");
    }

    private static string? FindPython() => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python =>
    {
        try
        {
            return ProgramRun.Start(python, ["-c", "import torch, numpy"]).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    });
}
