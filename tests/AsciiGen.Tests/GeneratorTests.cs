// The generator: streamed rows, seeds, cancellation, prompts without room, runs that overlap.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Tests;

public sealed class GeneratorTests
{
    private static readonly Transformer _model = Models.Random(Models.Tiny, 5, 0.08f);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Streamed_rows_are_the_drawing_and_a_seed_repeats_it()
    {
        var generator = new Generator(_model);
        var drawings = new HashSet<string>();
        for (var seed = 0UL; seed < 40; seed++)
        {
            var request = Request(seed);
            var streamed = string.Join('\n', generator.Rows(request, Cancel));
            Assert.Equal(streamed, generator.Draw(request, Cancel));
            Assert.Equal(streamed, new Generator(_model).Draw(request, Cancel));
            drawings.Add(streamed);
        }

        Assert.InRange(drawings.Count, 35, 40);
    }

    [Fact]
    public void A_drawing_is_what_the_loop_of_the_format_page_draws()
    {
        int emptyRows = 0, cutAfterLineFeed = 0;
        var model = Models.Tireless(Models.Smallest with { BlockSize = 40 });
        var generator = new Generator(model);
        for (var seed = 0UL; seed < 1500; seed++)
        {
            var request = Request(seed);
            var canvas = DrawByHand(model, request, out var last);
            var drawing = generator.Draw(request, Cancel);
            Assert.Equal(canvas.ToString(), drawing);
            emptyRows += drawing.Contains("\n\n") ? 1 : 0;
            cutAfterLineFeed += last == Vocabulary.NewLine ? 1 : 0;
        }

        // The cases that matter occur.
        Assert.True(emptyRows > 0 && cutAfterLineFeed > 0, $"{emptyRows} drawings with empty rows, {cutAfterLineFeed} cut after a line feed");
    }

    [Fact]
    public void Rows_arrive_before_the_drawing_ends()
    {
        var generator = new Generator(_model);
        var request = Enumerable.Range(0, 100).Select(seed => Request((ulong)seed)).First(request => generator.Rows(request, Cancel).Count() > 3);
        var all = generator.Statistics.DrawingTokens;
        _ = generator.Rows(request, Cancel).First();
        Assert.InRange(generator.Statistics.DrawingTokens, 1, all - 1);
        Assert.False(generator.Statistics.IsComplete);
    }

    [Fact]
    public void Runs_may_overlap()
    {
        var long1 = Enumerable.Range(0, 100).Select(seed => Request((ulong)seed)).First(request => new Generator(_model).Rows(request, Cancel).Count() > 3);
        var long2 = Enumerable.Range(0, 100).Select(seed => Request((ulong)seed)).Last(request => new Generator(_model).Rows(request, Cancel).Count() > 3);
        string alone1 = new Generator(_model).Draw(long1, Cancel), alone2 = new Generator(_model).Draw(long2, Cancel);
        Assert.NotEqual(alone1, alone2);
        var generator = new Generator(_model);
        using var first = generator.Rows(long1, Cancel).GetEnumerator();
        using var second = generator.Rows(long2, Cancel).GetEnumerator();
        List<string> rows1 = [], rows2 = [];
        bool more1 = true, more2 = true;
        while (more1 || more2)
        {
            if (more1 = first.MoveNext()) rows1.Add(first.Current);
            if (more2 = second.MoveNext()) rows2.Add(second.Current);
        }

        Assert.Equal(alone1, string.Join('\n', rows1));
        Assert.Equal(alone2, string.Join('\n', rows2));
    }

    [Fact]
    public void Limits_beyond_the_model_draw_as_its_largest_canvas()
    {
        var generator = new Generator(_model);
        var largest = Request(3) with { Width = Models.Tiny.MaxWidth, Height = Models.Tiny.MaxHeight };
        Assert.Equal(generator.Draw(largest, Cancel), generator.Draw(largest with { Width = 1000, Height = int.MaxValue }, Cancel));
    }

    [Fact]
    public void A_prompt_that_leaves_no_room_is_refused()
    {
        var generator = new Generator(Models.Random(Models.Smallest with { BlockSize = 16 }, 1, 0.1f));
        var error = Assert.Throws<PromptException>(() => generator.Rows(Request(0) with { Prompt = "thirteen char" }, Cancel));
        Assert.Contains("16", error.Message);
        generator.Draw(Request(0) with { Prompt = "twelve chars" }, Cancel);
        Assert.Equal((15, 1), (generator.Statistics.PromptTokens, generator.Statistics.DrawingTokens));
    }

    [Fact]
    public void It_stops_when_told()
    {
        using var source = new CancellationTokenSource();
        using var rows = new Generator(_model).Rows(Request(0), source.Token).GetEnumerator();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => rows.MoveNext());
    }

    [Fact]
    public void A_longer_prompt_draws_in_the_memory_of_the_one_before()
    {
        var generator = new Generator(Models.Random(Models.Tiny with { BlockSize = 2048 }, 5, 0.08f));
        var request = Request(0) with { Width = 60, Height = 30 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        generator.Draw(request, Cancel);
        var first = GC.GetAllocatedBytesForCurrentThread() - before;
        generator.Draw(request with { Prompt = "a cat upon a chair" }, Cancel);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before - first, 0, first / 5);
    }

    public static TheoryData<string, object> BadRequests => new()
    {
        { "width is 0", Request(0) with { Width = 0 } },
        { "height is -1", Request(0) with { Height = -1 } },
        { "characters is 0", Request(0) with { MaxCharacters = 0 } },
        { "prompt is empty", Request(0) with { Prompt = " " } },
        { "style", Request(0) with { Style = (Style)9 } },
        { "temperature is NaN", Request(0) with { Sampling = new() { Temperature = float.NaN } } },
        { "temperature is -1", Request(0) with { Sampling = new() { Temperature = -1 } } },
        { "top-k is -1", Request(0) with { Sampling = new() { TopK = -1 } } },
        { "top-p is 0", Request(0) with { Sampling = new() { TopP = 0 } } },
        { "top-p is 1.5", Request(0) with { Sampling = new() { TopP = 1.5f } } },
        { "min-p is 2", Request(0) with { Sampling = new() { MinP = 2 } } },
    };

    [Theory, MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public void A_bad_request_is_refused_at_once_in_one_line(string part, object request)
    {
        var error = Assert.ThrowsAny<Exception>(() => new Generator(_model).Rows((GenerateOptions)request, Cancel));
        Assert.True(error is AsciiGenException or ArgumentException, error.ToString());
        Assert.Contains(part, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("Parameter", error.Message);
    }

    private static Canvas DrawByHand(Transformer model, GenerateOptions request, out int token)
    {
        var canvas = new Canvas(request.Width, request.Height, request.MaxCharacters);
        var (cache, sampler, allowed, logits) = (model.CreateCache(), new Sampler(request.Sampling), new AllowedTokens(request.Characters), new float[Vocabulary.Size]);
        var prompt = Prompt.Encode(request.Prompt, request.Style);
        for (var i = 0; i < prompt.Length; i++) model.Read(prompt[i], i == prompt.Length - 1 ? canvas.Cell : Cell.InPrompt(i, canvas.Width, canvas.Height), cache, logits);
        while (true)
        {
            allowed.Mask(canvas, logits);
            canvas.Append(token = sampler.Next(logits));
            if (canvas.IsComplete || cache.Length + 1 == model.Config.BlockSize) return canvas;
            model.Read(token, canvas.Cell, cache, logits);
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
