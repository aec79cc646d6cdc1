// The figures of an evaluation as tables: one list of tables that the terminal and the web page both print.

using Spectre.Console;
using static AsciiGen.Lab.Evaluation.Figures;

namespace AsciiGen.Lab.Evaluation;

/// <summary>A table of texts.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Note">How to read it.</param>
/// <param name="Heads">Names of the columns.</param>
/// <param name="FirstNumber">The first column of numbers.</param>
/// <param name="Rows">Texts.</param>
internal sealed record EvaluationTable(string Title, string Note, string[] Heads, int FirstNumber, List<string[]> Rows);

internal static class EvaluationTables
{
    /// <summary>Prints all tables that have rows, and what could not be measured.</summary>
    internal static void Print(EvaluationResult result)
    {
        foreach (var table in Of(result))
        {
            var printed = LabTable.Create(table.Heads);
            foreach (var column in printed.Columns) column.NoWrap();
            foreach (var column in printed.Columns.Skip(table.FirstNumber)) column.RightAligned();
            foreach (var row in table.Rows) printed.AddTextRow(row);
            Console.WriteLine(table.Title);
            AnsiConsole.Write(printed);
        }

        Console.WriteLine(Summary(result));
        foreach (var problem in result.Problems) Console.Error.WriteLine($"not measured: {problem}");
    }

    /// <summary>What was drawn in one line.</summary>
    internal static string Summary(EvaluationResult result) =>
        $"{result.Model}, {result.Precision}, {result.Parameters:N0} parameters: {result.Drawings:N0} drawings of {result.Words} subjects and words, best of {result.Candidates}, guidance {Number(result.Guidance)}, seed {result.Seed}; "
        + $"{Number(result.DrawingsPerSecond, "0.0")} drawings a second, {Number(result.Seconds, "0")} s in all.";

    /// <summary>Every table that has rows.</summary>
    internal static List<EvaluationTable> Of(EvaluationResult result)
    {
        var tables = new List<EvaluationTable>
        {
            new(
                "Loss", "Bits per character on validation drawings, under their exact size and with room to spare. Lower is better.",
                ["style", "size", "drawings", "exact", "with room"], 2,
                [.. result.Loss.Select(row => new[] { row.Style, row.Size, $"{row.Drawings}", Number(row.BitsPerCharacter, "0.000"), Number(row.BitsPerCharacterWithRoom, "0.000") })]),
        };
        if (result.Limits is { } limits)
        {
            tables.Add(new(
                "Limits", "Drawings that broke a limit, which none can, have no ink, or did not end before the context was full.", ["drawings", "too wide", "too high", "other characters", "empty", "not ended"], 0,
                [[$"{limits.Drawings}", $"{limits.TooWide}", $"{limits.TooHigh}", $"{limits.OtherCharacters}", $"{limits.Empty}", $"{limits.Incomplete}"]]));
        }

        if (result.Recognition is { } recognition)
        {
            tables.Add(new(
                "Recognition", $"Rank of the right subject among all that have looks: strokes for hand and line, areas for solid, of pictures of {recognition.Families} families that nothing was learned from.",
                ["drawings", "style", "size", "count", "subjects", "looks", "top 1", "top 5", "median rank", "mean 1/rank"], 3,
                [.. recognition.Rows.Select(row => new[]
                {
                    row.Drawings, row.Style, row.Size, $"{row.Count}", $"{row.Subjects}", $"{row.Looks}", Percent(row.Top1), Percent(row.Top5), Number(row.MedianRank, "0.#"), Number(row.MeanReciprocalRank, "0.000"),
                })]));
        }

        tables.AddRange(OfDrawings(result));
        if (result.Variety is { } variety)
        {
            tables.Add(new(
                "Variety", $"Clearly different drawings among {variety.Seeds} of one subject; mirror images are the same.",
                ["style", "size", "subjects", "median", "mean", $"{EvaluationPlan.VariousFrom} or more"], 2,
                [[variety.Style, variety.Size, $"{variety.Subjects}", Number(variety.MedianDifferent, "0.#"), Number(variety.MeanDifferent), Percent(variety.VariousShare)]]));
        }

        if (result.Banners is { } banners)
        {
            tables.Add(new(
                "Banners", $"Compared with {banners.Fonts} fonts: words that banners were learned of, new words, and the pack's own pieces as the bound.",
                ["words", "letters", "drawings", "exact", "letters right"], 2,
                [.. banners.Rows.Select(row => new[] { row.Words, row.Length, $"{row.Drawings}", Percent(row.ExactShare), Percent(row.LetterShare) })]));
        }

        tables.RemoveAll(table => table.Rows.Count == 0);
        return tables;
    }

    private static IEnumerable<EvaluationTable> OfDrawings(EvaluationResult result) =>
    [
        new(
            "Canvas", "Drawings that have 70 % of the width or of the height asked for, those that the canvas cuts off, and the medians of both sides.",
            ["style", "size", "drawings", "filled", "cut off", "width", "height"], 2,
            [.. result.Canvas.Select(row => new[] { row.Style, row.Size, $"{row.Drawings}", Percent(row.FilledShare), Percent(row.CutShare), Percent(row.MedianWidthShare), Percent(row.MedianHeightShare) })]),
        new(
            "Strokes", "Characters with blanks all around, and ends of strokes that meet ink, beside training pieces of the same style and size.",
            ["style", "size", "drawings", "loose", "of pieces", "ends joined", "of pieces"], 2,
            [.. result.Strokes.Select(row => new[] { row.Style, row.Size, $"{row.Drawings}", Percent(row.LooseShare), Percent(row.LooseShareOfPieces), Percent(row.JoinedShare), Percent(row.JoinedShareOfPieces) })]),
        new(
            "Symmetry", "Subjects whose training pieces are symmetrical: rows that are their own mirror image, drawings with nine of ten such rows.",
            ["style", "subjects", "drawings", "rows", "of pieces", "symmetrical", "of pieces"], 1,
            [.. result.Symmetry.Select(row => new[] { row.Style, $"{row.Subjects}", $"{row.Drawings}", Percent(row.MirroredRows), Percent(row.MirroredRowsOfPieces), Percent(row.SymmetricalShare), Percent(row.SymmetricalShareOfPieces) })]),
        new(
            "Novelty", "Drawings that equal a training piece, that are within 5 % of one, and those of them that show the subject asked for.",
            ["style", "size", "drawings", "equal", "near", "near, same subject"], 2,
            [.. result.Novelty.Select(row => new[] { row.Style, row.Size, $"{row.Drawings}", Percent(row.EqualShare), Percent(row.NearShare), Percent(row.NearOfSubjectShare) })]),
    ];
}
