// The block format of our own drawings: what is read, and what is said of a block that is spoilt.

using AsciiGen.Corpus.Sources;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Tests;

public sealed class HandDrawnSourceTests
{
    private const string Good = "cat | kitten, feline | small\n /\\_/\\\n( o.o )\n%%\n";

    [Fact]
    public void Reads_subject_aliases_drawing_and_group()
    {
        var items = HandDrawnSource.Parse(Good + "cat | | medium\n |\\__/|\n (    )\n%%", "a.txt").Select(result => result.Item!).ToList();
        Assert.Equal(2, items.Count);
        Assert.Equal(("cat", " /\\_/\\\n( o.o )", Style.Hand, "a.txt:1"), (items[0].Subject, items[0].Text, items[0].Style, items[0].SourceId));
        Assert.Equal(["kitten", "feline"], items[0].Aliases);
        Assert.Empty(items[1].Aliases);
        Assert.Equal(items[0].GroupKey, items[1].GroupKey);
        Assert.Equal("a.txt:5", items[1].SourceId);
    }

    [Fact]
    public void The_last_block_may_lack_its_end_and_line_ends_may_be_crlf()
    {
        var items = HandDrawnSource.Parse((Good + "dog | | small\n/o\\\n---").ReplaceLineEndings("\r\n"), "a.txt").ToList();
        Assert.Equal(["cat", "dog"], items.Select(result => result.Item!.Subject));
        Assert.Equal("/o\\\n---", items[1].Item!.Text);
    }

    [Theory]
    [InlineData("dog small\n/o\\\n%%\n", "header 'dog small'")]
    [InlineData(" | kitten | small\n/o\\\n%%\n", "names no subject")]
    [InlineData("dog | | \n/o\\\n%%\n", "names no size")]
    [InlineData("dog | | small\n\n%%\n", "'dog' has no drawing")]
    [InlineData("dog | | small\n%%\n", "'dog' has no drawing")]
    [InlineData("%%\n", "without a block")]
    [InlineData("dog | | small\n/o\\\n", "no '%%' before the header in line 7")]
    public void A_spoilt_block_is_a_problem_and_its_neighbours_are_read(string block, string expected)
    {
        var results = HandDrawnSource.Parse(Good + block + Good.Replace("o.o", "-.-"), "a.txt").ToList();
        Assert.Equal(2, results.Count(result => result.Item is not null));
        var problem = Assert.Single(results, result => result.Problem is not null).Problem!;
        Assert.Equal("a.txt:5", problem.Place);
        Assert.Contains(expected, problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Pipes_in_a_drawing_are_no_header()
    {
        var item = Assert.Single(HandDrawnSource.Parse("table | | small\n | o |\na | b | c\n%%\n", "a.txt")).Item!;
        Assert.Equal(" | o |\na | b | c", item.Text);
    }

    [Fact]
    public void A_folder_stands_for_its_text_files_in_order_and_a_missing_one_is_named()
    {
        using var corpus = new TemporaryCorpus();
        corpus.Write("b.txt", Good);
        corpus.Write("a.txt", Good);
        corpus.Write("c.md", Good);
        var files = HandDrawnSource.FindFiles([Path.GetDirectoryName(corpus.Path)!]);
        Assert.Equal(["a.txt", "b.txt"], files.Select(Path.GetFileName));
        Assert.Equal(2, HandDrawnSource.Read(files).Count());
        Assert.Contains("nowhere does not exist", Assert.Throws<CorpusException>(() => HandDrawnSource.FindFiles(["nowhere"])).Message);
    }
}
