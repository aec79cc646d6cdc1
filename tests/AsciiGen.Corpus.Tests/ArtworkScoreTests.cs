// The measures of small drawings one can count by hand, and that every one of them moves the score the right way.

using AsciiGen.Corpus.Collection;
using AsciiGen.Corpus.Sources;

namespace AsciiGen.Corpus.Tests;

public sealed class ArtworkScoreTests
{
    private static readonly ArtworkMeasures _large = new(20, 10, 210, 80, "'-.|");

    private static readonly DrawingFeatures _clean = new()
    {
        Joined = 1, Busy = 0.05, Junction = 0, Spread = 0.8, Commonest = 0.5, Characters = 6, Specks = 0, Symmetry = 1, DistinctWindows = 0.3,
    };

    [Fact]
    public void A_row_of_two_crossings_is_measured_as_counted_by_hand() => Assert.Equal(
        new DrawingFeatures
        {
            Joined = 10 / 12.0, Busy = 0, Junction = 2 / 6.0, Spread = 4 / 16.0, Commonest = 4 / 6.0, Characters = 2, Specks = 0, Symmetry = 1, DistinctWindows = 6 / 10.0,
        },
        Measure("-+--+-"));

    [Theory]
    [InlineData("/\\\n\\/", 1)]
    [InlineData("\\ /\n /\n/ \\", 0.6)]
    [InlineData("|\n|\n|", 4 / 6.0)]
    [InlineData("- -", 0)]
    [InlineData(".-.\n| |\n'-'", 1)]
    public void Ends_of_strokes_are_joined_where_they_point_at_ink(string text, double expected) => Assert.Equal(expected, Measure(text).Joined, 9);

    [Theory]
    [InlineData("--- . ..", 0.5)]
    [InlineData("---\n   -", 0)]
    [InlineData(". .\n\n. .", 1)]
    public void Pieces_of_one_or_two_cells_are_specks(string text, double expected) => Assert.Equal(expected, Measure(text).Specks, 9);

    [Theory]
    [InlineData("##\n##", 0)]
    [InlineData("###\n###\n###", 5 / 9.0)]
    public void A_cell_among_five_others_is_busy(string text, double expected) => Assert.Equal(expected, Measure(text).Busy, 9);

    [Theory]
    [InlineData("/\\", 1)]
    [InlineData("/\\\n  .  .", 0.5)]
    [InlineData("|  -\n|\n|  -", 0.8)]
    public void Symmetry_is_ink_opposite_of_ink(string text, double expected) => Assert.Equal(expected, Measure(text).Symmetry, 9);

    [Fact]
    public void A_long_stroke_repeats_its_windows_and_scribble_does_not()
    {
        Assert.Equal(2 / 18.0, Measure("----------").DistinctWindows, 9);
        Assert.Equal(1, Measure("-=~_+*x/^'").DistinctWindows, 9);
    }

    [Fact]
    public void Spread_counts_the_blocks_of_the_box_with_ink() => Assert.Equal(4 / 16.0, Measure("/\n /\n  /\n   /").Spread, 9);

    [Fact]
    public void A_clean_drawing_has_the_full_score() => Assert.Equal(1, ArtworkScore.Of(_large, _clean, Style.Line));

    [Fact]
    public void Every_fault_costs_lines_something()
    {
        DrawingFeatures[] worse =
        [
            _clean with { Joined = 0.9 }, _clean with { Busy = 0.3 }, _clean with { Junction = 0.1 }, _clean with { Spread = 0.4 }, _clean with { Characters = 3 },
            _clean with { Specks = 0.1 }, _clean with { Symmetry = 0.6 }, _clean with { DistinctWindows = 0.7 },
        ];
        Assert.All(worse, features => Assert.InRange(ArtworkScore.Of(_large, features, Style.Line), 0.8, 0.98));
    }

    [Fact]
    public void A_flat_or_empty_drawing_scores_lower()
    {
        Assert.InRange(ArtworkScore.Of(_large with { Height = 3 }, _clean, Style.Line), 0.8, 0.95);
        Assert.InRange(ArtworkScore.Of(_large with { Ink = 15 }, _clean, Style.Line), 0.8, 0.95);
    }

    [Fact]
    public void A_bad_part_is_not_made_good_by_the_others() => Assert.True(
        ArtworkScore.Of(_large, _clean with { Specks = 0.3 }, Style.Line) < ArtworkScore.Of(_large, _clean with { Specks = 0.1, DistinctWindows = 0.7 }, Style.Line));

    [Fact]
    public void Only_lines_are_judged_by_crossings_and_only_solids_by_their_fill()
    {
        var crossed = _clean with { Junction = 0.5, Busy = 0.5 };
        Assert.Equal([1, 1, 1], new[] { Style.Hand, Style.Solid, Style.Banner }.Select(style => ArtworkScore.Of(_large, crossed, style)));
        var unfilled = _clean with { Commonest = 0.15 };
        Assert.Equal([1, 1, 1], new[] { Style.Hand, Style.Line, Style.Banner }.Select(style => ArtworkScore.Of(_large, unfilled, style)));
        Assert.InRange(ArtworkScore.Of(_large, unfilled, Style.Solid), 0.3, 0.8);
    }

    [Fact]
    public void A_refused_drawing_has_the_score_nothing() => Assert.Equal(0, ArtworkRules.Judge("-----", "cat", Style.Line).Quality);

    [Fact]
    public void No_drawing_of_the_collection_and_no_banner_of_its_own_fonts_is_refused()
    {
        var hand = HandDrawnSource.Read(DrawingFile.Find([Path.Combine(ProgramRun.Repository, "art", "hand")])).ToList();
        var fonts = FigletSource.FindFonts([Path.Combine(ProgramRun.Repository, "art", "fonts")]);
        var banners = FigletSource.Read(fonts, ["cat", "house", "a"], 3, 1).ToList();
        Assert.True(hand.Count > 5000 && banners.Count >= 3);
        foreach (var result in hand.Concat(banners))
        {
            var item = result.Item!;
            Assert.Empty(ArtworkRules.Judge(ArtworkText.Normalize(item.Text), item.Subject, item.Style).Reasons);
        }
    }

    private static DrawingFeatures Measure(string text) => FeatureMeter.Measure(new(text));
}
