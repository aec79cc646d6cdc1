// Checkpoints: whole or refused in one line.

using System.Text;
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
    public void The_last_few_and_the_best_are_kept_each_with_its_description()
    {
        Train(7);
        var best = Checkpoint.Load(_directory["run/best"]).State.Step;
        var kept = new[] { 5, 6, 7, best }.Distinct().Order().Select(step => $"step-{step:D8}").ToArray();
        foreach (var ending in new[] { ".json", ".safetensors" })
        {
            Assert.Equal(kept, Directory.GetFiles(_directory["run"], "step-*" + ending).Select(Path.GetFileNameWithoutExtension).Order());
        }

        Assert.Equal(5, Checkpoint.Load(_directory["run/step-00000005"]).State.Step);
        Assert.Equal(7, Checkpoint.Load(_directory["run"]).State.Step);
    }

    [Theory]
    [InlineData("step-00000004.safetensors", "cut")]
    [InlineData("step-00000004.safetensors", "bit")]
    [InlineData("last.json", "cut")]
    [InlineData("last.json", "digit")]
    public void A_damaged_last_checkpoint_gives_way_to_the_one_before(string file, string damage)
    {
        Train(4);
        Damage(_directory["run/" + file], damage);
        if (file == "last.json") Damage(_directory["run/step-00000004.json"], damage);
        var said = new List<string>();
        Assert.Equal(3, CheckpointFolder.LoadNewest(_directory["run"], said.Add).State.Step);
        var line = Assert.Single(said);
        Assert.DoesNotContain('\n', line);
        Assert.Contains(file, line, StringComparison.Ordinal);
        Assert.Contains("going on from step 3", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_whole_checkpoint_is_refused()
    {
        Train(2);
        foreach (var file in Directory.GetFiles(_directory["run"], "*.safetensors")) Damage(file, "cut");
        var error = Assert.Throws<AsciiGenException>(() => CheckpointFolder.LoadNewest(_directory["run"], _ => { }));
        Assert.Contains("no other checkpoint there is whole", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_an_older_checkpoint_does_not_know_have_their_defaults()
    {
        Train(1);
        var text = File.ReadAllText(_directory["run/last.json"]);
        text = text[..text.IndexOf(",\n  \"check\"", StringComparison.Ordinal)].Replace("\"keep\": 3", "\"unknown\": 1", StringComparison.Ordinal) + "\n}\n";
        File.WriteAllText(_directory["run/last.json"], text);
        Assert.Equal(new TrainingOptions().Keep, Checkpoint.Load(_directory["run"]).State.Options.Keep);
    }

    [Fact]
    public void A_flipped_bit_in_the_tensors_is_found()
    {
        Train(1);
        Damage(Directory.GetFiles(_directory["run"], "*.safetensors").Single(), "bit");
        Assert.Contains("SHA-256", Refused(_directory["run"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"format\":\"ascii-gen-checkpoint\",\"format_version\":1}")]
    [InlineData("{\"format\":\"ascii-gen-checkpoint\",\"format\":\"ascii-gen-checkpoint\",\"format_version\":1}")]
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
        using var folder = new RunFolder(_directory["run"], 0);
        using var trainer = new Trainer(_config, options, pack, ModelInitializer.Fresh(_config, 1), folder, 1);
        trainer.Run(_ => { });
    }

    private static void Damage(string path, string damage)
    {
        var bytes = File.ReadAllBytes(path);
        if (damage == "cut") bytes = bytes[..(bytes.Length / 2)];
        if (damage == "bit") bytes[^5] ^= 1;
        if (damage == "digit") bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\"step\": 4", "\"step\": 6", StringComparison.Ordinal));
        File.WriteAllBytes(path, bytes);
    }

    private static string Refused(string path)
    {
        var error = Assert.Throws<AsciiGenException>(() => Checkpoint.Load(path));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}
