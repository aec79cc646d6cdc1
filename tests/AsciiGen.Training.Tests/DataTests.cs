// Packs, limits and batches.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Numerics;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;

namespace AsciiGen.Training.Tests;

public sealed class DataTests : IDisposable
{
    private static readonly ModelConfig _config = ModelConfig.FromPreset("tiny");

    private readonly TemporaryFolder _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_pack_gives_back_what_was_packed()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Add("##\n##", ["block", "brick"], Style.Solid, isValidation: true).Save(_directory.Path));
        Assert.Equal(9, pack.Count);
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(PackBuilder.Eight[i].Text, Tokenizer.Decode(pack.Artwork(i)));
            Assert.Equal(PackBuilder.Eight[i].Subject, pack.PromptOf(i, 0));
        }

        Assert.Equal(2, pack.PromptCount(8));
        Assert.Equal("brick", pack.PromptOf(8, 1));
        Assert.Equal((byte)Style.Solid, pack.Styles[8]);
        Assert.Equal(1, pack.Splits[8]);
    }

    [Fact]
    public void A_pack_with_offsets_out_of_order_is_refused()
    {
        var path = PackBuilder.OfEight().Save(_directory.Path);
        var file = Formats.Safetensors.Load(path);
        var writer = new Formats.SafetensorsWriter();
        foreach (var tensor in file.Tensors)
        {
            var bytes = file.Bytes(tensor.Name).ToArray();
            if (tensor.Name == "art.offsets") bytes[4] = 0xFF;
            writer.Add(tensor.Name, tensor.Type, tensor.Shape, bytes);
        }

        writer.Save(path);
        var error = Assert.Throws<AsciiGenException>(() => TokenPack.Load(path));
        Assert.Contains("offsets out of order", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_never_below_the_drawing_nor_above_the_model_and_leave_no_drawing_lost()
    {
        var limits = new LimitSampler(80, 40, 0.45);
        var random = new SplitMix64(5);
        int exact = 0, roomy = 0;
        for (var i = 0; i < 20_000; i++)
        {
            int width = 1 + random.NextBelow(80), height = 1 + random.NextBelow(40);
            var (w, h) = limits.Next(ref random, width, height);
            Assert.InRange(w, width, 80);
            Assert.InRange(h, height, 40);
            Assert.True(new CanvasSize(w, h).IsFilledBy(width, height), $"{width}x{height} in {w}x{h}");
            if (w == width && h == height) exact++;
            if (w > 1.5 * width || h > 1.5 * height) roomy++;
        }

        Assert.InRange(exact, 8_000, 11_000);
        Assert.True(roomy > 1_500, $"{roomy}");
    }

    [Fact]
    public void A_drawing_that_fills_a_common_canvas_is_often_shown_in_it()
    {
        var limits = new LimitSampler(80, 40, 0.45);
        var random = new SplitMix64(5);
        int often = 0, never = 0;
        for (var i = 0; i < 1_000; i++)
        {
            if (limits.Next(ref random, 20, 7) == (24, 12)) often++;
            if (limits.Next(ref random, 14, 7) == (24, 12)) never++;
        }

        Assert.InRange(often, 300, 420);
        Assert.Equal(0, never);
    }

    [Fact]
    public void Prompts_vary_as_people_type_and_mostly_stay()
    {
        var random = new SplitMix64(9);
        string[] words = ["cat", "apple", "fly", "box", "glasses", "light bulb"];
        var seen = words.ToDictionary(word => word, _ => new HashSet<string>());
        var same = 0;
        for (var i = 0; i < 24_000; i++)
        {
            var word = words[i % words.Length];
            var variant = PromptVariants.Next(ref random, word);
            Assert.Equal(variant, Prompt.Normalize(variant));
            seen[word].Add(variant);
            if (variant == word) same++;
        }

        Assert.InRange(same, 21_200, 22_100);
        Assert.Equal(["a cat", "cat", "cats", Prompt.Anything, "the cat"], seen["cat"].Order(StringComparer.Ordinal));
        Assert.Superset(new HashSet<string> { "an apple", "apples", "aple", "appple", "paple" }, seen["apple"]);
        Assert.Contains("flies", seen["fly"]);
        Assert.Contains("boxes", seen["box"]);
        Assert.Contains("glasses", seen["glasses"]);
        Assert.Contains("light bulbs", seen["light bulb"]);
        for (var i = 0; i < 200; i++) Assert.InRange(PromptVariants.Next(ref random, new string('x', Prompt.MaxLength)).Length, 1, Prompt.MaxLength);
    }

    [Fact]
    public void A_banners_prompt_is_never_varied()
    {
        var pack = TokenPack.Load(new PackBuilder().Add("/##", ["word"], Style.Banner).Save(_directory.Path));
        var batch = new Batch(8_000, 32);
        new SampleSource(pack, _config, new TrainingOptions { BatchTokens = 7_000 }).FillTraining(batch, 1, 0);
        Assert.All(batch.Starts.SkipLast(1), start => Assert.Equal("word"u8.ToArray(), batch.Inputs[(start + 2)..(start + 6)].Select(token => (byte)token)));
    }

    [Fact]
    public void A_steps_batch_depends_on_seed_and_step_alone()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Save(_directory.Path));
        int[] Inputs(ulong seed, int step)
        {
            var batch = new Batch(2048, 32);
            new SampleSource(pack, _config, new TrainingOptions { Seed = seed, BatchTokens = 500 }).FillTraining(batch, step, 0);
            return [.. batch.Inputs];
        }

        Assert.Equal(Inputs(1, 7), Inputs(1, 7));
        Assert.NotEqual(Inputs(1, 7), Inputs(1, 8));
        Assert.NotEqual(Inputs(1, 7), Inputs(2, 7));
    }

    [Fact]
    public void Weights_decide_how_often_a_drawing_is_shown()
    {
        var pack = TokenPack.Load(new PackBuilder().Add("/\\", ["a"], weight: 1).Add("\\/", ["b"], weight: 3).Save(_directory.Path));
        var source = new SampleSource(pack, _config, new TrainingOptions { Mirror = false, BatchTokens = 35_000 });
        var batch = new Batch(40_000, 32);
        source.FillTraining(batch, 1, 0);
        Assert.InRange(batch.Drawings.Count(drawing => drawing == 1) / (double)batch.SequenceCount, 0.73, 0.77);
    }

    [Fact]
    public void Mirrored_drawings_appear_only_where_they_may()
    {
        var pack = TokenPack.Load(new PackBuilder().Add("/#", ["a"]).Add("R#", ["b"]).Save(_directory.Path));
        Assert.Equal(1, pack.Mirrors[0]);
        Assert.Equal(0, pack.Mirrors[1]);
        var batch = new Batch(8_000, 32);
        new SampleSource(pack, _config, new TrainingOptions { BatchTokens = 7_000 }).FillTraining(batch, 1, 0);
        Assert.Equal([(0, '#'), (0, '/'), (1, 'R')], FirstInks(batch).ToHashSet().Order());
        batch.Clear();
        new SampleSource(pack, _config, new TrainingOptions { Mirror = false, BatchTokens = 7_000 }).FillTraining(batch, 1, 0);
        Assert.DoesNotContain((0, '#'), FirstInks(batch));
    }

    /// <summary>Each sequence's drawing and the first character of it.</summary>
    private static IEnumerable<(int Drawing, char Ink)> FirstInks(Batch batch) =>
        batch.Drawings.Zip(batch.Prompts, (drawing, prompt) => (drawing, (char)batch.Targets[prompt.ArtStart]));

    [Fact]
    public void A_curriculum_starts_with_short_drawings_and_ends_with_all()
    {
        var wall = string.Join('\n', Enumerable.Repeat(new string('#', 40), 6));
        var pack = TokenPack.Load(new PackBuilder().Add("/\\", ["a"]).Add(wall, ["b"]).Save(_directory.Path));
        var source = new SampleSource(pack, _config, new TrainingOptions { MaxIterations = 100, Curriculum = 0.5, BatchTokens = 3_000 });
        int Walls(int step)
        {
            var batch = new Batch(4_000, 32);
            source.FillTraining(batch, step, 0);
            return batch.Drawings.Count(drawing => drawing == 1);
        }

        Assert.Equal(0, Walls(1));
        Assert.True(Walls(49) > 0);
        Assert.True(Walls(100) > 0);
    }

    [Fact]
    public void Validation_with_room_shows_the_same_limits_every_time_and_not_the_exact_size()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Add(string.Join('\n', Enumerable.Repeat(new string('#', 20), 8)), ["wall"], isValidation: true).Save(_directory.Path));
        var source = new SampleSource(pack, _config, new TrainingOptions());
        Batch exact = new(300, 32), roomy = new(300, 32), again = new(300, 32);
        source.FillValidation(exact, 0);
        source.FillValidation(roomy, 0, withRoom: true);
        source.FillValidation(again, 0, withRoom: true);
        Assert.Equal(roomy.Inputs, again.Inputs);
        Assert.Equal(exact.Targets, roomy.Targets);
        Assert.NotEqual(exact.Inputs, roomy.Inputs);
    }

    [Fact]
    public void A_batch_sees_each_cell_as_the_canvas_does()
    {
        var batch = new Batch(64, 32);
        var prompt = Prompt.Encode("ox", Style.Hand);
        batch.Add(prompt, Tokenizer.Encode("/\\\n  x"), 9, 4, hasTargets: true);
        Assert.Equal([1, 4, 'o', 'x', 2, '/', '\\', '\n', 16, 'x'], batch.Inputs[..batch.TokenCount]);
        Assert.Equal([-1, -1, -1, -1, '/', '\\', '\n', 16, 'x', 3], batch.Targets[..batch.TokenCount]);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1, 1, 1], batch.Inputs[batch.Capacity..(batch.Capacity + batch.TokenCount)]);
        Assert.Equal([0, 0, 0, 0, 0, 1, 2, 0, 2, 3], batch.Inputs[(2 * batch.Capacity)..((2 * batch.Capacity) + batch.TokenCount)]);
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 0, 2, 3], batch.RotaryColumns[..batch.TokenCount]);
        Assert.Equal(Vocabulary.Symbol('/'), batch.Inputs[(6 * batch.Capacity) + 7]);
        Assert.Equal(7, batch.CharacterCount);
    }

    [Fact]
    public void Drawings_that_do_not_fit_the_model_are_left_out_and_counted()
    {
        var pack = TokenPack.Load(PackBuilder.OfEight().Add(new string('#', 81), ["wall"]).Save(_directory.Path));
        var source = new SampleSource(pack, _config, new TrainingOptions());
        Assert.Equal(8, source.TrainingCount);
        Assert.Equal(1, source.LeftOut);
    }

    [Fact]
    public void Canvas_of_the_batch_refuses_a_drawing_wider_than_its_limit() =>
        Assert.Throws<InvalidOperationException>(() => new Batch(64, 32).Add(Prompt.Encode("x", Style.Hand), Tokenizer.Encode("####"), 3, 1, hasTargets: true));
}
