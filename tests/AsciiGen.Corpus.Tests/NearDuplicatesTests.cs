// Which drawings count as look-alikes, and what the search leaves in the database.

using AsciiGen.Corpus.Duplicates;

namespace AsciiGen.Corpus.Tests;

public sealed class NearDuplicatesTests : IDisposable
{
    private const string House = "   /\\\n  /  \\\n /____\\\n |  _ |\n | | ||\n |_|_||";
    private const string Shifted = "    /\\\n   /  \\\n  /____\\\n--|  _ |\n  | | ||\n  |_|_||";
    private const string Mug = ".-----.\n|     |-.\n|     | |\n|     |-'\n'-----'";
    private const string Duck = "    __\n___( o)>\n\\ <_. )\n `---'";
    private const string Turned = "  __\n<(o )___\n ( ._> /\n  '---'";
    private readonly TemporaryCorpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void A_shifted_drawing_with_a_small_change_is_the_same_drawing() =>
        Assert.InRange(Likeness.Measure(new(House), new(Shifted)), NearDuplicates.Threshold, 0.99);

    [Fact]
    public void Two_different_drawings_are_not_alike() => Assert.InRange(Likeness.Measure(new(House), new(Mug)), 0, 0.4);

    [Fact]
    public void A_character_of_the_same_shape_counts_half() => Assert.Equal(0.875, Likeness.Measure(new("+.\n++"), new("+,\n++")), 9);

    [Fact]
    public void The_inside_of_two_filled_shapes_does_not_make_them_alike()
    {
        var door = Filled([.. Enumerable.Repeat((0, 16), 8)]);
        var drop = Filled((7, 2), (6, 4), (4, 8), (2, 12), (0, 16), (0, 16), (1, 14), (4, 8));
        Assert.InRange(Likeness.Measure(new(door), new(drop)), 0, NearDuplicates.Threshold - 0.1);
        Assert.True(drop.Count(cell => cell == '#') > NearDuplicates.Threshold * door.Count(cell => cell == '#'));
    }

    [Fact]
    public void Likeness_is_the_same_in_both_directions_and_one_for_the_same_drawing()
    {
        string[] drawings = [House, Shifted, Mug, Duck, Turned, "#", "####\n####\n####"];
        foreach (var first in drawings)
        {
            Assert.Equal(1, Likeness.Measure(new(first), new(first)));
            foreach (var second in drawings)
            {
                var likeness = Likeness.Measure(new(first), new(second));
                Assert.Equal(likeness, Likeness.Measure(new(second), new(first)));
                Assert.Equal(likeness, Likeness.Measure(new(first), new(second), likeness));
            }
        }
    }

    [Fact]
    public void Bands_do_not_depend_on_where_a_drawing_stands() =>
        Assert.Equal(MinHash.BandsOf(new("/-\\\n| |")), MinHash.BandsOf(new("\n    /-\\\n    | |")));

    [Fact]
    public void Look_alikes_become_one_cluster_named_by_its_smallest_group()
    {
        Store(Line("house", House, "b"), Line("house", Shifted, "a"), Line("house", Mug, "c"));
        Assert.Equal(new(3, 2, 1, 2, 2, 1), NearDuplicates.Cluster(_corpus.Database) with { Compared = 1 });
        Assert.Equal(["a", "a", "c"], ClusterKeys());
    }

    [Fact]
    public void All_rows_of_a_joined_picture_go_with_it_even_invalid_ones()
    {
        Store(Line("house", House, "b"), Line("house", Shifted, "a"), Line("house", Mug, "b"), Line("house", "-", "b"));
        NearDuplicates.Cluster(_corpus.Database);
        Assert.Equal(4, _corpus.Database.Run(connection => connection.Number("select count(*) from artworks where cluster_key = 'a'")));
    }

    [Fact]
    public void A_mirror_image_looks_alike_unless_the_subject_has_a_side()
    {
        Store(Line("duck", Duck, "a"), Line("duck", Turned, "b"), Line("left duck", Duck + "~", "c"), Line("left duck", "~" + Turned[1..], "d"));
        NearDuplicates.Cluster(_corpus.Database);
        Assert.Equal(["a", "a", "c", "d"], ClusterKeys());
    }

    [Fact]
    public void Drawings_of_other_subjects_and_styles_are_not_compared()
    {
        Store(Line("house", House, "a"), Line("home", Shifted, "b"), TemporaryCorpus.Item("house", Shifted + "\n  -", "c"));
        NearDuplicates.Cluster(_corpus.Database);
        Assert.Equal(["a", "b", "c"], ClusterKeys());
    }

    [Fact]
    public void Look_alikes_share_the_weight_of_one()
    {
        Store(TemporaryCorpus.Item("house", House, "a"), TemporaryCorpus.Item("house", Shifted, "b"), TemporaryCorpus.Item("house", Mug, "c"), Line("mug", Mug + "-", "d"));
        NearDuplicates.Cluster(_corpus.Database);
        var artworks = ArtworkQueries.AllValid(_corpus.Database);
        Assert.Equal([0.5, 0.5, 1], artworks.Take(3).Select(artwork => artwork.Weight));
        Assert.Equal(SamplingWeight.Of(Style.Line, artworks[3].Quality, 0), artworks[3].Weight);
        Assert.InRange(artworks[3].Weight, 0.2, 0.9999);
    }

    [Fact]
    public void The_order_of_rows_changes_nothing()
    {
        ImportItem[] items = [Line("house", House, "b"), Line("house", Shifted, "a"), Line("house", Mug, "c"), Line("house", Turned, "d"), Line("house", Shifted + "-", "e")];
        Store(items);
        using var other = new TemporaryCorpus();
        other.Import([.. items.Reverse()]);
        Assert.Equal(NearDuplicates.Cluster(_corpus.Database), NearDuplicates.Cluster(other.Database));
        Assert.Equal(Stored(_corpus.Database), Stored(other.Database));
    }

    [Fact]
    public void Clustering_again_after_a_drawing_went_forgets_the_old_cluster()
    {
        Store(Line("house", House, "b"), Line("house", Shifted, "a"));
        NearDuplicates.Cluster(_corpus.Database);
        _corpus.Execute("update artworks set valid = 0 where group_key = 'a'");
        NearDuplicates.Cluster(_corpus.Database);
        Assert.Equal(["a", "b"], ClusterKeys());
    }

    [Fact]
    public void A_cancelled_search_stores_nothing()
    {
        Store(Line("house", House, "b"), Line("house", Shifted, "a"));
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => NearDuplicates.Cluster(_corpus.Database, cancel.Token));
        Assert.Equal(["a", "b"], ClusterKeys());
    }

    private void Store(params ImportItem[] items) => _corpus.Import(items);

    private static ImportItem Line(string subject, string text, string group) => TemporaryCorpus.Item(subject, text, group, Style.Line);

    private static string Filled(params (int Margin, int Width)[] rows) =>
        string.Join('\n', rows.Select(row => new string(' ', row.Margin) + new string('#', row.Width)));

    private List<string> ClusterKeys() =>
        _corpus.Database.Run(connection => connection.Rows("select cluster_key from artworks order by group_key", row => row.GetString(0)));

    private static List<string> Stored(CorpusDatabase database) =>
        database.Run(connection => connection.Rows("select sha256 || cluster_key || weight from artworks order by sha256", row => row.GetString(0)));
}
