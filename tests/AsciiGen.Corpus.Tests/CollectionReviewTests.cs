// The collection's own tables: every drawing was shown to somebody who did not know the word, and passed; the lists it
// set out to draw are drawn.

using AsciiGen.Corpus.Collection;

namespace AsciiGen.Corpus.Tests;

public sealed class CollectionReviewTests
{
    private static readonly string _folder = Path.Combine(ProgramRun.Repository, "art", "hand");

    [Fact]
    public void Every_drawing_of_the_collection_passed_its_review()
    {
        var review = ReviewTable.Load(Path.Combine(_folder, CollectionFolder.ReviewFile));
        var open = CollectionFolder.Load(DrawingFile.Find([_folder]))
            .Where(drawing => review.Find(drawing.Id)?.Verdict is not (ReviewVerdict.First or ReviewVerdict.Second or ReviewVerdict.Clear))
            .Select(drawing => $"{drawing.Place} {drawing.Subject} {drawing.Size.Name}: {review.Find(drawing.Id)?.Verdict.ToString() ?? "never shown"}");
        Assert.Empty(open);
    }

    [Fact]
    public void A_verdict_agrees_with_its_guesses()
    {
        var judge = GuessJudge.Load(Path.Combine(_folder, CollectionFolder.GuessFile));
        var odd = ReviewTable.Load(Path.Combine(_folder, CollectionFolder.ReviewFile)).Rows
            .Where(row => row.Verdict == ReviewVerdict.First && !judge.IsSame(row.Subject, row.FirstGuess)
                || row.Verdict == ReviewVerdict.Second && !judge.IsSame(row.Subject, row.SecondGuess)
                || row.Verdict == ReviewVerdict.Clear && row.Note.Length == 0 && judge.IsSame(row.Subject, row.FirstGuess))
            .Select(row => $"{row.Subject} {row.Size} {row.Id}: {row.Verdict} for {row.FirstGuess}, {row.SecondGuess}");
        Assert.Empty(odd);
        Assert.Empty(judge.Undecided);
    }

    [Fact]
    public void Every_name_of_the_lists_is_drawn_or_left_out_for_a_reason()
    {
        var counts = CollectionFolder.Load(DrawingFile.Find([_folder])).CountBy(drawing => drawing.Subject).ToDictionary();
        var rows = CoverageTable.Load(Path.Combine(_folder, CoverageTable.FileName));
        Assert.Equal([300, 3162, 345], rows.GroupBy(row => row.List).OrderBy(list => list.Key).Select(list => list.Count()));
        Assert.Empty(rows.Where(row => row.Outcome == CoverageTable.Drawn && !counts.ContainsKey(row.Subject)).Select(row => $"{row.List}: {row.Name}: no drawing of {row.Subject}"));
        var common = rows.Where(row => row.List == "common" && counts[row.Subject] < CoverageTable.Wanted("common"));
        Assert.Empty(common.Select(row => $"{row.Subject}: {counts[row.Subject]} drawings"));
    }
}
