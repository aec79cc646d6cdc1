// Limits are law: ten thousand random requests on random weights, not one drawing over a limit.

using AsciiGen.Decoding;
using AsciiGen.Model;

namespace AsciiGen.Tests;

public sealed class LimitsTests
{
    private const int Requests = 10_000;

    [Fact]
    public void No_drawing_ever_breaks_a_limit()
    {
        // Ordinary weights, weights that love or overflow single tokens, canvases and contexts of several sizes.
        (ModelConfig Config, float Scale)[] models =
        [
            (Models.Smallest, 0.05f),
            (Models.Smallest, 1f),
            (Models.Smallest with { BlockSize = 2048, MaxWidth = 200, MaxHeight = 100 }, 0.1f),
            (Models.Smallest with { BlockSize = 96, MaxWidth = 7, MaxHeight = 3 }, 0.3f),
            (Models.Smallest with { BlockSize = 16, MaxWidth = 1, MaxHeight = 1 }, 0.5f),
            (Models.Smallest, 1e25f),
        ];
        var generators = models.Select((model, i) => new Generator(Models.Random(model.Config, (ulong)i, model.Scale))).Append(new Generator(Models.Tireless(Models.Smallest))).ToArray();
        int rowsSeen = 0, cut = 0;
        for (var i = 0; i < Requests; i++)
        {
            var random = new Random(i);
            var which = random.Next(generators.Length);
            var request = RandomRequest(random, which == 4 ? 8 : 20);
            var rows = generators[which].Rows(request, TestContext.Current.CancellationToken).ToArray();
            var problem = FindViolation(request, rows);
            Assert.True(problem is null, $"request {i}, model {which}: {problem}\n{request}\n{string.Join('\n', rows)}");
            var statistics = generators[which].Statistics;
            Assert.InRange(statistics.PromptTokens + statistics.DrawingTokens, 4, which < models.Length ? models[which].Config.BlockSize : Models.Smallest.BlockSize);
            rowsSeen += rows.Length;
            cut += statistics.IsComplete ? 0 : 1;
        }

        // Guards the test itself: drawings of many rows and drawings cut by the context must both occur.
        Assert.InRange(rowsSeen, 2 * Requests, int.MaxValue);
        Assert.InRange(cut, 10, Requests / 2);
    }

    internal static GenerateOptions RandomRequest(Random random, int longestPrompt)
    {
        var letters = Enumerable.Range(0, random.Next(1, longestPrompt + 1)).Select(_ => (char)random.Next('!', '~' + 1)).ToArray();
        var set = Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next(' ', '~' + 1)).Append('#').ToArray();
        return new GenerateOptions
        {
            Prompt = new string(letters),
            Style = (Style)random.Next(Styles.Count),
            Width = random.Next(1, 201),
            Height = random.Next(1, 101),
            MaxCharacters = random.Next(3) switch { 0 => int.MaxValue, 1 => random.Next(1, 30), _ => random.Next(1, 3000) },
            Characters = random.Next(2) == 0 ? CharacterSet.All : CharacterSet.Of(new string(set)),
            Sampling = new SamplingOptions
            {
                Temperature = random.Next(4) switch { 0 => 0f, 1 => 0.01f, 2 => 1f, _ => 5f },
                TopK = random.Next(2) == 0 ? 0 : random.Next(1, 200),
                TopP = random.Next(2) == 0 ? 1f : 1f - random.NextSingle(),
                MinP = random.Next(2) == 0 ? 0f : random.NextSingle(),
                Seed = (ulong)random.NextInt64(),
            },
        };
    }

    internal static string? FindViolation(GenerateOptions request, string[] rows)
    {
        if (rows.Length > request.Height) return $"{rows.Length} rows";
        if (rows.Sum(row => row.Length) + Math.Max(0, rows.Length - 1) > request.MaxCharacters) return "too many characters";
        if (rows.Length > 0 && (rows[0].Length == 0 || rows[^1].Length == 0)) return "an empty row at an edge";
        foreach (var row in rows)
        {
            if (row.Length > request.Width) return $"a row of {row.Length} columns";
            if (row.EndsWith(' ')) return "a trailing blank";
            if (row.Any(character => !request.Characters.Contains(character))) return "a character outside the set";
        }

        return null;
    }
}
