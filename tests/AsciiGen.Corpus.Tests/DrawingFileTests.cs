// The grammar of the collection's files: what is read, what is said of a block that is spoilt, and what is written.

using AsciiGen.Corpus.Collection;
using AsciiGen.Corpus.Sources;

namespace AsciiGen.Corpus.Tests;

public sealed class DrawingFileTests
{
    private const string Good = "cat | kitten, feline | small\n /\\_/\\\n( o.o )\n%%\n";

    [Fact]
    public void Reads_subject_aliases_size_tags_and_place()
    {
        var drawings = Read(Good + "cat | | medium | pose=sleeping, view=side\n |\\__/|\n (    )\n%%");
        Assert.Equal(("cat", DrawingSize.Small, "a.txt:1"), (drawings[0].Subject, drawings[0].Size, drawings[0].Place));
        Assert.Equal(["kitten", "feline"], drawings[0].Aliases);
        Assert.Empty(drawings[0].Tags);
        Assert.Empty(drawings[1].Aliases);
        Assert.Equal([new("pose", "sleeping"), new("view", "side")], drawings[1].Tags);
        Assert.Equal("a.txt:5", drawings[1].Place);
        Assert.Equal("|\\__/|\n(    )", drawings[1].Text);
    }

    [Fact]
    public void The_last_block_may_lack_its_end_and_line_ends_may_be_crlf()
    {
        var drawings = Read((Good + "dog | | small\n/o\\\n---").ReplaceLineEndings("\r\n"));
        Assert.Equal(["cat", "dog"], drawings.Select(drawing => drawing.Subject));
        Assert.Equal("/o\\\n---", drawings[1].Written);
    }

    [Theory]
    [InlineData("dog small\n/o\\\n%%\n", "header 'dog small'")]
    [InlineData("dog | | small | view=side | x\n/o\\\n%%\n", "is not 'subject | alias, alias | size | key=value'")]
    [InlineData(" | kitten | small\n/o\\\n%%\n", "names no subject")]
    [InlineData("dog | | \n/o\\\n%%\n", "size '' is none of small, medium, large")]
    [InlineData("dog | | huge\n/o\\\n%%\n", "size 'huge'")]
    [InlineData("dog | | small | sleeping\n/o\\\n%%\n", "tag 'sleeping' is not key=value")]
    [InlineData("dog | | small | colour=red\n/o\\\n%%\n", "the key is one of view, pose, detail, kind")]
    [InlineData("dog | | small | pose=Sitting\n/o\\\n%%\n", "the value is lower-case words")]
    [InlineData("dog | | small | kind=photo\n/o\\\n%%\n", "the kind is one of scene")]
    [InlineData("dog | | small\n\n%%\n", "'dog' has no drawing")]
    [InlineData("dog | | small\n%%\n", "'dog' has no drawing")]
    [InlineData("%%\n", "without a block")]
    [InlineData("dog | | small\n/o\\\n", "no '%%' before the header in line 7")]
    public void A_spoilt_block_is_a_problem_and_its_neighbours_are_read(string block, string expected)
    {
        var results = DrawingFile.Parse(Good + block + Good.Replace("o.o", "-.-"), "a.txt").ToList();
        Assert.Equal(2, results.Count(result => result.Drawing is not null));
        var problem = Assert.Single(results, result => result.Problem is not null).Problem!;
        Assert.Equal("a.txt:5", problem.Place);
        Assert.Contains(expected, problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Pipes_in_a_drawing_are_no_header() =>
        Assert.Equal("| o |\na | b | c", Assert.Single(Read("table | | small\n| o |\na | b | c\n%%\n")).Text);

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        const string Written = "cat | kitten, feline | small\n /\\_/\\\n( o.o )\n%%\ncat |  | medium | pose=sleeping\n |\\__/|\n(    )\n%%\n";
        Assert.Equal(Written, DrawingFile.Format(Read(Written)));
    }

    [Theory]
    [InlineData("cat", "c/cat.txt")]
    [InlineData("t-shirt", "t/t-shirt.txt")]
    [InlineData("cat on a chair", "c/cat-on-a-chair.txt")]
    [InlineData("8 ball", "0/8-ball.txt")]
    [InlineData("valentine's day", "v/valentine-s-day.txt")]
    public void A_subject_has_one_file(string subject, string expected) => Assert.Equal(expected, DrawingFile.PathOf(subject).Replace('\\', '/'));

    [Fact]
    public void A_folder_stands_for_the_text_files_below_it_in_order_and_a_missing_one_is_named()
    {
        using var corpus = new TemporaryCorpus();
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(corpus.Path)!, "c"));
        corpus.Write("b.txt", Good);
        corpus.Write("a.txt", Good);
        corpus.Write("c/c.txt", Good);
        corpus.Write("c.md", Good);
        var files = DrawingFile.Find([Path.GetDirectoryName(corpus.Path)!]);
        Assert.Equal(["a.txt", "b.txt", "c.txt"], files.Select(Path.GetFileName));
        Assert.Equal(3, DrawingFile.Read(files).Count());
        Assert.Contains("nowhere does not exist", Assert.Throws<CorpusException>(() => DrawingFile.Find(["nowhere"])).Message);
    }

    [Fact]
    public void An_import_groups_by_subject_and_makes_phrases_of_poses_and_details()
    {
        using var corpus = new TemporaryCorpus();
        corpus.Write("a.txt", Good);
        corpus.Write("b.txt", "cat | kitten | small | pose=sleeping, view=side\n--\noo\n%%\ncat | | small | detail=with a bow, kind=critter\n-o\n--\n%%\nbroken\n%%\n");
        var results = HandDrawnSource.Read(DrawingFile.Find([Path.GetDirectoryName(corpus.Path)!])).ToList();
        var items = results.Select(result => result.Item).OfType<ImportItem>().ToList();
        Assert.Equal(("cat", " /\\_/\\\n( o.o )", Style.Hand, "a.txt:1", "hand/cat"), (items[0].Subject, items[0].Text, items[0].Style, items[0].SourceId, items[0].GroupKey));
        Assert.Equal(["hand/cat"], items.Select(item => item.GroupKey).Distinct());
        Assert.Equal(["kitten", "sleeping cat"], items[1].Aliases);
        Assert.Equal(["cat with a bow"], items[2].Aliases);
        Assert.Equal("b.txt:9", Assert.Single(results, result => result.Problem is not null).Problem!.Place);
    }

    private static List<Collection.Drawing> Read(string text) => DrawingFile.Parse(text, "a.txt").Select(result => result.Drawing!).ToList();
}
