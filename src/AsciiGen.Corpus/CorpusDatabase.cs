// One corpus file: creates it, opens it, recognises files that are not ours, and turns every SQLite failure into
// one line. All access goes through Run, so no other file knows SQLite's error codes.
// Does not know artworks; those are in Importer, ArtworkQueries and ArtworkValidation.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus;

/// <summary>An open corpus database.</summary>
public sealed class CorpusDatabase : IDisposable
{
    /// <summary>Marks a SQLite file as a corpus: "Asc1".</summary>
    public const int ApplicationId = 0x41736331;

    /// <summary>Version of schema.sql.</summary>
    public const int SchemaVersion = 2;

    private const int Busy = 5, Locked = 6, ReadOnlyFile = 8, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    private readonly SqliteConnection _connection;

    private CorpusDatabase(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
    }

    /// <summary>The file's path as it was given.</summary>
    public string Path { get; }

    /// <summary>
    /// Creates the file and its folder, or opens it when it is a corpus already.
    /// </summary>
    /// <param name="path">The database file.</param>
    /// <param name="lockWaitSeconds">How long to wait for another program's lock, at least 1.</param>
    /// <exception cref="CorpusException">The file belongs to another program, is read-only, locked or cannot be made.</exception>
    public static CorpusDatabase Create(string path, int lockWaitSeconds = 5)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RefuseReadOnlyFile(path);
        try
        {
            if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException($"{path}: its folder cannot be made ({error.Message}). Give another --db.", error);
        }

        var database = Connect(path, SqliteOpenMode.ReadWriteCreate, lockWaitSeconds);
        return database.CheckedOrDisposed(() =>
        {
            if (database.IsEmpty()) database.CreateSchema();
            database.RequireCorpus();
        });
    }

    /// <summary>Opens an existing corpus.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="readOnly">True for commands that only look.</param>
    /// <param name="lockWaitSeconds">How long to wait for another program's lock, at least 1.</param>
    /// <exception cref="CorpusException">There is no such file, or it is no corpus, read-only or locked.</exception>
    public static CorpusDatabase Open(string path, bool readOnly = false, int lockWaitSeconds = 5)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new CorpusException($"{path} does not exist. Run 'ascii-lab corpus init --db {path}' first.");
        }

        if (!readOnly) RefuseReadOnlyFile(path);
        var database = Connect(path, readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite, lockWaitSeconds);
        return database.CheckedOrDisposed(database.RequireCorpus);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Runs a piece of work; what SQLite refuses becomes a <see cref="CorpusException"/>.</summary>
    internal T Run<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            return work(_connection);
        }
        catch (SqliteException error)
        {
            throw Explain(error, Path);
        }
    }

    /// <summary>Runs a piece of work in one transaction: all of it happens or none.</summary>
    internal T Change<T>(Func<SqliteConnection, T> work) => Run(connection =>
    {
        using var transaction = connection.BeginTransaction();
        var result = work(connection);
        transaction.Commit();
        return result;
    });

    private static CorpusDatabase Connect(string path, SqliteOpenMode mode, int lockWaitSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lockWaitSeconds, 1);
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = lockWaitSeconds,
            ForeignKeys = true,
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            return new(path, connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Explain(error, path);
        }
    }

    private CorpusDatabase CheckedOrDisposed(Action check)
    {
        try
        {
            check();
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private bool IsEmpty() =>
        Run(connection => connection.Number("select count(*) from sqlite_schema") == 0
            && connection.Number("pragma application_id") == 0 && connection.Number("pragma user_version") == 0);

    private void CreateSchema()
    {
        var schema = EmbeddedText.Read("schema.sql");
        // The journal mode cannot change inside a transaction; everything else is all or nothing.
        Run(connection => connection.Execute("pragma journal_mode = wal"));
        Change(connection => connection.Execute(
            $"{schema}\npragma application_id = {ApplicationId};\npragma user_version = {SchemaVersion};"));
    }

    private void RequireCorpus()
    {
        var (application, version, empty) = Run(connection =>
            (connection.Number("pragma application_id"), connection.Number("pragma user_version"),
            connection.Number("select count(*) from sqlite_schema") == 0));
        if (application == ApplicationId && version == SchemaVersion) return;
        if (application == ApplicationId)
        {
            throw new CorpusException(version > SchemaVersion
                ? $"{Path} has schema version {version}, this program knows {SchemaVersion}. Use a newer ascii-lab."
                : $"{Path} has the old schema version {version}, expected {SchemaVersion}. Make a new one with 'ascii-lab corpus init'.");
        }

        throw new CorpusException(empty
            ? $"{Path} is empty. Run 'ascii-lab corpus init --db {Path}' first."
            : $"{Path} is the database of another program (application id {application}, expected {ApplicationId}). Give another --db.");
    }

    /// <summary>The owner's wish counts even where the user could write anyway, as root can.</summary>
    private static void RefuseReadOnlyFile(string path)
    {
        const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (!File.Exists(path)) return;
        var readOnly = OperatingSystem.IsWindows() ? new FileInfo(path).IsReadOnly : (File.GetUnixFileMode(path) & Writable) == 0;
        if (readOnly) throw new CorpusException(ReadOnlyMessage(path));
    }

    private static string ReadOnlyMessage(string path) => $"{path} is read-only. Allow writing to it or give another --db.";

    private static CorpusException Explain(SqliteException error, string path) => new(error.SqliteErrorCode switch
    {
        Busy or Locked => $"{path} is locked by another program. Wait for it or close it, then try again.",
        ReadOnlyFile => ReadOnlyMessage(path),
        CannotOpen => $"{path} cannot be opened. Check that it is a file and that its folder can be read and written.",
        NotADatabase => $"{path} is not a SQLite database. Give another --db.",
        Corrupt => $"{path} is damaged. Make a new one with 'ascii-lab corpus init' and import again.",
        Full => $"{path} cannot grow: the disk is full. Make room and try again.",
        _ => $"{path}: {error.Message.ReplaceLineEndings(" ")}",
    }, error);
}
