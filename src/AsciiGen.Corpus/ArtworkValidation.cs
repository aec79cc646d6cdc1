// Applies today's rules to every stored drawing, so that a changed rule reaches what was imported before it.

using Microsoft.Data.Sqlite;

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
            // All are judged before the first is stored, so that no row is read that was just written.
            foreach (var (change, verdict) in Judge(connection, cancel).ToList())
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

    /// <summary>What changes; drawings are read one at a time.</summary>
    private static IEnumerable<(VerdictChange Change, Verdict Verdict)> Judge(SqliteConnection connection, CancellationToken cancel)
    {
        foreach (var artwork in connection.Stream($"select {Artwork.Columns} from artworks order by id", Artwork.Read))
        {
            cancel.ThrowIfCancellationRequested();
            var verdict = ArtworkRules.Judge(artwork.Text, artwork.Subject, artwork.Style);
            var reasons = string.Join("; ", verdict.Reasons);
            var same = reasons == artwork.Reasons && verdict.IsValid == artwork.IsValid && verdict.Tokens == artwork.Tokens
                && verdict.CanMirror == artwork.CanMirror && Math.Abs(verdict.Quality - artwork.Quality) < 1e-9;
            if (!same) yield return (new(artwork.Id, artwork.Subject, artwork.Reasons, reasons), verdict);
        }
    }
}
