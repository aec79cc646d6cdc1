// The trainer's forward and the engine's, two programs from one page: the same logits and the same drawings, with the
// engine's cache and without.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Tests;

public sealed class ParityTests
{
    [Theory]
    [InlineData("tiny", 3, 1UL)]
    [InlineData("tiny", 8, 2UL)]
    [InlineData("small", 3, 3UL)]
    [InlineData("small", 8, 4UL)]
    public void Trainer_and_engine_agree_on_logits_cached_and_uncached(string preset, int neighbours, ulong seed)
    {
        var config = ModelConfig.FromPreset(preset) with { NeighbourCount = neighbours };
        var initial = ModelInitializer.Random(config, seed, 0.08f);
        using var pool = new WorkerPool(2);
        using var model = new TrainableModel(config, initial, pool, config.BlockSize);
        var drawer = new CheckpointDrawer(model);
        var transformer = new Transformer(config, Weights.Create(config, initial));
        byte[] prompt = Prompt.Encode("three blind mice", Style.Line), artwork = Sample.Artwork(21, 9, (int)seed);
        const int width = 30, height = 14;

        var cached = transformer.CreateCache();
        var logits = new float[Vocabulary.Size];
        for (var i = 0; i < prompt.Length - 1; i++) Read(transformer, prompt[i], Cell.InPrompt(i, width, height), cached, logits);
        var canvas = new Canvas(width, height);
        var worst = 0f;
        for (var drawn = 0; drawn < artwork.Length; drawn++)
        {
            Read(transformer, drawn == 0 ? Vocabulary.Art : artwork[drawn - 1], canvas.Cell, cached, logits);
            worst = Math.Max(worst, Difference(drawer.LogitsAfter(prompt, artwork.AsSpan(0, drawn), width, height), logits));
            if (artwork[drawn] != Vocabulary.End) canvas.Append(artwork[drawn]);
        }

        Assert.True(worst < 1e-4, $"cached engine and trainer differ by {worst:E2}");
        var again = Uncached(transformer, prompt, artwork.AsSpan(0, artwork.Length - 1), width, height);
        Assert.True(Difference(again, logits) < 1e-4, "a fresh cache gives other logits");
        Assert.True(logits.Max() - logits.Min() > 0.1f, "the logits are all alike; the test shows nothing");
    }

    [Theory]
    [InlineData(3, 11UL)]
    [InlineData(8, 12UL)]
    public void Trainer_and_engine_draw_the_same_greedily(int neighbours, ulong seed)
    {
        var config = ModelConfig.FromPreset("tiny") with { BlockSize = 128, NeighbourCount = neighbours };
        var initial = ModelInitializer.Random(config, seed, 0.1f);
        using var pool = new WorkerPool(2);
        using var model = new TrainableModel(config, initial, pool, config.BlockSize);
        var options = new GenerateOptions { Prompt = "owl", Width = 20, Height = 7, Sampling = new SamplingOptions { Temperature = 0 } };
        var drawing = new Generator(new Transformer(config, Weights.Create(config, initial))).Draw(options);
        Assert.NotEmpty(drawing);
        Assert.Equal(drawing, new CheckpointDrawer(model).Draw(options));
    }

    private static float[] Uncached(Transformer transformer, ReadOnlySpan<byte> prompt, ReadOnlySpan<byte> drawn, int width, int height)
    {
        var cache = transformer.CreateCache();
        var logits = new float[Vocabulary.Size];
        for (var i = 0; i < prompt.Length - 1; i++) Read(transformer, prompt[i], Cell.InPrompt(i, width, height), cache, logits);
        var canvas = new Canvas(width, height);
        Read(transformer, Vocabulary.Art, canvas.Cell, cache, logits);
        foreach (var token in drawn)
        {
            canvas.Append(token);
            Read(transformer, token, canvas.Cell, cache, logits);
        }

        return logits;
    }

    private static void Read(Transformer transformer, int token, Cell cell, KvCache cache, float[] logits)
    {
        var batch = new TokenBatch(transformer.Config, 1);
        batch.Add(token, cell, cache);
        transformer.Forward(batch);
        batch.Logits(0).CopyTo(logits);
    }

    private static float Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var worst = 0f;
        for (var i = 0; i < a.Length; i++) worst = Math.Max(worst, Math.Abs(a[i] - b[i]));
        return worst;
    }
}
