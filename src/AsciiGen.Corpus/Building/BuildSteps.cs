// The book a build keeps of itself (table build_steps). A step whose fingerprint differs from the stored one is as if
// it had never run.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus.Building;

/// <summary>How far a step has come.</summary>
internal readonly record struct BuildStep(int Pictures, bool IsComplete);

internal static class BuildSteps
{
    internal static BuildStep? Find(SqliteConnection connection, string name, string fingerprint)
    {
        var found = connection.Rows(
            "select pictures, complete from build_steps where name = $name and fingerprint = $fingerprint",
            row => new BuildStep(row.GetInt32(0), row.GetBoolean(1)), ("$name", name), ("$fingerprint", fingerprint));
        return found.Count > 0 ? found[0] : null;
    }

    internal static void Store(SqliteConnection connection, string name, string fingerprint, int pictures, bool complete) => connection.Execute(
        """
        insert into build_steps (name, fingerprint, pictures, complete) values ($name, $fingerprint, $pictures, $complete)
        on conflict (name) do update set fingerprint = excluded.fingerprint, pictures = excluded.pictures, complete = excluded.complete
        """,
        ("$name", name), ("$fingerprint", fingerprint), ("$pictures", pictures), ("$complete", complete ? 1 : 0));

    /// <summary>Changes whenever a source was added to or begun anew: what work on all drawings depends on.</summary>
    internal static string OfAllSources(SqliteConnection connection) => string.Join('\n', connection.Rows(
        "select name, fingerprint, pictures from build_steps where name like 'source/%' order by name",
        row => $"{row.GetString(0)} {row.GetString(1)} {row.GetInt32(2)}"));
}
