// Blind naming: the same numbers for the same seed, guesses against subjects, verdicts that are stored and read back.

using AsciiGen.Corpus.Collection;
using CsCheck;

namespace AsciiGen.Corpus.Tests;

public sealed class ReviewTests
{
    [Fact]
    public void An_order_is_a_permutation_that_only_the_seed_decides() => Gen.Select(Gen.Int[0, 40], Gen.ULong).Sample((count, seed) =>
    {
        var drawings = Enumerable.Range(0, count).Select(i => Draw("thing", i, DrawingSize.All[i % 3])).ToList();
        var order = BlindOrder.Shuffle(drawings, seed);
        Assert.Equal(drawings.Select(drawing => drawing.Id).Order(), order.Select(drawing => drawing.Id).Order());
        Assert.Equal(order, BlindOrder.Shuffle(drawings.AsEnumerable().Reverse(), seed));
        Assert.Equal(order.Select(drawing => drawing.Size.MaxWidth).Order(), order.Select(drawing => drawing.Size.MaxWidth));
    });

    [Fact]
    public void Another_seed_gives_another_order_and_a_sample_mixes_the_sizes()
    {
        var drawings = Enumerable.Range(0, 60).Select(i => Draw("thing", i, DrawingSize.All[i / 20])).ToList();
        Assert.NotEqual(BlindOrder.Shuffle(drawings, 1), BlindOrder.Shuffle(drawings, 2));
        var sample = BlindOrder.Sample(drawings, 15, 1).ToList();
        Assert.Equal(15, sample.Distinct().Count());
        Assert.Equal(3, sample.Select(drawing => drawing.Size).Distinct().Count());
    }

    [Theory]
    [InlineData("cat", "cat", true)]
    [InlineData("cat", "A cat", true)]
    [InlineData("cat", "cats", true)]
    [InlineData("cherries", "cherry", true)]
    [InlineData("glasses", "eye-glasses", true)]
    [InlineData("piano", "grand piano", true)]
    [InlineData("car", "car battery", false)]
    [InlineData("cat", "polecat", false)]
    [InlineData("bus", "buses", false)]
    [InlineData("cat", "", false)]
    [InlineData("the", "the", true)]
    public void A_guess_names_a_subject_by_its_word(string subject, string guess, bool same)
    {
        var judge = GuessJudge.Load("no such file");
        Assert.Equal(same, judge.IsSame(subject, guess));
        Assert.Equal(!same && guess.Length > 0, judge.Undecided.Count == 1);
    }

    [Fact]
    public void A_decided_pair_counts_as_decided_and_survives_a_file()
    {
        using var folder = new TemporaryFolder();
        var judge = GuessJudge.Load(folder["g.tsv"]);
        judge.Decide("sofa", "couch", true);
        judge.Decide("sofa", "bed", false);
        judge.Save(folder["g.tsv"]);
        var read = GuessJudge.Load(folder["g.tsv"]);
        Assert.True(read.IsSame("sofas", "a couch"));
        Assert.False(read.IsSame("sofa", "bed"));
        Assert.Empty(read.Undecided);
        File.AppendAllText(folder["g.tsv"], "sofa\ttree\tmaybe\n");
        Assert.Contains("maybe", Assert.Throws<CorpusException>(() => GuessJudge.Load(folder["g.tsv"])).Message);
    }

    [Fact]
    public void Answers_and_a_key_give_verdicts_that_a_table_keeps()
    {
        using var folder = new TemporaryFolder();
        Collection.Drawing[] order = [Draw("cat", 1), Draw("dog", 2), Draw("key", 3), Draw("sun", 4)];
        BlindNaming.SaveKey(folder["key.tsv"], "first/7", order);
        File.WriteAllText(folder["a.txt"], "# page 1\n1\tcat\tfox\n2\twolf\tdog\tcrooked\n");
        File.WriteAllText(folder["b.txt"], "3\tspoon\n");
        var judge = GuessJudge.Load(folder["g.tsv"]);
        var (rows, shown) = BlindNaming.Judge(folder["key.tsv"], [folder["a.txt"], folder["b.txt"]], judge, "2026-01-31");
        Assert.Equal(4, shown);
        Assert.Equal([ReviewVerdict.First, ReviewVerdict.Second, ReviewVerdict.Unnamed], rows.Select(row => row.Verdict));
        Assert.Equal(new ReviewRow(order[1].Id, "dog", "small", "first/7:2", "wolf", "dog", ReviewVerdict.Second, "2026-01-31", "crooked"), rows[1]);
        Assert.Equal("first/7", rows[1].SheetName);
        Assert.Contains(("key", "spoon"), judge.Undecided);

        var table = ReviewTable.Load(folder["r.tsv"]);
        foreach (var row in rows) table.Set(row);
        table.Set(rows[2] with { Verdict = ReviewVerdict.Clear });
        table.Save(folder["r.tsv"]);
        var read = ReviewTable.Load(folder["r.tsv"]);
        Assert.Equal(table.Rows, read.Rows);
        Assert.Equal(ReviewVerdict.Clear, read.Find(order[2].Id)!.Verdict);
        Assert.Null(read.Find(order[3].Id));
    }

    [Theory]
    [InlineData("9\tcat\n", "'9' is no number")]
    [InlineData("1 cat\n", "'1 cat' is no number")]
    [InlineData("1\tcat\n1\tdog\n", "1 is answered twice")]
    public void Answers_that_fit_no_key_are_refused(string answers, string expected)
    {
        using var folder = new TemporaryFolder();
        BlindNaming.SaveKey(folder["key.tsv"], "first/7", [Draw("cat", 1)]);
        File.WriteAllText(folder["a.txt"], answers);
        var error = Assert.Throws<CorpusException>(() => BlindNaming.Judge(folder["key.tsv"], [folder["a.txt"]], GuessJudge.Load("none"), ""));
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData("first/7", "'first/7' does not end in a colon and a number")]
    [InlineData("first/7:one", "'first/7:one' does not end")]
    [InlineData("c:/first/7:2\ta\tcat\tsmall\nfirst/7:2", "has the number of another drawing")]
    public void Keys_without_a_number_for_each_drawing_are_refused(string sheet, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["key.tsv"], $"sheet\tid\tsubject\tsize\n{sheet}\tb\tdog\tsmall\n");
        File.WriteAllText(folder["a.txt"], "");
        Assert.Contains(expected, Assert.Throws<CorpusException>(() => BlindNaming.Judge(folder["key.tsv"], [folder["a.txt"]], GuessJudge.Load("none"), "")).Message);
    }

    [Theory]
    [InlineData("subject\tsize\n", "the columns are not")]
    [InlineData("subject\tsize\tid\tsheet\tfirst_guess\tsecond_guess\tverdict\tdate\tnote\ncat\tsmall\n", ":2: 2 fields")]
    [InlineData("subject\tsize\tid\tsheet\tfirst_guess\tsecond_guess\tverdict\tdate\tnote\ncat\tsmall\ta\tb\tc\td\tlovely\te\t\n", "'lovely'")]
    [InlineData("subject\tsize\tid\tsheet\tfirst_guess\tsecond_guess\tverdict\tdate\tnote\ncat\tsmall\ta\tb\tc\td\t2\te\t\n", "'2'")]
    public void A_damaged_table_is_refused_with_its_place(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["r.tsv"], text);
        Assert.Contains(expected, Assert.Throws<CorpusException>(() => ReviewTable.Load(folder["r.tsv"])).Message);
    }

    private static Collection.Drawing Draw(string subject, int n, DrawingSize? size = null) =>
        new(subject, [], size ?? DrawingSize.Small, [], $"[{n}]\n'--", "a.txt", 1);
}
