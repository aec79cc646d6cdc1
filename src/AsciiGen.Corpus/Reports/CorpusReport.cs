// The corpus on one page: what is in it, where it comes from, how good it looks, what was refused and why. The page
// needs no network and no script, and the same corpus makes the same page. Does not know how the numbers are counted.

using System.Globalization;
using AsciiGen.Formats;

namespace AsciiGen.Corpus.Reports;

/// <summary>Writes the report of a corpus.</summary>
public static class CorpusReport
{
    private const int SubjectsShown = 25;
    private const int CategoriesShown = 40;
    private const int CharactersShown = 40;

    /// <summary>Writes the page.</summary>
    /// <param name="database">Any open corpus.</param>
    /// <param name="path">An HTML file.</param>
    /// <exception cref="AsciiGenException">The file cannot be written.</exception>
    public static void Save(CorpusDatabase database, string path)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.SaveText(path, Write(SummaryQueries.Read(database)));
    }

    internal static string Write(CorpusSummary summary)
    {
        var page = new PageWriter();
        page.Open("Corpus report", PageWriter.ReportStyle);
        WriteTotals(page, summary);
        WriteSources(page, summary);
        WriteLooks(page, summary);
        WriteSubjects(page, summary);
        page.Heading("Drawings");
        page.Paragraph("A fair draw from each, with subject, source and score.");
        foreach (var group in summary.Samples) page.Drawings(group.Title, group.Drawings.Select(drawing => (drawing.Text, drawing.Caption)));
        page.Close();
        return page.ToString();
    }

    private static void WriteTotals(PageWriter page, CorpusSummary summary)
    {
        long valid = summary.Styles.Sum(style => style.Valid), refused = summary.Styles.Sum(style => style.Refused);
        page.Numbers(
            (Text(valid), "drawings"), (Text(refused), "refused"), (Text(summary.Subjects.Count), "subjects"),
            (Text(summary.Subjects.Count(subject => subject.Sources >= 3)), "subjects with 3 or more sources"),
            (Text(summary.Subjects.Count(subject => subject.Families >= 3)), "subjects with 3 or more families"),
            (Text(summary.Sources.Count), "sources"), (Text(summary.Sources.Select(source => source.Family).Distinct().Count()), "families"),
            (Text(summary.ClusterSizes.Sum(size => size.Clusters)), "clusters of look-alikes"),
            (Text(summary.ClusterSizes.Sum(size => size.Clusters * size.Pictures)), "pictures in those"),
            (Text(summary.Styles.Sum(style => style.Tokens)), "tokens"));
        page.Bars("Refused, by reason; a drawing may have several", Bars(summary.Refusals));
        page.Table(
            ["style", "drawings", "refused", "tokens", "weight"], 1,
            summary.Styles.Select(style => new[] { Styles.NameOf(style.Style), Text(style.Valid), Text(style.Refused), Text(style.Tokens), Text((long)style.Weight) }));
        page.Paragraph("Weight is how many drawings a style counts as in sampling, where look-alikes share the weight of one and poor conversions count less.");
    }

    private static void WriteSources(PageWriter page, CorpusSummary summary)
    {
        page.Heading("Sources");
        page.Table(
            ["source", "kind", "family", "licence", "", "drawings", "refused", "subjects", "mean score"], 5,
            summary.Sources.Select(source => new[]
            {
                source.Name, source.Kind, source.Family, source.License, source.IsHeldOut ? "held out" : "", Text(source.Valid), Text(source.Refused),
                Text(source.Subjects), source.Quality.ToString("F2", CultureInfo.InvariantCulture),
            }));
    }

    private static void WriteLooks(PageWriter page, CorpusSummary summary)
    {
        page.Heading("Sizes, characters, scores");
        var columns = 1 + summary.Sizes.Keys.Select(size => size.Column).DefaultIfEmpty(0).Max();
        var rows = 1 + summary.Sizes.Keys.Select(size => size.Row).DefaultIfEmpty(0).Max();
        page.Grid(
            "Drawings by columns (across) and rows (down)", Ranges(columns, SummaryQueries.ColumnsOfSize), Ranges(rows, SummaryQueries.RowsOfSize),
            (column, row) => summary.Sizes.GetValueOrDefault((column, row)));
        if (summary.Characters.Count > 0)
        {
            page.Columns("Characters of all valid drawings, commonest first", [.. summary.Characters.Take(CharactersShown).Select(tally => (tally.Name, (double)tally.Count))], 1);
        }

        foreach (var style in summary.Styles.Where(style => style.Valid > 0))
        {
            page.Columns(
                $"Scores, {Styles.NameOf(style.Style)}",
                [.. style.Qualities.Select((count, place) => (((double)place / style.Qualities.Length).ToString("0.##", CultureInfo.InvariantCulture), (double)count))], 4);
        }

        if (summary.ClusterSizes.Count > 0)
        {
            page.Bars("Clusters, by how many pictures look alike", [.. summary.ClusterSizes.Select(size => (Text(size.Pictures), (double)size.Clusters, Text(size.Clusters)))]);
        }
    }

    private static void WriteSubjects(PageWriter page, CorpusSummary summary)
    {
        page.Heading("Subjects");
        page.Bars("Drawings by category", Bars([.. summary.Categories.Take(CategoriesShown).Select(tally => tally with { Name = tally.Name.Length == 0 ? "(none)" : tally.Name })]));
        page.Bars(
            "Subjects, by number of sources",
            [.. summary.Subjects.CountBy(subject => subject.Sources).OrderBy(pair => pair.Key).Select(pair => (Text(pair.Key), (double)pair.Value, Text(pair.Value)))]);
        string[] heads = ["subject", "sources", "families", "drawings"];
        static string[] Row(SubjectSummary subject) => [subject.Name, Text(subject.Sources), Text(subject.Families), Text(subject.Drawings)];
        page.Paragraph("Those with the most sources:");
        page.Table(heads, 1, summary.Subjects.Take(SubjectsShown).Select(Row));
        page.Paragraph("Those with the fewest, and of these with the fewest drawings:");
        page.Table(heads, 1, summary.Subjects.Reverse().Take(SubjectsShown).Select(Row));
    }

    private static (string Label, double Value, string Text)[] Bars(IReadOnlyList<Tally> tallies) =>
        [.. tallies.Select(tally => (tally.Name.Length > 32 ? tally.Name[..31] + "\u2026" : tally.Name, (double)tally.Count, Text(tally.Count)))];

    private static string[] Ranges(int count, int step) => [.. Enumerable.Range(0, count).Select(i => $"{(i * step) + 1}-{(i + 1) * step}")];

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
