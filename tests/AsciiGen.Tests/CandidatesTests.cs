// Several drawings of one request: each is what its seed alone draws, however many are drawn beside it and by however many
// threads, at every precision; limits hold; a run with threads stops when told.

using AsciiGen.Decoding;
using AsciiGen.Decoding.Scoring;
using AsciiGen.Model;

namespace AsciiGen.Tests;

public sealed class CandidatesTests
{
    private static readonly ModelConfig _config = Models.TinyToDraw;

    public static TheoryData<Precision> All => [.. StoredTensors.Precisions];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public void A_candidate_is_what_its_seed_alone_draws(Precision precision)
    {
        var model = StoredModels.Random(_config, 5, 0.12f, precision);
        var seeds = Enumerable.Range(0, 14).Select(i => 100 + ((ulong)i * GenerateOptions.SeedStride)).ToArray();
        var alone = seeds.Select(seed => new Generator(model).DrawCandidates(Request(seed), Cancel).Single()).ToArray();
        for (var i = 0; i < alone.Length; i++)
        {
            // Streaming draws the same, and knows the same of it.
            var generator = new Generator(model);
            Assert.Equal(seeds[i], alone[i].Seed);
            Assert.Equal(alone[i].Text, generator.Draw(Request(seeds[i]), Cancel));
            Assert.Equal((alone[i].TokenCount, alone[i].IsComplete, alone[i].Seed), (generator.Statistics.DrawingTokens, generator.Statistics.IsComplete, generator.Statistics.Seed));
        }

        Assert.InRange(alone.Select(drawing => drawing.Text).Distinct().Count(), 10, 14);
        var shared = new Generator(model);
        foreach (var (count, threads) in ((int, int)[])[(2, 1), (14, 1), (3, 2), (14, 2), (9, 4), (14, 16), (1, 8), (13, 3)])
        {
            var request = Request(100) with { Candidates = count, Threads = threads };
            var drawings = shared.DrawCandidates(request, Cancel);
            Assert.Equal(alone[..count], drawings);
            Assert.Equal((count, alone[..count].Sum(drawing => drawing.TokenCount)), (shared.Statistics.DrawingCount, shared.Statistics.DrawingTokens));

            // The best is one of them: the one that the scorer prefers.
            var best = DrawingScorer.Best(drawings, request);
            Assert.Equal(alone[best].Text, shared.Draw(request, Cancel));
            Assert.Equal((alone[best].Seed, alone[best].IsComplete), (shared.Statistics.Seed, shared.Statistics.IsComplete));
        }
    }

    [Fact]
    public void Seeds_go_on_at_zero_after_the_last()
    {
        var generator = new Generator(Models.Random(_config, 5, 0.12f));
        var drawings = generator.DrawCandidates(Request(ulong.MaxValue) with { Candidates = 3 }, Cancel);
        Assert.Equal([ulong.MaxValue, GenerateOptions.SeedStride - 1, (2 * GenerateOptions.SeedStride) - 1], drawings.Select(drawing => drawing.Seed));
        Assert.Equal(drawings[1].Text, generator.Draw(Request(GenerateOptions.SeedStride - 1), Cancel));
    }

    // At temperature 0 all are one drawing, drawn once; hot ones part at their first token.
    [Theory]
    [InlineData(0f)]
    [InlineData(0.3f)]
    [InlineData(9f)]
    public void Candidates_that_stay_together_or_part_at_once_are_those_of_their_seeds(float temperature)
    {
        var model = Models.Random(_config, 8, 0.2f);
        var request = Request(7) with { Candidates = 12, Sampling = new() { Temperature = temperature, Seed = 7 } };
        var drawings = new Generator(model).DrawCandidates(request, Cancel);
        foreach (var drawing in drawings)
        {
            var alone = request with { Candidates = 1, Sampling = request.Sampling with { Seed = drawing.Seed } };
            Assert.Equal(new Generator(model).DrawCandidates(alone, Cancel).Single(), drawing);
        }

        Assert.InRange(drawings.Select(drawing => drawing.Text).Distinct().Count(), temperature == 0 ? 1 : 2, temperature == 0 ? 1 : 12);
    }

    [Fact]
    public void The_likelihood_is_that_of_the_drawn_tokens_among_the_allowed()
    {
        var model = Models.Random(_config, 5, 0.12f);
        foreach (var drawing in new Generator(model).DrawCandidates(Request(1) with { Candidates = 8 }, Cancel))
        {
            var (cache, canvas, allowed, sampler) = (model.CreateCache(), new Canvas(20, 10), new AllowedTokens(CharacterSet.All), new Sampler(new() { Temperature = 1, TopP = 1, Seed = drawing.Seed }));
            var (prompt, logits, sum) = (Tokens.Prompt.Encode("cat", Style.Hand), new float[Tokens.Vocabulary.Size], 0.0);
            for (var i = 0; i < prompt.Length; i++) model.Read(prompt[i], i == prompt.Length - 1 ? canvas.Cell : Cell.InPrompt(i, 20, 10), cache, logits);
            for (var i = 0; i < drawing.TokenCount; i++)
            {
                allowed.Mask(canvas, logits);
                var token = sampler.Next(logits);
                sum += logits[token] - Math.Log(logits.Sum(logit => Math.Exp(logit)));
                canvas.Append(token);
                if (i < drawing.TokenCount - 1) model.Read(token, canvas.Cell, cache, logits);
            }

            Assert.Equal(sum, drawing.LogLikelihood, 1e-4);
            Assert.Equal(canvas.ToString(), drawing.Text);
        }
    }

    [Fact]
    public void A_run_of_several_threads_stops_when_told()
    {
        // A thousand tokens each: the word comes long after both threads have read the prompt and long before the end.
        var generator = new Generator(Models.Tireless(Models.Tiny with { LayerCount = 12, EmbeddingSize = 128, BlockSize = 2048, MaxWidth = 200, MaxHeight = 40 }));
        var request = Request(1) with { Width = 200, Height = 40, Candidates = 16, Threads = 2 };
        using var source = new CancellationTokenSource();
        var word = new Thread(() =>
        {
            Thread.Sleep(150);
            source.Cancel();
        });
        word.Start();
        Assert.Throws<OperationCanceledException>(() => generator.DrawCandidates(request, source.Token));
        word.Join();
        Assert.Single(generator.DrawCandidates(request with { Candidates = 1, Width = 5, Height = 2 }, Cancel));
    }

    [Theory, MemberData(nameof(All))]
    public void No_candidate_breaks_a_limit(Precision precision)
    {
        (ModelConfig Config, float Scale)[] models = [(Models.Smallest, 0.3f), (Models.Smallest with { BlockSize = 96, MaxWidth = 7, MaxHeight = 3 }, 0.05f), (Models.Smallest, precision == Precision.Float16 ? 1e4f : 1e20f)];
        var generators = models.Select((model, i) => new Generator(StoredModels.Random(model.Config with { PromptBuckets = 64 }, (ulong)i, model.Scale, precision))).ToArray();
        for (var i = 0; i < 60; i++)
        {
            var random = new Random(i);
            var request = LimitsTests.RandomRequest(random, 20) with { Candidates = random.Next(1, 7), Threads = random.Next(1, 4) };
            foreach (var drawing in generators[i % models.Length].DrawCandidates(request, Cancel))
            {
                var problem = LimitsTests.FindViolation(request, drawing.Text.Length == 0 ? [] : drawing.Text.Split('\n'));
                Assert.True(problem is null, $"request {i}, seed {drawing.Seed}: {problem}\n{request}\n{drawing.Text}");
                Assert.InRange(drawing.TokenCount, 1, models[i % models.Length].Config.BlockSize);
            }
        }
    }

    private static GenerateOptions Request(ulong seed) => new()
    {
        Prompt = "cat",
        Width = 20,
        Height = 10,
        Sampling = new() { Temperature = 1, TopP = 1, Seed = seed },
    };
}
