// The judge of candidates: what it holds against a drawing, what it does with ties and odd input.

using AsciiGen.Decoding;
using AsciiGen.Decoding.Scoring;

namespace AsciiGen.Tests;

public sealed class DrawingScorerTests
{
    private const string House = """
           /\
          /  \
         /____\
         | [] |
         |____|
        """;

    private static readonly GenerateOptions _options = new() { Prompt = "house", Width = 20, Height = 10 };

    [Fact]
    public void A_stray_character_costs() => Prefers(House, House.Replace("| [] |", "| [] |     |"), because: DrawingPart.Pieces);

    [Fact]
    public void A_broken_side_costs() => Prefers(House, House.Replace("| [] |", "| []  "), because: DrawingPart.Symmetry);

    [Fact]
    public void A_drawing_cut_by_the_right_side_is_worse_than_a_whole_one()
    {
        var whole = "  ____  \n /    \\ \n(______)";
        var cut = "  ______\n /      \n(_______";
        Prefers(whole, cut, DrawingPart.Cut, new() { Prompt = "bun", Width = 8, Height = 6 });
    }

    [Fact]
    public void A_drawing_cut_by_the_foot_is_worse_than_a_whole_one()
    {
        var whole = " __ \n|  |\n|__|";
        var cut = " __ \n|  |\n|  |";
        Prefers(whole, cut, DrawingPart.Cut, new() { Prompt = "box", Width = 8, Height = 3 });
        Assert.Equal(0, Score(_options, Of(cut))[0][DrawingPart.Cut]);
    }

    [Fact]
    public void Rows_that_repeat_cost() => Prefers(" ____\n|    |\n|____|", " ____\n|    |\n|    |\n|    |\n|____|", because: DrawingPart.Repeats, new() { Prompt = "box", Width = 6, Height = 10 });

    [Fact]
    public void Mirror_images_count_whole_and_other_ink_half()
    {
        Assert.Equal(1, Score(_options, Of("/\\\n\\/"))[0][DrawingPart.Symmetry]);
        Assert.Equal(0.5, Score(_options, Of("/#\n#/"))[0][DrawingPart.Symmetry]);
    }

    [Fact]
    public void A_drawing_that_leaves_its_canvas_empty_is_worse_than_one_that_fills_it()
    {
        Prefers(House, "/\\\n\\/", because: DrawingPart.Fill, new() { Prompt = "house", Width = 24, Height = 7 });
        var tall = Score(new() { Prompt = "pole", Width = 40, Height = 4 }, Of("/\\\n||\n||"), Of("/\\\n||"));
        Assert.Equal(1, tall[0][DrawingPart.Fill]);
        Assert.Equal(0.5 / 0.7, tall[1][DrawingPart.Fill], 12);
        Assert.Equal(0, Score(_options, Of(""))[0][DrawingPart.Fill]);
    }

    [Fact]
    public void Of_drawings_alike_the_likelier_is_best() =>
        Assert.Equal(1, DrawingScorer.Best([Of(House, -30), Of(House, -20), Of(House, -25)], _options));

    [Fact]
    public void Drawn_hot_only_the_unlikely_lose()
    {
        Drawing[] alike = [Of(House, -30), Of(House, -20), Of(House, -25), Of(House, -10)];
        foreach (var (temperature, best) in (ReadOnlySpan<(float?, int)>)[(null, 3), (1, 3), (1.2f, 1)])
        {
            Assert.Equal(best, DrawingScorer.Best(alike, _options with { Sampling = new() { Temperature = temperature } }));
        }
    }

    [Fact]
    public void Of_equals_the_first_is_best() => Assert.Equal(0, DrawingScorer.Best([Of(House), Of(House)], _options));

    [Fact]
    public void What_did_not_end_is_chosen_only_when_nothing_did()
    {
        var endless = Of(House, -1) with { IsComplete = false };
        Assert.Equal(1, DrawingScorer.Best([endless, Of(". ' , \n # :", -400)], _options));
        Assert.Equal(0, DrawingScorer.Best([endless], _options));
    }

    [Fact]
    public void A_drawing_that_used_up_its_characters_did_not_end_by_itself()
    {
        var scores = Score(_options with { MaxCharacters = House.Length }, Of(House), Of("()"));
        Assert.Equal([0, 1], scores.Select(score => score[DrawingPart.Complete]));
    }

    [Fact]
    public void The_order_of_the_candidates_does_not_matter()
    {
        Drawing[] candidates = [Of("()", -9), Of(House, -30), Of("/\\/\\\n#  #", -12), Of(".\n.\n.", -3)];
        var best = candidates[DrawingScorer.Best(candidates, _options)];
        Assert.Equal(House, best.Text);
        Assert.Equal(best, candidates.Reverse().ToList()[DrawingScorer.Best([.. candidates.Reverse()], _options)]);
    }

    [Fact]
    public void Empty_drawings_can_be_scored_and_no_drawings_cannot()
    {
        Assert.Equal(1, DrawingScorer.Best([Of("") with { IsComplete = false }, Of(House)], _options));
        Assert.True(double.IsFinite(Score(_options, Of(""))[0].Total));
        Assert.Throws<ArgumentException>(() => DrawingScorer.Best([], _options));
    }

    [Fact]
    public void A_full_canvas_is_scored_with_little_memory()
    {
        var full = Of(string.Join('\n', Enumerable.Repeat(new string('#', 80), 40)));
        _ = Score(_options, full);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Score(_options with { Width = 80, Height = 40 }, full);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_768);
    }

    private static void Prefers(string better, string worse, DrawingPart because, GenerateOptions? options = null)
    {
        var scores = Score(options ?? _options, Of(better), Of(worse));
        Assert.True(scores[0].Total > scores[1].Total, $"{scores[0].Total} for\n{better}\n{scores[1].Total} for\n{worse}");
        Assert.True(DrawingScorer.Weight(because) * (scores[0][because] - scores[1][because]) > 0, $"{because}: {scores[0][because]} and {scores[1][because]}");
    }

    private static DrawingScore[] Score(GenerateOptions options, params Drawing[] candidates) => DrawingScorer.Score(candidates, options);

    private static Drawing Of(string text, double logLikelihood = -20) => new(text, 1, 40, logLikelihood, IsComplete: true);
}
