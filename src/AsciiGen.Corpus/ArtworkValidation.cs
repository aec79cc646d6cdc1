// Applies today's rules to every stored drawing, so that a changed rule reaches what was imported before it.

namespace AsciiGen.Corpus;

/// <summary>Judges a whole corpus again.</summary>
public static class ArtworkValidation
{
    /// <summary>Judges every drawing; stores the verdicts that differ, in one transaction.</summary>
    /// <param name="database">Opened for writing unless <paramref name="dryRun"/>.</param>
    /// <param name="dryRun">True: only list what would change.</param>
    /// <param name="cancel">Looked at before every drawing; nothing is stored then.</param>
    /// <returns>Drawings whose validity or reasons differ.</returns>
    public static IReadOnlyList<VerdictChange> Validate(CorpusDatabase database, bool dryRun, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (dryRun) return database.Run(connection => Judge(connection, cancel).Where(pair => pair.Change.IsVisible).Select(pair => pair.Change).ToList());
        return database.Change(connection =>
        {
            var changes = new List<VerdictChange>();
            foreach (var (change, verdict) in Judge(connection, cancel))
            {
                connection.Execute(
                    """
                    update artworks set valid = $valid, reasons = $reasons, quality = $quality, tokens = $tokens,
                      can_mirror = $can_mirror, updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') where id = $id
                    """,
                    ("$valid", verdict.IsValid ? 1 : 0), ("$reasons", change.Now), ("$quality", verdict.Quality),
                    ("$tokens", verdict.Tokens), ("$can_mirror", verdict.CanMirror ? 1 : 0), ("$id", change.Id));
                if (change.IsVisible) changes.Add(change);
            }

            return changes;
        });
    }

    private static List<(VerdictChange Change, Verdict Verdict)> Judge(Microsoft.Data.Sqlite.SqliteConnection connection, CancellationToken cancel)
    {
        var changed = new List<(VerdictChange, Verdict)>();
        foreach (var artwork in connection.Rows($"select {Artwork.Columns} from artworks order by id", Artwork.Read))
        {
            cancel.ThrowIfCancellationRequested();
            var verdict = ArtworkRules.Judge(artwork.Text, artwork.Subject, artwork.Style);
            var reasons = string.Join("; ", verdict.Reasons);
            var same = reasons == artwork.Reasons && verdict.IsValid == artwork.IsValid && verdict.Tokens == artwork.Tokens
                && verdict.CanMirror == artwork.CanMirror && Math.Abs(verdict.Quality - artwork.Quality) < 1e-9;
            if (!same) changed.Add((new(artwork.Id, artwork.Subject, artwork.Reasons, reasons), verdict));
        }

        return changed;
    }
}
