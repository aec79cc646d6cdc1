// A corpus as a list of subjects: what is drawn, in which styles, under which words; every word leads to one subject.

using AsciiGen.Corpus.Words;
using AsciiGen.Subjects;

namespace AsciiGen.Corpus.Tests.Words;

public sealed class SubjectListingTests : IDisposable
{
    private const string Index = """
          1 licence
        beast n 1 1 ~ 1 1 00000100
        cat n 1 2 @ ~ 1 1 00000200
        felis_catus n 1 1 @ 1 0 00000210
        genus_felis n 1 1 @ 1 0 00000220
        hussy n 1 1 @ 1 1 00000230
        moggie n 1 1 @ 1 0 00000210
        moggie_tiger_cat n 1 1 @ 1 0 00000210
        puss n 2 1 @ 2 1 00000240 00000210
        siamese_cat n 1 1 @ 1 0 00000250
        tom n 1 1 @i 1 0 00000260
        yarn n 1 0 1 0 00000300

        """;

    private const string Data = """
          1 licence
        00000100 05 n 01 beast 0 000 | a living being
        00000200 05 n 01 cat 0 001 @ 00000100 n 0000 | feline mammal
        00000210 05 n 03 moggie 0 Felis_catus 0 moggie_tiger_cat 0 001 @ 00000200 n 0000 | a cat of no breed
        00000220 14 n 01 genus_Felis 0 001 @ 00000100 n 0000 | type genus
        00000230 18 n 01 hussy 0 001 @ 00000200 n 0000 | informal terms for a promiscuous girl
        00000240 05 n 01 puss 0 001 @ 00000200 n 0000 | obscene word
        00000250 05 n 01 Siamese_cat 0 001 @ 00000210 n 0000 | a slender cat
        00000260 05 n 01 Tom 0 001 @i 00000200 n 0000 | the cat of a cartoon
        00000300 06 n 01 yarn 0 000 | a thread

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryCorpus _corpus = new();

    public SubjectListingTests()
    {
        _corpus.Import(
            TemporaryCorpus.Item("cat", "/\\_/\\\n(o.o)", aliases: ["kitten", "wings", "t-shirt"]) with { Category = "animal", Keywords = ["beast"] },
            TemporaryCorpus.Item("cat", " /\\  \n(..) ", style: Style.Line) with { Category = "animal" },
            TemporaryCorpus.Item("cat", "#  #\n ## ", style: Style.Banner),
            TemporaryCorpus.Item("t shirt", "_/=\\_\n |_| ", style: Style.Line, aliases: ["tee", "kitten", "shirt, red"]),
            TemporaryCorpus.Item("wing", "\\\\\\\\\n \\\\\\", style: Style.Solid),
            TemporaryCorpus.Item("banner word", "##  ##\n ####", style: Style.Banner));
        _corpus.Execute("update artworks set valid = 1"); // however small
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Subjects_have_their_styles_and_words_of_their_own()
    {
        var subjects = SubjectListing.Of(_corpus.Database, null);
        Assert.Equal("cat\thl\tkitten\t\nt shirt\tl\tred,shirt,tee\t\nwing\ts\t\t\n", SubjectTable.Format(subjects));
    }

    [Fact]
    public void Only_subjects_with_a_drawing_in_a_style_are_listed_on_demand()
    {
        Assert.Equal(["cat"], SubjectListing.Of(_corpus.Database, null, Style.Hand).Select(subject => subject.Name));
        Assert.Equal(["cat", "t shirt"], SubjectListing.Of(_corpus.Database, null, Style.Line).Select(subject => subject.Name));
        _corpus.Execute("update artworks set valid = 0 where style = 'solid'");
        Assert.Contains("to list in the style solid.", Assert.Throws<CorpusException>(() => SubjectListing.Of(_corpus.Database, null, Style.Solid)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_of_six_hand_drawings_is_varied()
    {
        bool IsVaried() => SubjectListing.Of(_corpus.Database, null)[0].IsVaried;
        for (var legs = 2; legs < SubjectListing.ManyByHand; legs++)
        {
            _corpus.Import(TemporaryCorpus.Item("cat", $"/\\_/\\\n(o.o)\n{new string('|', legs)}"), TemporaryCorpus.Item("cat", $"#__#\n{new string('|', legs)}", style: Style.Line));
            _corpus.Execute("update artworks set valid = 1");
            Assert.False(IsVaried(), $"with {legs}");
        }

        _corpus.Import(TemporaryCorpus.Item("cat", "/\\_/\\\n(-.-)"));
        _corpus.Execute("update artworks set valid = 1");
        Assert.True(IsVaried());
    }

    [Fact]
    public void Kinds_are_narrower_and_wider_words_and_no_names_latin_or_coarse_ones()
    {
        SmallWordLists.Write(_folder, "wordnet/index.noun", Index);
        SmallWordLists.Write(_folder, "wordnet/data.noun", Data);
        var cat = SubjectListing.Of(_corpus.Database, WordNet.Load(_folder["wordnet"]))[0];
        Assert.Equal("cat", cat.Name);
        Assert.Equal(["beast", "moggie", "siamese cat"], cat.Kinds.Intersect(["beast", "moggie", "siamese cat", "felis catus", "genus felis", "hussy", "puss", "tom", "yarn", "moggie tiger cat", "kitten", "cat"]).Order());
        Assert.Contains("garfield", cat.Kinds); // of kinds.tsv
    }

    [Fact]
    public void Held_out_and_refused_drawings_are_not_listed()
    {
        _corpus.Execute("update artworks set valid = 0 where subject = 'wing'");
        Assert.Equal(["cat", "t shirt"], SubjectListing.Of(_corpus.Database, null).Select(subject => subject.Name));
        _corpus.Execute("update sources set held_out = 1");
        Assert.Contains("no valid drawings", Assert.Throws<CorpusException>(() => SubjectListing.Of(_corpus.Database, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_style_that_is_none_is_told_with_its_value_and_subject()
    {
        _corpus.Execute("pragma ignore_check_constraints = on; update artworks set style = 'oil' where subject = 'wing'");
        var error = Assert.Throws<CorpusException>(() => SubjectListing.Of(_corpus.Database, null));
        Assert.Contains("'oil' in the column style of an artwork of 'wing'", error.Message, StringComparison.Ordinal);
        Assert.StartsWith(_corpus.Path, error.Message, StringComparison.Ordinal);
    }
}
