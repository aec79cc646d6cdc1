// Builds that are stopped, repeated and changed: what they end with never depends on it.

using AsciiGen.Corpus.Building;
using CsCheck;

namespace AsciiGen.Corpus.Tests.Building;

public sealed class CorpusBuilderTests : IDisposable
{
    private const int PictureCount = 300;

    private readonly TemporaryCorpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void A_build_that_is_stopped_anywhere_ends_with_the_same_content()
    {
        CorpusBuilder.Build(_corpus.Database, Source("a"), cancel: TestContext.Current.CancellationToken);
        CorpusBuilder.Build(_corpus.Database, Source("b"), cancel: TestContext.Current.CancellationToken);
        var expected = CorpusDigest.Compute(_corpus.Database);

        Gen.Int[0, PictureCount].Array[1, 4].Sample(
            stops =>
            {
                using var corpus = new TemporaryCorpus();
                foreach (var stop in stops) BuildUntil(corpus.Database, Source("a"), stop);
                CorpusBuilder.Build(corpus.Database, Source("a"));
                foreach (var stop in stops) BuildUntil(corpus.Database, Source("b"), stop);
                CorpusBuilder.Build(corpus.Database, Source("b"));
                Assert.Equal(expected, CorpusDigest.Compute(corpus.Database));
            },
            iter: 12, threads: 1);
    }

    [Fact]
    public void A_complete_source_is_not_built_again()
    {
        var first = CorpusBuilder.Build(_corpus.Database, Source("a"), cancel: TestContext.Current.CancellationToken);
        var again = CorpusBuilder.Build(_corpus.Database, Source("a") with { Pictures = Failing() }, cancel: TestContext.Current.CancellationToken);

        Assert.False(first.WasComplete);
        Assert.True(again.WasComplete);
        Assert.Equal(PictureCount, again.Pictures);
    }

    [Fact]
    public void A_source_with_another_fingerprint_replaces_what_was_there()
    {
        CorpusBuilder.Build(_corpus.Database, Source("a"), cancel: TestContext.Current.CancellationToken);
        CorpusBuilder.Build(_corpus.Database, Source("b"), cancel: TestContext.Current.CancellationToken);
        CorpusBuilder.Build(
            _corpus.Database, new(Info("a"), "newer", [() => [ImportResult.Of(TemporaryCorpus.Item("only", "/\\\n\\/"))]]),
            cancel: TestContext.Current.CancellationToken);

        var bySource = ArtworkQueries.AllValid(_corpus.Database).GroupBy(artwork => artwork.Source).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(1, bySource["a"]);
        Assert.Equal(PictureCount, bySource["b"]);
    }

    [Fact]
    public void Problems_are_stored_with_the_pictures_they_belong_to()
    {
        var pictures = Enumerable.Range(0, 200).Select<int, Func<IReadOnlyList<ImportResult>>>(
            i => () => i % 50 == 0 ? [ImportResult.Unreadable($"picture {i}", "is a bad one")] : []);
        BuildUntil(_corpus.Database, new(Info("a"), "1", pictures), 130);
        var report = CorpusBuilder.Build(_corpus.Database, new(Info("a"), "1", pictures), cancel: TestContext.Current.CancellationToken);

        Assert.Equal(200, report.Pictures);
        Assert.Equal(4, ArtworkQueries.Count(_corpus.Database).Problems.Count);
    }

    [Fact]
    public void A_source_that_breaks_off_leaves_nothing_and_the_others_stay()
    {
        IEnumerable<Func<IReadOnlyList<ImportResult>>> Damaged()
        {
            foreach (var picture in Source("a").Pictures.Take(200)) yield return picture;
            throw new CorpusException("the file ends in the middle");
        }

        CorpusBuilder.Build(_corpus.Database, Source("b"), cancel: TestContext.Current.CancellationToken);
        var before = CorpusDigest.Compute(_corpus.Database);
        var error = Assert.Throws<SourceException>(() => CorpusBuilder.Build(_corpus.Database, Source("a") with { Pictures = Damaged() }));
        Assert.Equal("the file ends in the middle", error.Message);
        Assert.Equal(before, CorpusDigest.Compute(_corpus.Database));
    }

    [Fact]
    public void Work_on_all_drawings_is_done_once_and_again_when_a_source_changed()
    {
        var runs = 0;
        bool Finish() => CorpusBuilder.Finish(_corpus.Database, "counting", "1", () => runs++);
        CorpusBuilder.Build(_corpus.Database, Source("a"), cancel: TestContext.Current.CancellationToken);

        Assert.True(Finish());
        Assert.False(Finish());
        CorpusBuilder.Build(_corpus.Database, Source("b"), cancel: TestContext.Current.CancellationToken);
        Assert.True(Finish());
        Assert.Equal(2, runs);
    }

    [Fact]
    public void A_second_build_on_the_database_is_refused_until_the_first_ends()
    {
        using (BuildLock.Take(_corpus.Path))
        {
            var error = Assert.Throws<CorpusException>(() => BuildLock.Take(_corpus.Path).Dispose());
            Assert.StartsWith("another build is at work on", error.Message, StringComparison.Ordinal);
        }

        BuildLock.Take(_corpus.Path).Dispose();
    }

    [Fact]
    public void Work_comes_back_in_its_order_whatever_takes_how_long()
    {
        var pieces = Enumerable.Range(0, 60).Select<int, Func<int>>(i => () =>
        {
            Thread.Sleep(i % 7 == 0 ? 5 : 0);
            return i;
        });
        Assert.Equal(Enumerable.Range(0, 60), OrderedWork.Run(pieces, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_digest_tells_a_changed_row_but_not_a_changed_time()
    {
        CorpusBuilder.Build(_corpus.Database, Source("a"), cancel: TestContext.Current.CancellationToken);
        var before = CorpusDigest.Compute(_corpus.Database);
        _corpus.Execute("update artworks set updated_at = 'later'");
        Assert.Equal(before, CorpusDigest.Compute(_corpus.Database));
        _corpus.Execute("update artworks set quality = quality / 2 where id = 7");
        Assert.NotEqual(before, CorpusDigest.Compute(_corpus.Database));
    }

    private static SourceInfo Info(string name) => new(name, "icons", "1", "MIT", "Somebody");

    private static BuildSource Source(string name) => new(Info(name), "1", Enumerable.Range(0, PictureCount).Select<int, Func<IReadOnlyList<ImportResult>>>(
        i => () => [ImportResult.Of(TemporaryCorpus.Numbered(i + (name == "a" ? 0 : PictureCount)))]));

    // The source ends with an exception, as a program does that is killed while it reads.
    private static void BuildUntil(CorpusDatabase database, BuildSource source, int picture)
    {
        IEnumerable<Func<IReadOnlyList<ImportResult>>> Cut()
        {
            foreach (var work in source.Pictures.Take(picture)) yield return work;
            throw new EndOfStreamException();
        }

        Assert.Throws<EndOfStreamException>(() => CorpusBuilder.Build(database, source with { Pictures = Cut() }));
    }

    private static IEnumerable<Func<IReadOnlyList<ImportResult>>> Failing()
    {
        Assert.Fail("a complete source was read");
        yield break;
    }
}
