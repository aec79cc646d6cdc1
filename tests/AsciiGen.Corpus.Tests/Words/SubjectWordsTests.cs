// Words of subjects on their way into a corpus: after a drawing's own, never twice, and gone again when the lists no longer have them.

using AsciiGen.Corpus.Words;

namespace AsciiGen.Corpus.Tests.Words;

public sealed class SubjectWordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryCorpus _corpus = new();

    public SubjectWordsTests() => _corpus.Import(
        TemporaryCorpus.Item("cat", "/\\_/\\\n(o.o)", aliases: ["sleeping cat", "kitten"]),
        TemporaryCorpus.Item("cat", " /\\\n(..)", style: Style.Line) with { Category = "animal" },
        TemporaryCorpus.Item("cat", "#  #\n ## ", style: Style.Banner),
        TemporaryCorpus.Item("car", "_/=\\_\n o o ", style: Style.Line) with { Category = "vehicle", Keywords = ["drive"] });

    public void Dispose()
    {
        _corpus.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Own_words_come_first_and_banners_get_none()
    {
        var report = Apply(Kitty);
        Assert.Equal(["sleeping cat, kitten, kitty", "kitty", "", "auto, automobile"], Column("aliases"));
        Assert.Equal(["animal, feline, moggie, pet, true cat", "animal, feline, moggie, pet, true cat", "", "drive, vehicle, machine"], Column("keywords"));
        Assert.Equal((2, 2, 3, 3), (report.Subjects, report.SubjectsWithAliases, report.Aliases, report.Artworks));
    }

    [Fact]
    public void Doing_it_twice_changes_nothing()
    {
        Apply(Kitty);
        var digest = CorpusDigest.Compute(_corpus.Database);
        Assert.Equal(0, Apply(Kitty).Artworks);
        Assert.Equal(digest, CorpusDigest.Compute(_corpus.Database));
    }

    [Fact]
    public void Other_lists_take_back_what_the_first_ones_gave_but_nothing_of_the_drawings_own()
    {
        var before = Column("aliases").Concat(Column("keywords")).ToList();
        Apply(Kitty);
        Apply(new WordLists([], null));
        Assert.Equal(["sleeping cat, kitten", "", "", ""], Column("aliases"));
        Assert.Equal(["animal", "animal", "", "drive, vehicle"], Column("keywords"));
        Assert.Equal(["sleeping cat, kitten", "", "", "", "", "", "", "drive"], before);
    }

    [Fact]
    public void A_drawing_in_the_place_of_a_deleted_one_keeps_its_own_words()
    {
        Apply(Kitty);
        _corpus.Execute("delete from artworks where id = 4");
        _corpus.Import(TemporaryCorpus.Item("car", "__[]_\n0   0", aliases: ["jalopy"]) with { Category = "vehicle" });
        Apply(Kitty);
        Assert.Equal("jalopy, auto, automobile", Column("aliases")[3]);
    }

    [Fact]
    public void The_new_words_are_found_and_the_index_follows_later_changes()
    {
        Apply(Kitty);
        Assert.Equal([2, 1], ArtworkQueries.Search(_corpus.Database, "kitty").Select(artwork => (int)artwork.Id).OrderDescending());
        Assert.Equal(2, ArtworkQueries.Search(_corpus.Database, "pet").Count);
        _corpus.Execute("update artworks set aliases = 'tom' where id = 2");
        Assert.Equal([1], ArtworkQueries.Search(_corpus.Database, "kitty").Select(artwork => (int)artwork.Id));
        _corpus.Execute("insert into artworks_fts (artworks_fts, rank) values ('integrity-check', 1)");
    }

    [Fact]
    public void A_cancelled_run_leaves_the_corpus_as_it_was()
    {
        var digest = CorpusDigest.Compute(_corpus.Database);
        Assert.Throws<OperationCanceledException>(() => Apply(SmallWordLists.Load(_folder, Kitty), new(canceled: true)));
        Assert.Equal(digest, CorpusDigest.Compute(_corpus.Database));
    }

    private static WordEntry[] Kitty => [SmallWordLists.Entry("mdi", "cat", "kitty"), SmallWordLists.Entry("emojilib", "cat", "kitty", "pet")];

    private SubjectWordsReport Apply(WordEntry[] entries) => Apply(SmallWordLists.Load(_folder, entries));

    private SubjectWordsReport Apply(WordLists lists, CancellationToken cancel = default) =>
        SubjectWords.Apply(_corpus.Database, lists, SmallWordLists.NoNames, JudgedWords.Parse(""), cancel);

    private List<string> Column(string name) =>
        [.. _corpus.Database.Run(connection => connection.Rows("select aliases, keywords from artworks order by id", row => row.GetString(name == "aliases" ? 0 : 1)))];
}
