// Drawings -> database, in batches of one transaction each: an import that is killed leaves whole batches, and
// running it again adds the rest, because what is there already is skipped by its hash.
// Does not know kinds of sources; those yield ImportResults.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus;

/// <summary>Puts drawings into a corpus.</summary>
public static class Importer
{
    /// <summary>Drawings and problems in one transaction.</summary>
    public const int BatchSize = 500;

    /// <summary>Normalises, judges and stores every drawing; duplicates are counted and skipped.</summary>
    /// <param name="database">Opened for writing.</param>
    /// <param name="source">Stored or brought up to date first; problems of its last import are forgotten.</param>
    /// <param name="results">Read lazily; an exception from it ends the import after the last whole batch.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancel">Looked at before every drawing; the batch at hand is given up.</param>
    /// <exception cref="CorpusException">The database refused, or has the source under another licence.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImportReport Import(
        CorpusDatabase database, SourceInfo source, IEnumerable<ImportResult> results,
        IProgress<ImportReport>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(results);
        var report = new ImportReport(0, 0, 0, 0, []);
        var isFirst = true;
        foreach (var batch in results.Chunk(BatchSize).Prepend([]))
        {
            report = database.Change(connection =>
            {
                if (isFirst) StoreSource(connection, source);
                return StoreBatch(connection, source, batch, report, cancel);
            });
            isFirst = false;
            progress?.Report(report);
        }

        return report;
    }

    /// <summary>Judges and stores drawings and problems inside the caller's transaction.</summary>
    internal static ImportReport StoreBatch(
        SqliteConnection connection, SourceInfo source, IReadOnlyCollection<ImportResult> batch, ImportReport report, CancellationToken cancel)
    {
        int added = 0, invalid = 0, duplicates = 0;
        var problems = new List<ImportProblem>(report.Problems);
        using var insert = connection.Command(Insert);
        foreach (var result in batch)
        {
            cancel.ThrowIfCancellationRequested();
            if (result.Problem is { } problem)
            {
                problems.Add(problem);
                connection.Execute(
                    "insert into problems (source, place, message) values ($source, $place, $message)",
                    ("$source", source.Name), ("$place", problem.Place), ("$message", problem.Message));
            }
            else if (result.Item is { } item)
            {
                var text = ArtworkText.Normalize(item.Text);
                var verdict = ArtworkRules.Judge(text, item.Subject, item.Style);
                Bind(insert, item, source, text, verdict);
                if (insert.ExecuteNonQuery() == 0) duplicates++;
                else if (verdict.IsValid) added++;
                else invalid++;
            }
        }

        return new(
            report.Read + added + invalid + duplicates, report.Added + added, report.Invalid + invalid,
            report.Duplicates + duplicates, problems);
    }

    /// <summary>Stores a source or brings it up to date; the problems of its last import are forgotten.</summary>
    internal static void StoreSource(SqliteConnection connection, SourceInfo source)
    {
        var stored = connection.Rows("select license from sources where name = $name", row => row.GetString(0), ("$name", source.Name));
        if (stored.Count > 0 && stored[0] != source.License)
        {
            throw new CorpusException($"the source '{source.Name}' is stored with the licence {stored[0]}, not {source.License}. Import under another --name.");
        }

        connection.Execute("""
            insert into sources (name, kind, family, held_out, version, license, attribution)
            values ($name, $kind, $family, $held_out, $version, $license, $attribution)
            on conflict (name) do update set kind = excluded.kind, family = excluded.family, held_out = excluded.held_out,
            version = excluded.version, attribution = excluded.attribution, updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
            """,
            ("$name", source.Name), ("$kind", source.Kind), ("$family", source.Family), ("$held_out", source.IsHeldOut ? 1 : 0), ("$version", source.Version),
            ("$license", source.License), ("$attribution", source.Attribution));
        connection.Execute("delete from problems where source = $name", ("$name", source.Name));
    }

    private const string Insert = """
        insert into artworks (text, sha256, subject, aliases, keywords, category, style, source, source_id, license, author,
          group_key, cluster_key, width, height, characters, ink, charset, tokens, can_mirror, valid, reasons, quality)
        values ($text, $sha256, $subject, $aliases, $keywords, $category, $style, $source, $source_id, $license, $author,
          $group_key, $group_key, $width, $height, $characters, $ink, $charset, $tokens, $can_mirror, $valid, $reasons, $quality)
        on conflict (sha256) do nothing
        """;

    private static void Bind(SqliteCommand insert, ImportItem item, SourceInfo source, string text, Verdict verdict)
    {
        var measures = ArtworkText.Measure(text);
        insert.Parameters.Clear();
        void Set(string name, object value) => insert.Parameters.AddWithValue(name, value);
        Set("$text", text);
        Set("$sha256", ArtworkText.Hash(text));
        Set("$subject", item.Subject.Trim());
        Set("$aliases", Join(item.Aliases));
        Set("$keywords", Join(item.Keywords));
        Set("$category", item.Category);
        Set("$style", Styles.NameOf(item.Style));
        Set("$source", source.Name);
        Set("$source_id", item.SourceId);
        Set("$license", source.License);
        Set("$author", item.Author ?? "");
        Set("$group_key", item.GroupKey);
        Set("$width", measures.Width);
        Set("$height", measures.Height);
        Set("$characters", measures.Characters);
        Set("$ink", measures.Ink);
        Set("$charset", measures.Charset);
        Set("$tokens", verdict.Tokens);
        Set("$can_mirror", verdict.CanMirror ? 1 : 0);
        Set("$valid", verdict.IsValid ? 1 : 0);
        Set("$reasons", string.Join("; ", verdict.Reasons));
        Set("$quality", verdict.Quality);
    }

    private static string Join(IEnumerable<string> words) => string.Join(", ", words.Select(word => word.Trim()).Where(word => word.Length > 0));
}
