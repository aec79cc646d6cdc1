// `art stats`: what the collection holds and how much of it strangers named: the shares of every round of sheets as they
// were shown, and of what is in the collection now.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Collection;
using AsciiGen.Decoding;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class ArtStatsCommand
{
    internal static Command Create()
    {
        var folder = ArtCommand.FolderOption();
        var command = new Command("stats", "Counts drawings, subjects and verdicts.") { folder };
        command.Does((parsed, _) =>
        {
            var collection = parsed.GetRequiredValue(folder);
            var drawings = CollectionFolder.Load(DrawingFile.Find([collection]));
            var review = ReviewTable.Load(Path.Combine(collection, CollectionFolder.ReviewFile));
            var judge = GuessJudge.Load(Path.Combine(collection, CollectionFolder.GuessFile));
            AnsiConsole.Write(Counts(drawings));
            AnsiConsole.Write(Canvases(drawings));
            AnsiConsole.Write(Shares(drawings, review, judge));
            var perSubject = drawings.GroupBy(drawing => drawing.Subject).Select(group => group.Count()).ToList();
            Console.WriteLine($"Subjects with 6 drawings or more: {perSubject.Count(count => count >= 6):N0}, with 2 to 5: {perSubject.Count(count => count is >= 2 and < 6):N0}, with 1: {perSubject.Count(count => count == 1):N0}.");
        });
        return command.WithExamples("ascii-lab art stats", "ascii-lab art stats --collection mine");
    }

    private static Table Counts(IReadOnlyList<Corpus.Collection.Drawing> drawings)
    {
        var table = LabTable.Create(["kind", .. DrawingSize.All.Select(size => size.Name), "drawings", "subjects"]);
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        foreach (var kind in drawings.GroupBy(drawing => drawing.Kind ?? "one thing").OrderByDescending(kind => kind.Count())) Add(kind.Key, kind.ToList());
        Add("all", drawings);
        return table;

        void Add(string name, IReadOnlyList<Corpus.Collection.Drawing> part) => table.AddTextRow(
        [
            name, .. DrawingSize.All.Select(size => $"{part.Count(drawing => drawing.Size == size):N0}"),
            $"{part.Count:N0}", $"{part.Select(drawing => drawing.Subject).Distinct().Count():N0}",
        ]);
    }

    /// <summary>How many drawings fill the canvases people ask for, and how many of the subjects have one that does.</summary>
    private static Table Canvases(IReadOnlyList<Corpus.Collection.Drawing> drawings)
    {
        var sizes = drawings.Select(drawing => (drawing.Subject, Size: ArtworkText.Measure(drawing.Text))).ToList();
        var table = LabTable.Create("canvas", "drawings that fill it", "subjects");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        foreach (var canvas in CanvasSize.Common)
        {
            var filling = sizes.Where(drawing => canvas.IsFilledBy(drawing.Size.Width, drawing.Size.Height)).ToList();
            table.AddTextRow($"{canvas}", $"{filling.Count:N0}", $"{filling.Select(drawing => drawing.Subject).Distinct().Count():N0}");
        }

        return table;
    }

    private static Table Shares(IReadOnlyList<Corpus.Collection.Drawing> drawings, ReviewTable review, GuessJudge judge)
    {
        var table = LabTable.Create("sheets", "shown", "named first", "within two", "clear", "dropped", "open", "kept");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        var held = drawings.Select(drawing => drawing.Id).ToHashSet();
        foreach (var sheets in review.Rows.GroupBy(row => row.SheetName).OrderBy(group => group.Min(row => row.Date)).ThenBy(group => group.Key)) Add(sheets.Key, sheets.ToList());
        Add("the collection", review.Rows.Where(row => held.Contains(row.Id)).ToList());
        return table;

        // Counted from the guesses: a drawing that was named and dropped for being crooked was named all the same.
        void Add(string name, IReadOnlyList<ReviewRow> rows)
        {
            var first = rows.Count(row => judge.IsSame(row.Subject, row.FirstGuess));
            var withinTwo = rows.Count(row => judge.IsSame(row.Subject, row.FirstGuess) || judge.IsSame(row.Subject, row.SecondGuess));
            table.AddTextRow(
                name, $"{rows.Count:N0}", Share(first), Share(withinTwo), Count(ReviewVerdict.Clear), Count(ReviewVerdict.Dropped), Count(ReviewVerdict.Unnamed),
                $"{rows.Count(row => held.Contains(row.Id)):N0}");

            string Count(ReviewVerdict verdict) => $"{rows.Count(row => row.Verdict == verdict):N0}";

            string Share(int count) => rows.Count == 0 ? "-" : $"{(double)count / rows.Count:0.0%}";
        }
    }
}
