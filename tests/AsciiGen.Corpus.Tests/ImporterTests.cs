// What an import leaves in the database: whole batches, each drawing once, faults with their reasons.

namespace AsciiGen.Corpus.Tests;

public sealed class ImporterTests : IDisposable
{
    private const string Cat = " /\\_/\\\n( o.o )\n > ^ <";
    private readonly TemporaryCorpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Stores_the_drawing_with_its_provenance()
    {
        _corpus.Import(TemporaryCorpus.Item("cat", "\t" + Cat.Replace("\n", "  \r\n\t"), "g", aliases: ["kitten", " feline "]));
        var artwork = Assert.Single(ArtworkQueries.AllValid(_corpus.Database));
        Assert.Equal(Cat, artwork.Text);
        Assert.Equal(ArtworkText.Hash(Cat), artwork.Sha256);
        Assert.Equal(["kitten", "feline"], artwork.Aliases);
        Assert.Equal((7, 3), (artwork.Width, artwork.Height));
        Assert.Equal(("test", "id-cat", "CC0-1.0", "Somebody", "g"), (artwork.Source, artwork.SourceId, artwork.License, artwork.Author, artwork.GroupKey));
        Assert.Equal(Tokens.Tokenizer.Encode(Cat).Length, artwork.Tokens);
        Assert.True(artwork.CanMirror);
        Assert.InRange(artwork.Quality, 0.5, 1);
    }

    [Fact]
    public void The_same_drawing_with_other_margins_is_a_duplicate()
    {
        var report = _corpus.Import(
            TemporaryCorpus.Item("cat", Cat), TemporaryCorpus.Item("kitten", "\r\n" + Cat.Replace("\n", " \r\n") + "\r\n\r\n"));
        Assert.Equal((2, 1, 1), (report.Read, report.Added, report.Duplicates));
        Assert.Equal("cat", Assert.Single(ArtworkQueries.AllValid(_corpus.Database)).Subject);
        Assert.Equal(1, _corpus.Import(TemporaryCorpus.Item("cat", Cat)).Duplicates);
    }

    [Fact]
    public void A_bad_artwork_is_recorded_with_its_reason_and_the_rest_goes_on()
    {
        var report = _corpus.Import(
            TemporaryCorpus.Item("wide", new string('=', 81) + "\n-"), TemporaryCorpus.Item("cat", Cat), TemporaryCorpus.Item("caf\u00e9", "(_)\n---"));
        Assert.Equal((3, 1, 2), (report.Read, report.Added, report.Invalid));
        var counts = ArtworkQueries.Count(_corpus.Database);
        Assert.Equal(2, counts.Reasons.Count);
        Assert.Contains(counts.Reasons, reason => reason.Reasons == "wider than 80 columns");
        Assert.Contains(counts.Reasons, reason => reason.Reasons.StartsWith("subject: ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unreadable_thing_is_recorded_with_its_place_until_the_next_import()
    {
        var problem = ImportResult.Unreadable("file.txt:7", "no header");
        var report = Importer.Import(_corpus.Database, TemporaryCorpus.Source, [problem, ImportResult.Of(TemporaryCorpus.Item("cat", Cat))]);
        Assert.Equal((1, 1), (report.Added, report.Problems.Count));
        Assert.Equal(new("test file.txt:7", "no header"), Assert.Single(ArtworkQueries.Count(_corpus.Database).Problems));
        _corpus.Import();
        Assert.Empty(ArtworkQueries.Count(_corpus.Database).Problems);
    }

    [Fact]
    public void An_import_that_dies_leaves_whole_batches_and_the_next_one_adds_the_rest()
    {
        const int Survivors = Importer.BatchSize, All = (2 * Importer.BatchSize) + 7;
        static IEnumerable<ImportResult> Dying()
        {
            for (var i = 0; i < All; i++)
            {
                if (i == Survivors + 40) throw new InvalidOperationException("killed");
                yield return ImportResult.Of(TemporaryCorpus.Numbered(i));
            }
        }

        Assert.Throws<InvalidOperationException>(() => Importer.Import(_corpus.Database, TemporaryCorpus.Source, Dying()));
        Assert.Equal(Survivors, ArtworkQueries.AllValid(_corpus.Database).Count);
        var report = _corpus.Import([.. Enumerable.Range(0, All).Select(TemporaryCorpus.Numbered)]);
        Assert.Equal((All - Survivors, Survivors), (report.Added, report.Duplicates));
    }

    [Fact]
    public void A_cancelled_batch_is_given_up_whole()
    {
        using var cancel = new CancellationTokenSource();
        var told = new Told(report => { if (report.Read > 0) cancel.Cancel(); });
        var items = Enumerable.Range(0, 3 * Importer.BatchSize).Select(i => ImportResult.Of(TemporaryCorpus.Numbered(i)));
        Assert.Throws<OperationCanceledException>(() => Importer.Import(_corpus.Database, TemporaryCorpus.Source, items, told, cancel.Token));
        Assert.Equal(Importer.BatchSize, ArtworkQueries.AllValid(_corpus.Database).Count);
    }

    [Fact]
    public void A_transaction_that_is_dropped_in_the_middle_leaves_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => _corpus.Database.Change<int>(connection =>
        {
            connection.Execute("insert into sources (name, kind, family, version, license, attribution) values ('half', '', 'half', '', '', '')");
            throw new InvalidOperationException("killed");
        }));
        Assert.Equal(0, _corpus.Database.Run(connection => connection.Number("select count(*) from sources")));
    }

    [Fact]
    public void A_source_cannot_change_its_licence()
    {
        _corpus.Import(TemporaryCorpus.Item("cat", Cat));
        var error = Assert.Throws<CorpusException>(
            () => Importer.Import(_corpus.Database, TemporaryCorpus.Source with { License = "MIT" }, []));
        Assert.Contains("CC0-1.0", error.Message);
    }

    [Fact]
    public void Validation_finds_and_mends_verdicts_that_no_longer_hold()
    {
        _corpus.Import(TemporaryCorpus.Item("cat", Cat), TemporaryCorpus.Item("dot", "."));
        _corpus.Execute("update artworks set valid = 1 - valid, reasons = case valid when 1 then 'old rule' else '' end");
        var planned = ArtworkValidation.Validate(_corpus.Database, dryRun: true);
        Assert.Equal(["old rule -> ", " -> one character only; fewer than 2 rows"], planned.Select(change => $"{change.Before} -> {change.Now}"));
        Assert.Equal("dot", Assert.Single(ArtworkQueries.AllValid(_corpus.Database)).Subject);
        Assert.Equal(planned, ArtworkValidation.Validate(_corpus.Database, dryRun: false));
        Assert.Equal("cat", Assert.Single(ArtworkQueries.AllValid(_corpus.Database)).Subject);
        Assert.Empty(ArtworkValidation.Validate(_corpus.Database, dryRun: true));
    }

    private sealed class Told(Action<ImportReport> tell) : IProgress<ImportReport>
    {
        public void Report(ImportReport value) => tell(value);
    }
}
