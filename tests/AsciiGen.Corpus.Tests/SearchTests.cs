// Full-text search: current after every change of the table, and deaf to operators in what people type.

using CsCheck;

namespace AsciiGen.Corpus.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly TemporaryCorpus _corpus = new();

    public SearchTests() => _corpus.Import(
        TemporaryCorpus.Item("cat", "/\\_/\\\n(o.o)", aliases: ["kitten", "house pet"]),
        TemporaryCorpus.Item("caterpillar", "oooo@\n\"\"\"\"\""),
        TemporaryCorpus.Item("boat", "  |\\\n  |_\\\n\\____/", aliases: ["ship"]));

    public void Dispose() => _corpus.Dispose();

    [Theory]
    [InlineData("cat", "cat,caterpillar")]
    [InlineData("KITTEN", "cat")]
    [InlineData("pet house", "cat")]
    [InlineData("ships", "boat")]
    [InlineData("test", "boat,cat,caterpillar")]
    [InlineData("submarine", "")]
    public void Finds_beginnings_of_words_in_subject_aliases_and_source(string words, string expected) =>
        Assert.Equal(expected, Subjects(words));

    [Fact]
    public void Subjects_come_before_aliases()
    {
        _corpus.Import(TemporaryCorpus.Item("kitten", "^.^\n\"\"\""));
        Assert.Equal("kitten", ArtworkQueries.Search(_corpus.Database, "kitten")[0].Subject);
    }

    [Fact]
    public void The_exact_subject_comes_first_and_what_is_not_valid_last()
    {
        _corpus.Import(TemporaryCorpus.Item("cat", "."), TemporaryCorpus.Item("cathedral", "_A_\n|_|"), TemporaryCorpus.Item("cat", "#  #\n ## ", style: Style.Banner));
        Assert.Equal(["cat Hand", "cat Banner", "caterpillar Hand", "cathedral Hand", "cat Hand"], ArtworkQueries.Search(_corpus.Database, "cat").Select(artwork => $"{artwork.Subject} {artwork.Style}"));
    }

    [Fact]
    public void Exact_names_come_before_parts_of_names_and_those_before_what_only_leads_there()
    {
        _corpus.Import(
            TemporaryCorpus.Item("house plant", "|/\n_"),
            TemporaryCorpus.Item("sofa", "[___]\n |  |") with { Keywords = ["house"] },
            TemporaryCorpus.Item("lighthouse", "/_\\\n| |", aliases: ["house of light"]),
            TemporaryCorpus.Item("household", "__\n||"),
            TemporaryCorpus.Item("home", "/\\\n[]", aliases: ["cottage", "House"]),
            TemporaryCorpus.Item("house", "/^\\\n|_|"),
            TemporaryCorpus.Item("HOUSE", "## #\n # #", style: Style.Banner));
        Assert.Equal(
            ["house", "HOUSE", "home", "house plant", "cat", "lighthouse", "household", "sofa"],
            ArtworkQueries.Search(_corpus.Database, "house").Select(artwork => artwork.Subject));
        Assert.Equal(["house", "HOUSE", "house plant"], ArtworkQueries.Search(_corpus.Database, "Houses", limit: 3).Select(artwork => artwork.Subject));
    }

    [Fact]
    public void A_common_word_costs_no_more_in_a_larger_corpus()
    {
        long Steps(int copies)
        {
            using var corpus = new TemporaryCorpus();
            corpus.Import([.. Enumerable.Range(0, copies).Select(number => TemporaryCorpus.Numbered(number) with { Subject = "star map", Keywords = ["sky"] })]);
            return corpus.Database.Run(connection =>
            {
                var steps = 0L;
                SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, 1, _ => (int)(0 * ++steps), null);
                Assert.Equal(20, ArtworkSearch.Find(connection, "sky", 20).Count);
                SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
                return steps;
            });
        }

        Assert.InRange(Steps(1600), 1, 1.1 * Steps(200));
    }

    [Fact]
    public void An_inserted_row_is_found_and_the_limit_holds()
    {
        _corpus.Import(TemporaryCorpus.Item("teapot", "(_)>\n---"));
        Assert.Equal("teapot", Subjects("teapot"));
        Assert.Equal(2, ArtworkQueries.Search(_corpus.Database, "test", limit: 2).Count);
    }

    [Fact]
    public void An_updated_row_is_found_by_its_new_words_only()
    {
        _corpus.Execute("update artworks set subject = 'dog', aliases = 'hound' where subject = 'cat'");
        Assert.Equal("dog", Subjects("hound"));
        Assert.Equal("", Subjects("kitten"));
        Assert.Equal("caterpillar", Subjects("cat"));
    }

    [Fact]
    public void A_deleted_row_is_not_found()
    {
        _corpus.Execute("delete from artworks where subject = 'cat'");
        Assert.Equal("", Subjects("kitten"));
        _corpus.Execute("insert into artworks_fts (artworks_fts, rank) values ('integrity-check', 1)");
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("cat\" OR \"boat")]
    [InlineData("cat*) OR (boat")]
    [InlineData("subject:cat")]
    [InlineData("NEAR(cat boat)")]
    [InlineData("cat AND")]
    [InlineData("{subject} : cat")]
    [InlineData("^cat - boat")]
    [InlineData("'; drop table artworks; --")]
    [InlineData("\0cat\u0001")]
    [InlineData("***")]
    [InlineData("")]
    public void Operators_are_plain_characters(string words)
    {
        ArtworkQueries.Search(_corpus.Database, words);
        Assert.Equal("boat,cat,caterpillar", Subjects("test"));
    }

    [Fact]
    public void An_operator_widens_nothing() => Assert.Equal("", Subjects("cat OR boat"));

    [Fact]
    public void No_text_makes_the_search_fail() =>
        Gen.String[Gen.OneOf(Gen.Char[" \"'*^():{}[]+-catboNEARND"], Gen.Char), 0, 30]
            .Sample(words => { ArtworkQueries.Search(_corpus.Database, words); }, iter: 2000, threads: 1);

    private string Subjects(string words) =>
        string.Join(',', ArtworkQueries.Search(_corpus.Database, words).Select(artwork => artwork.Subject).Order());
}
