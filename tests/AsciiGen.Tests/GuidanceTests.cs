// Guidance: a prompt that counts more than training made it. At 0 it counts nothing, at 1 as much as ever; streaming and
// candidates agree, limits hold, and a long prompt still leaves room for both.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Tests;

public sealed class GuidanceTests
{
    private static readonly ModelConfig _config = Models.TinyToDraw;

    public static TheoryData<Precision> All => [.. StoredTensors.Precisions];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public void Without_guidance_any_prompt_draws_what_something_draws(Precision precision)
    {
        var generator = new Generator(StoredModels.Random(_config, 5, 0.3f, precision));
        var request = Request(7) with { Candidates = 5 };
        var anything = generator.DrawCandidates(request with { Prompt = Prompt.Anything }, Cancel).Select(drawing => drawing.Text).ToList();
        Assert.Equal(anything, generator.DrawCandidates(request with { Guidance = 0 }, Cancel).Select(drawing => drawing.Text));
        Assert.NotEqual(anything, generator.DrawCandidates(request, Cancel).Select(drawing => drawing.Text));
    }

    [Theory, MemberData(nameof(All))]
    public void Guided_candidates_are_what_their_seeds_alone_draw(Precision precision)
    {
        var model = StoredModels.Random(_config, 5, 0.3f, precision);
        var shared = new Generator(model);
        foreach (var guidance in (float[])[2.5f, 1, 0.4f])
        {
            var alone = Enumerable.Range(0, 9).Select(i => new Generator(model).Draw(Request(20 + ((ulong)i * GenerateOptions.SeedStride)) with { Guidance = guidance }, Cancel)).ToList();
            foreach (var threads in (int[])[1, 3])
            {
                var together = shared.DrawCandidates(Request(20) with { Guidance = guidance, Candidates = 9, Threads = threads }, Cancel);
                Assert.Equal(alone, together.Select(drawing => drawing.Text));
            }
        }

        Assert.NotEqual(shared.Draw(Request(20), Cancel), shared.Draw(Request(20) with { Guidance = 2.5f }, Cancel));
    }

    [Fact]
    public void A_request_that_says_nothing_is_guided_as_the_models_config_says()
    {
        var plain = StoredModels.Random(_config, 5, 0.3f, Precision.Float32);
        var guided = StoredModels.Random(_config with { Guidance = 2.5f }, 5, 0.3f, Precision.Float32);
        var expected = new Generator(plain).Draw(Request(20) with { Guidance = 2.5f }, Cancel);
        Assert.Equal(expected, new Generator(guided).Draw(Request(20), Cancel));
        Assert.Equal(new Generator(plain).Draw(Request(20), Cancel), new Generator(guided).Draw(Request(20) with { Guidance = 1 }, Cancel));
        Assert.NotEqual(expected, new Generator(plain).Draw(Request(20), Cancel));
    }

    [Fact]
    public void A_request_that_says_nothing_is_drawn_at_the_temperature_the_models_config_says()
    {
        var cool = new Generator(StoredModels.Random(_config with { Temperature = 0.1f }, 5, 0.3f, Precision.Float32));
        var usual = new Generator(StoredModels.Random(_config, 5, 0.3f, Precision.Float32));
        string Draw(Generator generator, float? temperature) => generator.Draw(Request(20) with { Sampling = new() { Seed = 20, Temperature = temperature } }, Cancel);
        Assert.Equal(Draw(usual, 0.1f), Draw(cool, null));
        Assert.Equal(Draw(usual, ModelConfig.UsualTemperature), Draw(usual, null));
        Assert.Equal(Draw(usual, 1), Draw(cool, 1));
        Assert.NotEqual(Draw(usual, null), Draw(cool, null));
    }

    [Theory, MemberData(nameof(All))]
    public void A_step_goes_further_from_what_any_drawing_would_be(Precision precision)
    {
        var model = StoredModels.Random(_config, 5, 0.3f, precision);
        var request = new DrawRequest(Request(1) with { Guidance = 2.5f }, model.Config);
        var canvas = new Canvas(9, 4, int.MaxValue);
        var (c, u) = (AfterPrompt(model, request.Prompt, canvas), AfterPrompt(model, request.Unprompted, canvas));
        var (context, batch) = (new DrawingContext(model, 64, isGuided: true), new TokenBatch(_config, DrawingContext.PromptChunk));
        context.Read(model, batch, request, Cancel);
        Assert.Equal(c.Zip(u, static (c, u) => MathF.FusedMultiplyAdd(2.5f, c - u, u)), context.LastLogits(batch).ToArray());
        Assert.NotEqual(c, u);
    }

    [Fact]
    public void Limits_hold_under_the_strongest_guidance_and_the_context_is_never_left()
    {
        var generator = new Generator(StoredModels.Random(_config, 5, 0.5f, Precision.Int8));
        foreach (var prompt in (string[])["a", new string('x', Prompt.MaxLength)])
        {
            foreach (var drawing in generator.DrawCandidates(Request(1) with { Prompt = prompt, Guidance = ModelConfig.MostGuidance, Width = 30, Height = 20, Candidates = 6 }, Cancel))
            {
                Assert.All(drawing.Text.Split('\n'), row => Assert.InRange(row.Length, 0, 30));
                Assert.InRange(drawing.Text.Split('\n').Length, 1, 20);
                Assert.InRange(drawing.TokenCount, 1, _config.BlockSize - Math.Max(prompt.Length, Prompt.Anything.Length) - Prompt.MarkCount);
            }
        }
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(10.1f)]
    [InlineData(float.NaN)]
    public void Guidance_out_of_range_is_refused(float guidance) =>
        Assert.Contains("guidance", Assert.Throws<ArgumentOutOfRangeException>(() => (Request(1) with { Guidance = guidance }).Validate()).Message, StringComparison.Ordinal);

    // By plain forwards, a token each.
    private static float[] AfterPrompt(Transformer model, byte[] prompt, Canvas canvas)
    {
        var (cache, batch) = (model.CreateCache(64), new TokenBatch(_config, 1));
        for (var i = 0; i < prompt.Length; i++)
        {
            batch.Clear();
            batch.Add(prompt[i], i == prompt.Length - 1 ? canvas.Cell : Cell.InPrompt(i, canvas.Width, canvas.Height), cache);
            model.Forward(batch);
        }

        return batch.Logits(0).ToArray();
    }

    private static GenerateOptions Request(ulong seed) => new() { Prompt = "ox", Width = 9, Height = 4, Sampling = new() { Seed = seed } };
}
