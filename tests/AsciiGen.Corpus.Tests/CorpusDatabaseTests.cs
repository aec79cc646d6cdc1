// Which files are taken for a corpus, and what is said of those that are not.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus.Tests;

public sealed class CorpusDatabaseTests : IDisposable
{
    private readonly TemporaryCorpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Creating_one_that_exists_keeps_what_is_in_it()
    {
        _corpus.Import(TemporaryCorpus.Numbered(1));
        using var again = CorpusDatabase.Create(_corpus.Path);
        Assert.Single(ArtworkQueries.AllValid(again));
    }

    [Fact]
    public void Creating_makes_the_folder()
    {
        using var made = CorpusDatabase.Create(_corpus.At("a/b/new.db"));
        Assert.Empty(ArtworkQueries.AllValid(made));
    }

    [Fact]
    public void A_missing_file_is_named_with_the_command_that_makes_it() =>
        Refuses(() => CorpusDatabase.Open(_corpus.At("none.db")), "none.db does not exist", "corpus init");

    [Fact]
    public void Another_programs_database_is_refused_and_left_alone()
    {
        var path = _corpus.At("other.db");
        using (var other = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            other.Open();
            other.Execute("create table notes (text); insert into notes values ('mine'); pragma application_id = 77");
        }

        var before = File.ReadAllBytes(path);
        Refuses(() => CorpusDatabase.Open(path), "another program", "77");
        Refuses(() => CorpusDatabase.Open(path, readOnly: true), "another program");
        Refuses(() => CorpusDatabase.Create(path), "another program");
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_database_without_an_application_id_is_another_programs_too()
    {
        var path = _corpus.At("other.db");
        using (var other = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            other.Open();
            other.Execute("create table artworks (id integer primary key, text)");
        }

        Refuses(() => CorpusDatabase.Create(path), "another program");
    }

    [Fact]
    public void A_text_file_is_no_database()
    {
        var path = _corpus.Write("text.db", string.Join('\n', Enumerable.Repeat("this is no database at all", 100)));
        Refuses(() => CorpusDatabase.Open(path), "not a SQLite database");
        Refuses(() => CorpusDatabase.Create(path), "not a SQLite database");
    }

    [Fact]
    public void An_empty_file_becomes_a_corpus_when_created_but_not_when_opened()
    {
        var path = _corpus.Write("empty.db", "");
        Refuses(() => CorpusDatabase.Open(path), "is empty", "corpus init");
        using var made = CorpusDatabase.Create(path);
        Assert.Empty(ArtworkQueries.AllValid(made));
    }

    [Theory]
    [InlineData(CorpusDatabase.SchemaVersion + 1, "newer ascii-lab")]
    [InlineData(CorpusDatabase.SchemaVersion - 1, "old schema version")]
    public void Another_schema_version_is_refused(int version, string expected)
    {
        _corpus.Execute($"pragma user_version = {version}");
        Refuses(() => CorpusDatabase.Open(_corpus.Path), expected);
    }

    [Fact]
    public void A_read_only_file_can_be_read_but_not_written()
    {
        if (OperatingSystem.IsWindows()) return;
        _corpus.Import(TemporaryCorpus.Numbered(1));
        _corpus.Database.Dispose();
        File.SetUnixFileMode(_corpus.Path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Refuses(() => CorpusDatabase.Open(_corpus.Path), "is read-only");
        Refuses(() => CorpusDatabase.Create(_corpus.Path), "is read-only");
        using var reading = CorpusDatabase.Open(_corpus.Path, readOnly: true);
        Assert.Single(ArtworkQueries.AllValid(reading));
    }

    [Fact]
    public void Writing_through_a_reading_connection_is_refused()
    {
        using var reading = CorpusDatabase.Open(_corpus.Path, readOnly: true);
        Refuses(() => Importer.Import(reading, TemporaryCorpus.Source, []), "is read-only");
    }

    [Fact]
    public void A_locked_file_is_named_after_a_short_wait()
    {
        using var other = _corpus.Connect();
        other.Execute("begin immediate");
        using var waiting = CorpusDatabase.Open(_corpus.Path, lockWaitSeconds: 1);
        Refuses(() => Importer.Import(waiting, TemporaryCorpus.Source, []), "is locked by another program");
    }

    [Fact]
    public void A_damaged_file_is_called_damaged()
    {
        _corpus.Import([.. Enumerable.Range(0, 300).Select(TemporaryCorpus.Numbered)]);
        _corpus.Database.Dispose();
        var bytes = File.ReadAllBytes(_corpus.Path);
        Array.Fill(bytes, (byte)0xA5, 4096, bytes.Length - 4096);
        File.WriteAllBytes(_corpus.Path, bytes);
        Refuses(
            () =>
            {
                using var damaged = CorpusDatabase.Open(_corpus.Path, readOnly: true);
                ArtworkQueries.AllValid(damaged);
            },
            "is damaged");
    }

    [Fact]
    public void A_folder_is_no_database() => Refuses(() => CorpusDatabase.Create(Path.GetDirectoryName(_corpus.Path)!), "cannot be opened");

    private static void Refuses(Action action, params string[] parts)
    {
        var error = Assert.Throws<CorpusException>(action);
        Assert.DoesNotContain('\n', error.Message);
        foreach (var part in parts) Assert.Contains(part, error.Message);
    }
}
