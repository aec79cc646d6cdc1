// An evaluation on one web page: the tables, then the drawings behind them, best and worst of each measure and a fair draw
// of every size and style. Needs no network and no script; evaluation.json beside it holds the figures.

using AsciiGen.Corpus.Reports;
using AsciiGen.Formats;

namespace AsciiGen.Lab.Evaluation;

internal static class EvaluationReport
{
    private const string PageName = "index.html", JsonName = "evaluation.json";
    private const int Shown = 12; // drawings of a row
    private const int SubjectsShown = 6; // subjects whose variety is shown

    // Larger drawings than those of a corpus report, which are small on purpose.
    private const string Style = """

        .art { grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); }
        .art pre { min-height: 5em; }

        """;

    /// <summary>Writes the page and the figures into a folder, which is made if need be.</summary>
    /// <returns>The page's path.</returns>
    internal static string Save(string folder, EvaluationResult result, EvaluationSheets sheets)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, PageName);
        AtomicFile.SaveText(path, Write(result, sheets));
        result.Save(Path.Combine(folder, JsonName));
        return path;
    }

    private static string Write(EvaluationResult result, EvaluationSheets sheets)
    {
        var page = new PageWriter();
        page.Open($"Evaluation of {result.Model}", PageWriter.ReportStyle + Style);
        page.Paragraph(EvaluationTables.Summary(result));
        page.Paragraph($"Program {result.Program}, weights {result.ModelSha256[..16]}, pack {result.Pack} {result.PackSha256[..16]}.");
        page.Paragraph($"Temperature {Figures.Number(result.Temperature)} ({Figures.Number(result.VariedTemperature)} by hand for subjects with many drawings), guidance {Figures.Number(result.Guidance)}.");
        foreach (var problem in result.Problems) page.Paragraph($"Not measured: {problem}");
        page.Numbers([.. Heads(result)]);
        foreach (var table in EvaluationTables.Of(result))
        {
            page.Heading(table.Title);
            page.Paragraph(table.Note);
            page.Table(table.Heads, table.FirstNumber, table.Rows);
        }

        WriteSheets(page, sheets);
        page.Close();
        return page.ToString();
    }

    private static IEnumerable<(string Number, string Word)> Heads(EvaluationResult result)
    {
        if (result.Loss.Count > 0) yield return (Figures.Number(result.Loss[0].BitsPerCharacter, "0.000"), "bits per character");
        if (result.Recognition?.Rows.FirstOrDefault(row => row is { Drawings: "model", Style: "hand", Size: "24x12" }) is { } seen) yield return (Figures.Percent(seen.Top5), "right subject among five, hand 24x12");
        if (result.Variety is { } variety) yield return (Figures.Number(variety.MedianDifferent, "0.#"), $"different drawings of {variety.Seeds}");
        if (result.Novelty.FirstOrDefault(row => row is { Style: "hand", Size: "24x12" }) is { } near) yield return (Figures.Percent(near.NearShare), "near a training piece, hand 24x12");
        if (result.Banners?.Rows.FirstOrDefault(row => row is { Words: "new", Length: "all" }) is { } banners) yield return (Figures.Percent(banners.LetterShare), "letters right, new words");
        yield return (Figures.Number(result.DrawingsPerSecond, "0.0"), "drawings a second");
    }

    private static void WriteSheets(PageWriter page, EvaluationSheets sheets)
    {
        page.Heading("Best and worst");
        foreach (var (measure, scores) in sheets.Scores)
        {
            page.Drawings($"Best: {measure}", scores.Take(Shown).Select(Caption));
            page.Drawings($"Worst: {measure}", scores.Reverse().Take(Shown).Select(Caption));
        }

        page.Heading("Drawings");
        foreach (var look in sheets.Things.Concat(sheets.Banners).GroupBy(drawn => (drawn.Request.Style, drawn.Request.Size)))
        {
            page.Drawings($"{Styles.NameOf(look.Key.Style)}, {look.Key.Size}", look.Take(2 * Shown).Select(drawn => (drawn.Text, drawn.Request.Subject)));
        }

        page.Heading("Variety");
        foreach (var (drawings, different) in sheets.Variety.OrderBy(subject => subject.Different).Take(SubjectsShown / 2).Concat(sheets.Variety.OrderByDescending(subject => subject.Different).Take(SubjectsShown / 2)))
        {
            page.Drawings($"{drawings[0].Request.Subject}: {different} different of {drawings.Length}", drawings.Select(drawn => (drawn.Text, $"seed {drawn.Request.Seed}")));
        }
    }

    private static (string Text, string Caption) Caption(ScoredDrawing score) =>
        (score.Drawn.Text, $"{score.Drawn.Request.Subject}, {Styles.NameOf(score.Drawn.Request.Style)} {score.Drawn.Request.Size}: {score.Note}");
}
