// The few shapes in which the corpus talks to SQLite: run a statement, read a number, read rows all at once or one at
// a time.
// Keeps command objects and readers out of the code that knows artworks.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus;

internal static class SqliteCommands
{
    internal static SqliteCommand Command(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        // The text is always a constant of this library; values travel as parameters.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    internal static int Execute(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    internal static long Number(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.Command(sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar());
    }

    internal static List<T> Rows<T>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params (string Name, object Value)[] parameters) =>
        [.. connection.Stream(sql, read, parameters)];

    /// <summary>Rows one at a time; nothing may be written until the last one was read.</summary>
    internal static IEnumerable<T> Stream<T>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params (string Name, object Value)[] parameters)
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return read(reader);
    }
}
