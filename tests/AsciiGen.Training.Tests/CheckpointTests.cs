// Checkpoints: whole or refused in one line.

using AsciiGen.Model;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Data;

namespace AsciiGen.Training.Tests;

public sealed class CheckpointTests : IDisposable
{
    private static readonly ModelConfig _config = new() { LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = 256 };

    private readonly TemporaryFolder _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_directory_a_name_and_a_file_all_find_the_checkpoint()
    {
        Train(2);
        Assert.Equal(2, Checkpoint.Load(_directory["run"]).State.Step);
        Assert.Equal(2, Checkpoint.Load(_directory["run/last"]).State.Step);
        Assert.Equal(2, Checkpoint.Load(_directory["run/last.json"]).State.Step);
    }

    [Fact]
    public void Only_tensors_that_a_checkpoint_names_are_kept()
    {
        Train(6);
        var kept = Directory.GetFiles(_directory["run"], "*.safetensors").Select(Path.GetFileName).Order().ToArray();
        var named = new[] { "last", "best" }.Where(name => File.Exists(_directory[$"run/{name}.json"]))
            .Select(name => $"step-{Checkpoint.Load(_directory[$"run/{name}"]).State.Step:D8}.safetensors").Distinct().Order().ToArray();
        Assert.Equal(named, kept);
    }

    [Fact]
    public void A_flipped_bit_in_the_tensors_is_found()
    {
        Train(1);
        var path = Directory.GetFiles(_directory["run"], "*.safetensors").Single();
        var bytes = File.ReadAllBytes(path);
        bytes[^5] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("SHA-256", Refused(_directory["run"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"format\":\"ascii-gen-checkpoint\",\"format_version\":1}")]
    [InlineData("{\"format\":\"ascii-gen-checkpoint\",\"format_version\":1,\"weights\":\"gone.safetensors\"}")]
    public void A_damaged_description_is_refused_in_one_line(string json)
    {
        File.WriteAllText(_directory["last.json"], json);
        Assert.Contains("last.json", Refused(_directory.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_checkpoint_says_what_to_give() =>
        Assert.Contains("last.json", Refused(_directory["nowhere"]), StringComparison.Ordinal);

    private void Train(int steps)
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Add("/\\\n\\/", ["gem"], isValidation: true).Save(_directory.Path));
        var options = new TrainingOptions { MaxIterations = steps, BatchTokens = 60, WarmUpSteps = 1, EvaluationInterval = 2, CheckpointInterval = 1 };
        using var trainer = new Trainer(_config, options, pack, ModelInitializer.Fresh(_config, 1), _directory["run"], 1);
        trainer.Run(_ => { });
    }

    private static string Refused(string path)
    {
        var error = Assert.Throws<AsciiGenException>(() => Checkpoint.Load(path));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}
