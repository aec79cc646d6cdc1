// A run that meets trouble: it is stopped, killed, out of room or out of its mind, and loses nothing that was saved.

using System.Text.Json;
using AsciiGen.Model;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Data;

namespace AsciiGen.Training.Tests;

public sealed class RunTests : IDisposable
{
    private static readonly ModelConfig _config = ModelConfig.FromPreset("tiny") with { LayerCount = 1, EmbeddingSize = 32, BlockSize = 256 };

    private readonly TemporaryFolder _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_resumed_run_ends_with_the_same_bits_as_an_uninterrupted_one()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Add(" /\\\n/__\\", ["tent"], isValidation: true).Save(_directory.Path));
        var options = new TrainingOptions { MaxIterations = 12, BatchTokens = 200, WarmUpSteps = 3, Accumulate = 2, EvaluationInterval = 4, CheckpointInterval = 5 };
        using var whole = new Trainer(_config, options, pack, ModelInitializer.Fresh(_config, 1), null, 2);
        whole.Run(_ => { });

        var stop = new CancellationTokenSource();
        using (var folder = new RunFolder(_directory["run"], 0))
        using (var first = new Trainer(_config, options, pack, ModelInitializer.Fresh(_config, 1), folder, 2))
        {
            first.Run(progress =>
            {
                if (progress.Step == 7) stop.Cancel();
            }, stop.Token);
            Assert.Equal(7, first.Step);
        }

        File.AppendAllText(_directory["run/metrics.jsonl"], "{\"step\":8,\"loss\":1}\n{\"st"); // written after the checkpoint, the last half
        var checkpoint = Checkpoint.Load(_directory["run"]);
        Assert.Equal(7, checkpoint.State.Step);
        using var again = new RunFolder(_directory["run"], 7);
        using var second = new Trainer(checkpoint, checkpoint.State.Options, pack, again, 2);
        second.Run(_ => { });
        again.Dispose();
        foreach (var spec in TensorCatalog.Of(_config))
        {
            Assert.Equal(whole.Model.Parameters.ValuesOf(spec.Name).ToArray(), second.Model.Parameters.ValuesOf(spec.Name).ToArray());
        }

        Assert.Equal(Enumerable.Range(1, 12), File.ReadAllLines(_directory["run/metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt32()));
    }

    [Fact]
    public void A_run_whose_last_checkpoint_was_damaged_ends_with_the_same_bits()
    {
        var options = new TrainingOptions { MaxIterations = 10, BatchTokens = 200, WarmUpSteps = 3, EvaluationInterval = 4, CheckpointInterval = 2 };
        var whole = Train(options, "whole");
        Train(options with { MaxIterations = 10 }, "run", stopAt: 7);
        File.Delete(_directory["run/step-00000007.safetensors"]);
        var checkpoint = CheckpointFolder.LoadNewest(_directory["run"], _ => { });
        Assert.Equal(6, checkpoint.State.Step);
        using (var folder = new RunFolder(_directory["run"], 6))
        using (var trainer = new Trainer(checkpoint, options, Pack(), folder, 2)) trainer.Run(_ => { });
        foreach (var file in new[] { "last.json", "best.json", "step-00000010.safetensors" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(_directory["run/" + file]));
        }

        Assert.Equal(FilesOf(whole), FilesOf(_directory["run"]));
    }

    [Fact]
    public void A_loss_far_above_the_others_stops_the_run_and_saves_its_batch()
    {
        var options = new TrainingOptions { MaxIterations = 60, BatchTokens = 200, WarmUpSteps = 5, EvaluationInterval = 0, CheckpointInterval = 10, Seed = 7 };
        using var folder = new RunFolder(_directory["run"], 0);
        using var trainer = new Trainer(_config, options, Pack(), ModelInitializer.Fresh(_config, 1), folder, 1);
        var error = Assert.Throws<AsciiGenException>(() => trainer.Run(progress =>
        {
            if (progress.Step == 33) trainer.Model.Parameters.ValuesOf("final_norm.weight").Fill(90);
        }));
        Assert.Equal(33, trainer.Step);
        Assert.DoesNotContain('\n', error.Message);
        foreach (var mention in new[] { "loss of step 34", "bad-batch-00000034.json", "step 30 is whole", "--init-from", "--learning-rate" }) Assert.Contains(mention, error.Message, StringComparison.Ordinal);
        Assert.Equal(30, Checkpoint.Load(_directory["run"]).State.Step);
        var bad = JsonDocument.Parse(File.ReadAllText(_directory["run/bad-batch-00000034.json"])).RootElement;
        Assert.Equal((34, 7), (bad.GetProperty("step").GetInt32(), bad.GetProperty("seed").GetInt32()));
        Assert.True(bad.GetProperty("loss").GetDouble() > 3 + (3 * bad.GetProperty("running_loss").GetDouble()));
        var drawing = bad.GetProperty("drawings")[0];
        var (subject, text) = PackBuilder.Eight[drawing.GetProperty("id").GetInt32() - 1];
        Assert.Equal(subject, drawing.GetProperty("prompt").GetString());
        Assert.Equal(text.Split('\n').Length, drawing.GetProperty("height").GetInt32());
    }

    [Fact]
    public void A_loss_that_is_not_a_number_stops_the_run_before_anything_is_saved()
    {
        var options = new TrainingOptions { MaxIterations = 3, BatchTokens = 200, CheckpointInterval = 1 };
        using var folder = new RunFolder(_directory["run"], 0);
        using var trainer = new Trainer(_config, options, Pack(), spec => Enumerable.Repeat(float.NaN, (int)spec.ElementCount).ToArray(), folder, 1);
        var error = Assert.Throws<AsciiGenException>(() => trainer.Run(_ => { }));
        Assert.Contains("not a number", error.Message, StringComparison.Ordinal);
        Assert.Contains("no checkpoint", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_directory["run/last.json"]));
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(File.ReadAllText(_directory["run/bad-batch-00000001.json"])).RootElement.GetProperty("loss").ValueKind);
    }

    [Fact]
    public void Ordinary_noise_does_not_stop_a_run()
    {
        var guard = new LossGuard(10, double.NaN);
        var random = new Random(5);
        for (var step = 1; step <= 2000; step++) Assert.Null(guard.Judge(step, (4.85 * Math.Exp(-step / 200.0)) + (random.NextDouble() * 1.5), 1));
        Assert.NotNull(guard.Judge(2001, 6.5, 1));
        Assert.NotNull(guard.Judge(2001, 0.5, double.PositiveInfinity));
        Assert.Null(guard.Judge(2001, 0.5, 1));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_saved_is_said_and_tried_again()
    {
        var options = new TrainingOptions { MaxIterations = 8, BatchTokens = 200, WarmUpSteps = 3, EvaluationInterval = 0, CheckpointInterval = 2 };
        var said = new List<string>();
        Directory.CreateDirectory(_directory["run/step-00000004.safetensors"]); // in the way of the file
        using (var folder = new RunFolder(_directory["run"], 0))
        using (var trainer = new Trainer(_config, options, Pack(), ModelInitializer.Fresh(_config, 1), folder, 1) { Say = said.Add })
        {
            trainer.Run(progress =>
            {
                if (progress.Step == 5) Assert.Equal(2, Checkpoint.Load(_directory["run"]).State.Step);
            });
        }

        Assert.Contains("step 4 could not be saved", Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(8, Checkpoint.Load(_directory["run"]).State.Step);
    }

    [Fact]
    public void A_run_whose_last_checkpoint_cannot_be_saved_fails()
    {
        var options = new TrainingOptions { MaxIterations = 8, BatchTokens = 200, WarmUpSteps = 3, EvaluationInterval = 0, CheckpointInterval = 3 };
        Directory.CreateDirectory(_directory["run/step-00000008.safetensors"]);
        using var folder = new RunFolder(_directory["run"], 0);
        using var trainer = new Trainer(_config, options, Pack(), ModelInitializer.Fresh(_config, 1), folder, 1);
        var error = Assert.Throws<AsciiGenException>(() => trainer.Run(_ => { }));
        Assert.Contains("step 8 could not be saved", error.Message, StringComparison.Ordinal);
        Assert.Contains("step 6 is whole", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, Checkpoint.Load(_directory["run"]).State.Step);
    }

    [Fact]
    public void Two_runs_never_share_a_folder()
    {
        using var first = new RunFolder(_directory["run"], 0);
        Assert.Contains("another run", Assert.Throws<AsciiGenException>(() => new RunFolder(_directory["run"], 0)).Message, StringComparison.Ordinal);
        first.Dispose();
        new RunFolder(_directory["run"], 0).Dispose();
    }

    private static IEnumerable<string?> FilesOf(string folder) => Directory.GetFiles(folder).Select(Path.GetFileName).Order();

    private TokenPack Pack() => TokenPack.Load(PackBuilder.OfEight().Add(" /\\\n/__\\", ["tent"], isValidation: true).Save(_directory.Path));

    private string Train(TrainingOptions options, string name, int stopAt = int.MaxValue)
    {
        var stop = new CancellationTokenSource();
        using var folder = new RunFolder(_directory[name], 0);
        using var trainer = new Trainer(_config, options, Pack(), ModelInitializer.Fresh(_config, 1), folder, 2);
        trainer.Run(
            progress =>
            {
                if (progress.Step == stopAt) stop.Cancel();
            },
            stop.Token);
        return folder.Path;
    }
}
