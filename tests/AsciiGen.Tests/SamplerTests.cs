// The sampler: its distribution, its truncations and what broken logits do to it.

using AsciiGen.Decoding;
using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Tests;

public sealed class SamplerTests
{
    [Fact]
    public void Temperature_zero_takes_the_highest_and_the_lowest_id_of_equals()
    {
        var sampler = new Sampler(new SamplingOptions { Temperature = 0 });
        Assert.Equal(70, sampler.Next(Logits((70, 3f), (80, 3f), (90, 2.9f))));
        Assert.Equal(90, sampler.Next(Logits((70, -3f), (80, -3f), (90, -2.9f))));
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0.5f)]
    [InlineData(2f)]
    public void Tokens_come_as_often_as_softmax_says(float temperature)
    {
        (int Token, float Logit)[] choices = [(33, 0f), (34, 1f), (50, -1f), (60, 0.5f), (126, 0f)];
        var counts = Draw(40_000, new() { Temperature = temperature, TopP = 1, Seed = 12 }, choices);
        var total = choices.Sum(choice => Math.Exp(choice.Logit / temperature));
        var chiSquare = choices.Sum(choice =>
        {
            var expected = 40_000 * Math.Exp(choice.Logit / temperature) / total;
            return Math.Pow(counts.GetValueOrDefault(choice.Token) - expected, 2) / expected;
        });

        // Four degrees of freedom: 18.5 is passed by chance once in a thousand; the seed is fixed.
        Assert.InRange(chiSquare, 0, 18.5);
        Assert.Equal(40_000, counts.Values.Sum());
    }

    [Fact]
    public void Top_k_keeps_the_likeliest()
    {
        var counts = Draw(2000, new() { Temperature = 1, TopP = 1, TopK = 2 }, (40, 1f), (41, 2f), (42, 1f), (43, 0f));
        Assert.Equal([40, 41], counts.Keys.Order());
        Assert.Equal([41], Draw(200, new() { Temperature = 5, TopP = 1, TopK = 1 }, (40, 1f), (41, 2f)).Keys);
        Assert.Equal(4, Draw(2000, new() { Temperature = 1, TopP = 1, TopK = 999 }, (40, 1f), (41, 2f), (42, 1f), (43, 0f)).Count);
    }

    [Fact]
    public void Top_p_keeps_the_shortest_prefix_that_reaches_it()
    {
        // Probabilities 1/2, 1/4, 1/8, 1/8.
        (int, float)[] choices = [(40, MathF.Log(4)), (41, MathF.Log(2)), (42, 0f), (43, 0f)];
        Assert.Equal([40], Draw(500, new() { Temperature = 1, TopP = 0.4f }, choices).Keys.Order());
        Assert.Equal([40, 41], Draw(500, new() { Temperature = 1, TopP = 0.6f }, choices).Keys.Order());
        Assert.Equal([40, 41, 42], Draw(500, new() { Temperature = 1, TopP = 0.8f }, choices).Keys.Order());
        Assert.Equal([40, 41, 42, 43], Draw(500, new() { Temperature = 1, TopP = 0.9f }, choices).Keys.Order());
        Assert.Equal([40], Draw(50, new() { Temperature = 1, TopP = 0.5f }, (40, 1f), (41, 1f)).Keys);
        Assert.Equal([40], Draw(50, new() { Temperature = 1, TopP = float.Epsilon }, choices).Keys);
        Assert.Equal(4, Draw(500, new() { Temperature = 1, TopP = 0.99999994f }, choices).Count);
    }

    [Fact]
    public void Min_p_drops_what_is_far_below_the_likeliest()
    {
        (int, float)[] choices = [(40, MathF.Log(4)), (41, MathF.Log(2)), (42, 0f)];
        Assert.Equal([40, 41, 42], Draw(500, new() { Temperature = 1, TopP = 1, MinP = 0.2f }, choices).Keys.Order());
        Assert.Equal([40, 41], Draw(500, new() { Temperature = 1, TopP = 1, MinP = 0.3f }, choices).Keys.Order());
        Assert.Equal([40], Draw(500, new() { Temperature = 1, TopP = 1, MinP = 1f }, choices).Keys.Order());
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-30f)]
    [InlineData(1f)]
    [InlineData(1e30f)]
    public void Logits_that_are_not_finite_never_break_it(float temperature)
    {
        var sampler = new Sampler(new SamplingOptions { Temperature = temperature, TopP = 1 });
        Assert.Equal(50, sampler.Next(Logits((49, float.NaN), (50, -3f), (51, float.NegativeInfinity))));
        Assert.Equal(50, sampler.Next(Logits((50, float.MinValue))));
        Assert.Contains(sampler.Next(Logits((50, float.PositiveInfinity), (51, float.MinValue))), temperature > 1 ? [50, 51] : (int[])[50]);
        Assert.Throws<InvalidOperationException>(() => sampler.Next(Logits((50, float.NaN))));
        Assert.Throws<ArgumentException>(() => sampler.Next(new float[5]));
    }

    [Fact]
    public void It_leaves_the_logits_alone()
    {
        var logits = Logits((40, 1f), (41, 2f), (42, 3f));
        var before = logits.ToArray();
        new Sampler(new SamplingOptions()).Next(logits);
        Assert.Equal(before, logits);
    }

    [Fact]
    public void The_generator_is_xoshiro256_seeded_by_splitmix64()
    {
        // First outputs for seed 0, from the definitions: SplitMix64 gives e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f f88bb8a8724c81ec.
        var random = new Xoshiro256(0);
        Assert.Equal([0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0, 0x6AA594F1262D2D2C], new[] { random.Next(), random.Next(), random.Next(), random.Next() });
        for (var i = 0; i < 10_000; i++) Assert.InRange(random.NextSingle(), 0f, 1f - (1f / (1 << 24)));
        var bell = Enumerable.Range(0, 100_000).Select(_ => (double)random.NextBell()).ToArray();
        Assert.Equal(0, bell.Average(), 0.02);
        Assert.Equal(1, bell.Average(x => x * x), 0.02);
    }

    private static Dictionary<int, int> Draw(int times, SamplingOptions options, params (int Token, float Logit)[] choices)
    {
        var sampler = new Sampler(options);
        return Enumerable.Range(0, times).Select(_ => sampler.Next(Logits(choices))).CountBy(token => token).ToDictionary();
    }

    private static float[] Logits(params (int Token, float Logit)[] choices)
    {
        var logits = new float[Vocabulary.Size];
        Array.Fill(logits, float.NegativeInfinity);
        foreach (var (token, logit) in choices) logits[token] = logit;
        return logits;
    }
}
