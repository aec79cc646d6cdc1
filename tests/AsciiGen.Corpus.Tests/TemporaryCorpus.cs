// A folder of its own for a test, with an empty corpus in it; gone when the test ends.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus.Tests;

internal sealed class TemporaryCorpus : IDisposable
{
    internal static readonly SourceInfo Source = new("test", "hand", "1", "CC0-1.0", "Nobody");

    private readonly TemporaryFolder _folder = new();

    internal TemporaryCorpus()
    {
        Path = At("corpus.db");
        Database = CorpusDatabase.Create(Path);
    }

    internal string Path { get; }

    internal CorpusDatabase Database { get; }

    internal string At(string name) => _folder[name];

    internal string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    internal ImportReport Import(params ImportItem[] items) => Importer.Import(Database, Source, items.Select(ImportResult.Of));

    /// <summary>Another program's view of the file.</summary>
    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    internal void Execute(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    internal static ImportItem Item(
        string subject, string text, string? group = null, Style style = Style.Hand, params string[] aliases) =>
        new(text, subject, aliases, style, $"id-{subject}", group ?? $"test/{subject}", "Somebody");

    /// <summary>A small valid drawing, another one for every number.</summary>
    internal static ImportItem Numbered(int number) => Item($"thing {number}", $" /----\\\n( {number:D5} )\n \\____/");

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }
}
