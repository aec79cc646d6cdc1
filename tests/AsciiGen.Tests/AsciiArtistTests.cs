// The library as its users see it: prompts and what they mean, seeds, rows as they come, kept rows, mirror images, many threads.

using System.Diagnostics;
using System.Text;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Subjects;
using AsciiGen.Tokens;

namespace AsciiGen.Tests;

public sealed class AsciiArtistTests
{
    private static readonly AsciiArtist _artist = new(Noise(), SubjectTable.Parse(Encoding.UTF8.GetBytes("cat\thls\tkitty\tlynx\ndog\tls\t\tpoodle\n"), "subjects.tsv"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DrawOptions Small => new() { Width = 10, Height = 5, Seed = 3, Temperature = 1 };

    [Fact]
    public void A_seed_repeats_its_drawing_and_without_one_another_comes()
    {
        Assert.Equal(_artist.Draw("cat", Small, Cancel), _artist.Draw("the kitties", Small, Cancel));
        Assert.NotEqual(_artist.Draw("cat", Small, Cancel), _artist.Draw("cat", Small with { Seed = 4 }, Cancel));
        Assert.InRange(Enumerable.Range(0, 8).Select(_ => _artist.Plan("cat").Request.Sampling.Seed).Distinct().Count(), 2, 8);
    }

    [Fact]
    public void Guesses_are_told_and_refused_when_strict()
    {
        Assert.Null(_artist.Plan("Kitty").Note);
        var plan = _artist.Plan("my  poodle");
        Assert.Equal(("my poodle", "dog", Style.Line, "drawing 'dog' for 'my poodle'."), (plan.Prompt, plan.Subject, plan.Request.Style, plan.Note));
        var error = Assert.Throws<UnknownSubjectException>(() => _artist.Plan("poodle", new() { Strict = true }));
        Assert.Equal("dog", error.Suggestions[0]);
        Assert.Throws<PromptException>(() => _artist.Plan("caf\u00e9"));
        Assert.Throws<PromptException>(() => _artist.Plan(new string('a', 81)));
        Assert.Equal(["cat"], _artist.FindSubjects("lynx"));
        Assert.Throws<AsciiGenException>(() => new AsciiArtist(Noise()).FindSubjects());
    }

    [Fact]
    public async Task Rows_come_one_by_one_and_are_the_drawing()
    {
        foreach (var candidates in new[] { 1, 3 })
        {
            var rows = new List<string>();
            await foreach (var row in _artist.DrawRowsAsync("cat", Small with { Candidates = candidates }, Cancel)) rows.Add(row);
            Assert.Equal(_artist.Draw("cat", Small with { Candidates = candidates }, Cancel), string.Join('\n', rows));
        }
    }

    [Fact]
    public async Task Whoever_stops_listening_or_cancels_stops_the_drawing()
    {
        var config = Models.Smallest with { BlockSize = 8192 };
        var endless = new AsciiArtist(Described(config, Weights.Create(config, HatchingWeights.Of(config))));
        var options = new DrawOptions { Width = 80, Height = 40, Candidates = 1, Temperature = 0 };
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(string.Join('\n', Enumerable.Repeat(new string('#', 80), 40)), endless.Draw("cat", options, Cancel));
        var whole = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        await foreach (var row in endless.DrawRowsAsync("cat", options, Cancel))
        {
            Assert.NotNull(row);
            break;
        }

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, whole / 2); // a row of it was wanted

        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in endless.DrawRowsAsync("cat", options, source.Token)) await source.CancelAsync();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => endless.Draw("cat", options, source.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Watched_rows_of_each_candidate_are_its_drawing(bool isMirrored)
    {
        var rows = new List<CandidateRow>();
        var choice = _artist.Plan("cat", Small with { Candidates = 5, Threads = 2, Mirror = isMirrored }).Draw(row =>
        {
            lock (rows) rows.Add(row);
        }, Cancel);
        Assert.Equal(5, choice.Candidates.Count);
        foreach (var (number, drawing) in choice.Candidates.Index())
        {
            var own = rows.Where(row => row.Candidate == number).ToList();
            Assert.Equal(Enumerable.Range(0, own.Count), own.Select(row => row.Row));
            Assert.Equal(drawing.Text, string.Join('\n', own.Select(row => row.Text)));
        }
    }

    [Fact]
    public void Kept_rows_stay_and_something_is_drawn_below()
    {
        foreach (var guidance in new float[] { 1, 2 })
        {
            const string Start = "ab  c\n\n   d";
            var text = _artist.Draw("cat", Small with { Start = $"\n{Start}  \n\n", Guidance = guidance }, Cancel);
            Assert.StartsWith(Start + "\n", text, StringComparison.Ordinal);
            Assert.InRange(text.Split('\n').Length, 4, 5);
            Assert.All(text.Split('\n'), row => Assert.InRange(row.Length, 0, 10));
        }

        Assert.Throws<LimitsException>(() => _artist.Plan("cat", Small with { Start = "a\na\na\na\na" }));
        Assert.Throws<LimitsException>(() => _artist.Plan("cat", Small with { Start = "12345678901" }));
        Assert.Throws<LimitsException>(() => _artist.Plan("cat", Small with { Start = "abc", MaxCharacters = 4 }));
        Assert.Throws<LimitsException>(() => _artist.Plan("cat", Small with { Start = "\t" + "a" }));
        Assert.Throws<AsciiGenException>(() => _artist.Plan("cat", Small with { Start = "a", Mirror = true }));
    }

    [Fact]
    public void Going_on_from_the_first_rows_of_a_drawing_at_temperature_0_ends_as_it_ended()
    {
        // What was read and what was drawn is the same to the model, however many tokens are read at a time. Noise does not group
        // its blanks as the tokenizer does, so there are none.
        var solid = CharacterSet.Of(string.Concat(Enumerable.Range('!', 94).Select(code => (char)code)));
        var continued = 0;
        for (var seed = 0UL; seed < 40; seed++)
        {
            var artist = new AsciiArtist(Noise(seed));
            foreach (var guidance in new float[] { 1, 1.5f })
            {
                var options = new DrawOptions { Width = 12, Height = 8, Temperature = 0, Guidance = guidance, Characters = solid };
                var whole = artist.Draw("cat", options, Cancel).Split('\n');
                if (whole.Length < 3 || whole[1].Length == 0) continue;
                continued++;
                Assert.Equal(string.Join('\n', whole), artist.Draw("cat", options with { Start = $"{whole[0]}\n{whole[1]}" }, Cancel));
            }
        }

        Assert.InRange(continued, 5, 80);
    }

    [Fact]
    public void Mirrored_drawings_are_the_mirror_image_of_what_would_be_drawn()
    {
        var options = Small with { Characters = CharacterSet.Of(@"()<>/\ _|") };
        Assert.True(Mirror.TryFlip(_artist.Draw("cat", options, Cancel), out var expected));
        Assert.Equal(expected, _artist.Draw("cat", options with { Mirror = true }, Cancel));
        Assert.Equal("[", string.Concat(_artist.Draw("cat", Small with { Characters = CharacterSet.Of("[F "), Mirror = true }, Cancel).Distinct().Where(c => c > ' ')));
        Assert.Throws<LimitsException>(() => _artist.Draw("cat", Small with { Characters = CharacterSet.Of("F "), Mirror = true }, Cancel));
    }

    [Fact]
    public void Threads_share_an_artist()
    {
        var alone = Enumerable.Range(0, 24).Select(seed => _artist.Draw("cat", Small with { Seed = (ulong)seed }, Cancel)).ToArray();
        var together = new string[alone.Length];
        Parallel.For(0, alone.Length, seed => together[seed] = _artist.Draw(seed % 2 == 0 ? "cat" : "some kitty", Small with { Seed = (ulong)seed }, Cancel));
        Assert.Equal(alone, together);
    }

    private static LoadedModel Noise(ulong seed = 5)
    {
        var config = Models.TinyToDraw;
        return Described(config, Weights.Create(config, ModelInitializer.Random(config, seed, 0.08f)));
    }

    private static LoadedModel Described(ModelConfig config, Weights weights) => new(config, weights, weights.Precision, new ModelDescription("noise", null, null), "memory");
}
