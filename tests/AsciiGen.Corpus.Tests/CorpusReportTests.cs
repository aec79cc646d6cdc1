// The report page: its numbers are those of the corpus, and nothing in a corpus can break out of it.

using System.Text.RegularExpressions;
using AsciiGen.Corpus.Duplicates;
using AsciiGen.Corpus.Reports;

namespace AsciiGen.Corpus.Tests;

public sealed class CorpusReportTests : IDisposable
{
    private const string Mug = ".-----.\n|     |-.\n|     | |\n|     |-'\n'-----'";
    private readonly TemporaryCorpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Numbers_are_those_of_the_corpus()
    {
        _corpus.Import(
            TemporaryCorpus.Item("mug", Mug, "a", Style.Line), TemporaryCorpus.Item("mug", Mug + "-", "b", Style.Line) with { Category = "tool" },
            TemporaryCorpus.Item("cat", " /\\_/\\\n( o.o )"), TemporaryCorpus.Item("caf\u00e9", "-"));
        NearDuplicates.Cluster(_corpus.Database);
        var summary = SummaryQueries.Read(_corpus.Database);
        Assert.Equal([(Style.Line, 2, 0), (Style.Hand, 1, 1)], summary.Styles.Select(style => (style.Style, style.Valid, style.Refused)));
        Assert.Equal([1, 2], summary.Styles.Select(style => style.Qualities.Sum()).Order());
        Assert.Equal((3, 1, 2), (summary.Sources[0].Valid, summary.Sources[0].Refused, summary.Sources[0].Subjects));
        Assert.Equal([1, 1, 1], summary.Refusals.Select(reason => reason.Count));
        Assert.Contains(new("fewer than 2 rows", 1), summary.Refusals);
        Assert.Equal([new("", 2), new("tool", 1)], summary.Categories);
        Assert.Equal(2, summary.Sizes[(1, 1)]);
        Assert.Equal(1, summary.Sizes[(0, 0)]);
        Assert.Equal([(2, 1)], summary.ClusterSizes);
        Assert.Equal([new("mug", 1, 1, 2), new("cat", 1, 1, 1)], summary.Subjects);
        Assert.Equal(2 * Mug.Count(cell => cell == '|'), summary.Characters.Single(tally => tally.Name == "|").Count);
        Assert.Contains(summary.Samples, group => group.Title == "look-alikes: mug, 2 pictures" && group.Drawings.Count == 2);
        Assert.Contains(summary.Samples, group => group.Title == "refused: fewer than 2 rows" && group.Drawings.Single().Text == "-");
    }

    [Fact]
    public void Nothing_in_a_corpus_is_markup_of_the_page()
    {
        const string evil = "<script>alert(1)</script>\n\"'&<b>\u0001\u001b";
        _corpus.Import(TemporaryCorpus.Item("<i>subject</i>", evil, "<g>"), TemporaryCorpus.Item("<u>", "<b>\n</b>") with { Category = "<em>" });
        _corpus.Execute("update sources set family = '<family>', license = '<licence>'");
        var page = CorpusReport.Write(SummaryQueries.Read(_corpus.Database));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page);
        string[] tags = [.. Regex.Matches(page, "<([a-z0-9]+)").Select(match => match.Groups[1].Value).Distinct()];
        Assert.Empty(tags.Except([
            "html", "meta", "title", "style", "main", "h1", "h2", "h3", "dl", "div", "dd", "dt", "figure", "figcaption", "svg", "rect", "text", "table", "tr", "th", "td", "p", "pre",
        ]));
        Assert.DoesNotContain(page, character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public void An_empty_corpus_has_a_report_too()
    {
        CorpusReport.Save(_corpus.Database, _corpus.At("report.html"));
        Assert.Contains("Corpus report", File.ReadAllText(_corpus.At("report.html")));
    }

    [Fact]
    public void The_page_asks_no_network_and_is_the_same_every_time()
    {
        _corpus.Import([.. Enumerable.Range(0, 50).Select(TemporaryCorpus.Numbered)]);
        var page = CorpusReport.Write(SummaryQueries.Read(_corpus.Database));
        Assert.Equal(page, CorpusReport.Write(SummaryQueries.Read(_corpus.Database)));
        Assert.DoesNotMatch("https?:|src=|href=|url\\(|@import", page);
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_one_line()
    {
        var error = Assert.Throws<AsciiGenException>(() => CorpusReport.Save(_corpus.Database, _corpus.At("no/folder/report.html")));
        Assert.Contains("cannot be written", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
