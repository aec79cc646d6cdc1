// Tables of subjects: what is written is read, and every damaged one is refused in one line that names the place.

using System.Text;
using AsciiGen.Subjects;
using CsCheck;

namespace AsciiGen.Tests.Subjects;

public sealed class SubjectTableTests
{
    private const string Small = "cat\thlsv\tkitty,kitten\tlynx\ndog\thl\t\tpoodle,alley dog\nt shirt\ts\t\t\n";

    [Fact]
    public void Table_has_what_its_text_says()
    {
        var table = Parse(Small);
        Assert.Equal(3, table.Count);
        Assert.Equal("cat|Hand,Line,Solid|kitty,kitten|lynx", Show(table[0]));
        Assert.Equal("dog|Hand,Line||poodle,alley dog", Show(table[1]));
        Assert.Equal("t shirt|Solid||", Show(table[2]));
        Assert.Equal([Style.Hand, Style.Hand, Style.Solid], Enumerable.Range(0, 3).Select(i => table[i].BestStyle));
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(i => table[i].IsVaried));
    }

    [Fact]
    public void Formatting_undoes_parsing_in_any_order()
    {
        var table = Parse(Small);
        Assert.Equal(Small, SubjectTable.Format([table[2], table[0], table[1]]));
    }

    [Fact]
    public void Subject_is_found_by_its_whole_name_only()
    {
        var table = Parse(Small);
        Assert.Equal([0, 1, 2], new[] { "cat", "dog", "t shirt" }.Select(table.IndexOf));
        Assert.All(["", "ca", "cats", "kitty", "zebra", "aa", "t", "café", new string('a', 500)], name => Assert.Equal(-1, table.IndexOf(name)));
    }

    [Theory]
    [InlineData("", "is cut off")]
    [InlineData("cat\thls\t\t", "is cut off")]
    [InlineData("cat\thls\t\n", "line 1", "has 3 fields")]
    [InlineData("cat\thls\t\t\t\n", "line 1", "has 5 fields")]
    [InlineData("cat\n", "line 1", "has 1 fields")]
    [InlineData("\n", "line 1", "empty")]
    [InlineData("cat\thls\t\t\n\n", "line 2", "come after")]
    [InlineData("\thls\t\t\n", "line 1", "empty")]
    [InlineData("cat\t\t\t\n", "names no style")]
    [InlineData("cat\thh\t\t\n", "no letters of 'hls'")]
    [InlineData("cat\tlh\t\t\n", "no letters of 'hls'")]
    [InlineData("cat\th,l\t\t\n", "comma")]
    [InlineData("cat,dog\th\t\t\n", "comma")]
    [InlineData("cat\thb\t\t\n", "no letters of 'hls'")]
    [InlineData("cat\tvh\t\t\n", "no letters of 'hls'")]
    [InlineData("cat\thvv\t\t\n", "no letters of 'hls'")]
    [InlineData("cat\tv\t\t\n", "names no style")]
    [InlineData("Cat\thls\t\t\n", "line 1", "byte 67")]
    [InlineData("cat\thls\t\t\ncaf\u00e9\th\t\t\n", "line 2", "byte 195")]
    [InlineData("cat\thls\t\t\r\n", "byte 13")]
    [InlineData("dog\thls\t\t\ncat\thls\t\t\n", "line 2", "come after")]
    [InlineData("cat\thls\t\t\ncat\thls\t\t\n", "line 2", "come after")]
    [InlineData("cat\thls\tkitty,,tom\t\n", "line 1", "empty")]
    [InlineData("cat\thls\tkitty,\t\n", "line 1", "empty")]
    [InlineData("cat\thls\t,kitty\t\n", "line 1", "empty")]
    [InlineData("cat\thls\tkitty, tom\t\n", "blanks")]
    [InlineData("cat\thls\tkitty\ttom \n", "blanks")]
    [InlineData("cat \thls\t\t\n", "blanks")]
    [InlineData("cat\thls\tkitty  cat\t\n", "blanks")]
    public void Damaged_table_is_refused_in_one_line(string text, params string[] says)
    {
        var error = Assert.Throws<AsciiGenException>(() => SubjectTable.Parse(Encoding.UTF8.GetBytes(text), "x/subjects.tsv"));
        Assert.StartsWith("x/subjects.tsv: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(says, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Word_longer_than_a_prompt_is_refused() =>
        Assert.Contains("too long", Assert.Throws<AsciiGenException>(() => Parse($"cat\th\t{new string('a', 81)}\t\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Table_that_is_too_large_is_refused() =>
        Assert.Contains("more than", Assert.Throws<AsciiGenException>(() => SubjectTable.Parse(new byte[SubjectTable.MaxBytes + 1], "x")).Message, StringComparison.Ordinal);

    [Fact]
    public void Spoilt_bytes_never_do_more_than_be_refused()
    {
        var text = Encoding.ASCII.GetBytes(Small);
        var places = Gen.Select(Gen.Int[0, text.Length - 1], Gen.OneOf(Gen.Byte, Gen.Const((byte)'\n'), Gen.Const((byte)'\t'), Gen.Const((byte)',')));
        Gen.Select(places.Array[1, 6], Gen.Int[0, text.Length]).Sample((changes, length) =>
        {
            var spoilt = text[..];
            foreach (var (place, value) in changes) spoilt[place] = value;
            try
            {
                var table = SubjectTable.Parse(spoilt[..length], "x");
                for (var i = 0; i < table.Count; i++) Assert.Equal(i, table.IndexOf(table[i].Name));
                Assert.NotEmpty(new SubjectResolver(table).Resolve("kat in a hat").Subject.Name);
            }
            catch (AsciiGenException error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        });
    }

    private static SubjectTable Parse(string text) => SubjectTable.Parse(Encoding.ASCII.GetBytes(text), "x");

    private static string Show(Subject subject) => $"{subject.Name}|{string.Join(',', subject.Styles)}|{string.Join(',', subject.Aliases)}|{string.Join(',', subject.Kinds)}";
}
