// The loop as a whole: it learns, and nothing but its settings decides how.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Training.Data;

namespace AsciiGen.Training.Tests;

public sealed class TrainerTests : IDisposable
{
    private static readonly ModelConfig _config = ModelConfig.FromPreset("tiny") with { LayerCount = 1, EmbeddingSize = 32, BlockSize = 256 };

    private readonly TemporaryFolder _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Eight_drawings_are_learnt_by_heart_and_drawn_again_greedily()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Save(_directory.Path));
        var config = ModelConfig.FromPreset("tiny");
        var options = new TrainingOptions { MaxIterations = 350, BatchTokens = 512, LearningRate = 5e-3, WarmUpSteps = 20, Mirror = false, EvaluationInterval = 0 };
        using var trainer = new Trainer(config, options, pack, ModelInitializer.Fresh(config, 1), null, 2);
        var losses = new List<double>();
        trainer.Run(progress => losses.Add(progress.Loss));
        Assert.True(losses[0] > 3, $"fresh weights should know nothing, but the first loss is {losses[0]:F3}");
        Assert.True(losses[^1] < 0.05, $"the last loss is {losses[^1]:F3}");
        var probe = PromptProbe.Measure(trainer.Model, pack, Style.Hand, validation: false, count: 8, seed: 1);
        Assert.Equal(8, probe.Count);
        Assert.True(probe.Own < 0.05 && probe.Another > 0.5, $"the model should know its prompts: {probe}");
        Assert.Throws<AsciiGenException>(() => PromptProbe.Measure(trainer.Model, pack, Style.Banner, validation: false, count: 8, seed: 1));
        var weights = Weights.Create(config, spec => trainer.Model.Parameters.ValuesOf(spec.Name).ToArray());
        var generator = new Generator(new Transformer(config, weights));
        var drawer = new CheckpointDrawer(trainer.Model);
        foreach (var (subject, text) in PackBuilder.Eight)
        {
            var rows = text.Split('\n');
            var request = new GenerateOptions
            {
                Prompt = subject, Width = rows.Max(row => row.Length), Height = rows.Length, Sampling = new SamplingOptions { Temperature = 0 },
            };
            Assert.Equal(text, drawer.Draw(request));
            Assert.Equal(text, generator.Draw(request));
        }
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_single_bit()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Save(_directory.Path));
        var options = new TrainingOptions { MaxIterations = 4, BatchTokens = 300, EvaluationInterval = 0, CheckpointInterval = 0 };
        float[] Train(int threads)
        {
            using var trainer = new Trainer(_config, options, pack, ModelInitializer.Fresh(_config, 1), null, threads);
            trainer.Run(_ => { });
            return trainer.Model.Parameters.ValuesOf("embedding.token.weight").ToArray();
        }

        Assert.Equal(Train(1), Train(3));
    }

    [Fact]
    public void Accumulating_two_batches_is_not_the_same_as_one()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Save(_directory.Path));
        long Tokens(int accumulate)
        {
            var options = new TrainingOptions { MaxIterations = 1, BatchTokens = 100, Accumulate = accumulate, EvaluationInterval = 0, CheckpointInterval = 0 };
            using var trainer = new Trainer(_config, options, pack, ModelInitializer.Fresh(_config, 1), null, 1);
            long seen = 0;
            trainer.Run(progress => seen = progress.TokensSeen);
            return seen;
        }

        Assert.True(Tokens(3) > 2 * Tokens(1));
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Save(_directory.Path));
        var bad = new TrainingOptions { LearningRate = -1 };
        var error = Assert.Throws<AsciiGenException>(() => new Trainer(_config, bad, pack, ModelInitializer.Fresh(_config, 1), null, 1));
        Assert.Contains("--learning-rate is -1", error.Message, StringComparison.Ordinal);
    }
}
