// Near-duplicates over a whole corpus: pictures of one subject that have drawings which look alike become one cluster,
// which a split never parts, and drawings that look alike share their weight. Only drawings of one subject and one
// style are compared, so memory holds one subject at a time and the order of rows means nothing.
// Does not know how likeness is measured; that is LookAlikeSearch.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Finds near-duplicates and stores them as clusters and weights.</summary>
public static class NearDuplicates
{
    /// <summary>
    /// Least likeness of two drawings that look alike. Chosen by looking at pairs: from here up nearly every pair is one
    /// picture with small changes, a tenth below most are two designs of the same thing.
    /// </summary>
    public const double Threshold = 0.6;

    /// <summary>Sets the cluster and the weight of every drawing anew, in one transaction.</summary>
    /// <param name="database">Opened for writing.</param>
    /// <param name="cancel">Looked at before every drawing; nothing is stored then.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DuplicateReport Cluster(CorpusDatabase database, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Change(connection =>
        {
            var clusters = new GroupSets();
            var weights = new List<(long Id, double Weight)>();
            var (lookAlikes, compared) = (0, 0L);
            foreach (var subject in Subjects(connection))
            {
                foreach (var style in subject.GroupBy(row => row.Style))
                {
                    var rows = style.ToList();
                    var search = new LookAlikeSearch(Threshold);
                    var counts = CountLookAlikes(rows, search, clusters, cancel);
                    for (var i = 0; i < rows.Count; i++) weights.Add((rows[i].Id, SamplingWeight.Of(style.Key, rows[i].Quality, counts[i])));
                    lookAlikes += counts.Count(count => count > 0);
                    compared += search.Compared;
                }
            }

            Store(connection, clusters, weights);
            var sizes = clusters.Keys.CountBy(clusters.Find).Select(cluster => cluster.Value).ToList();
            return new DuplicateReport(weights.Count, lookAlikes, sizes.Count, sizes.Sum(), sizes.DefaultIfEmpty().Max(), compared);
        });
    }

    /// <summary>For every row how many others look like it; the groups of those are joined.</summary>
    private static int[] CountLookAlikes(List<Row> rows, LookAlikeSearch search, GroupSets clusters, CancellationToken cancel)
    {
        var counts = new int[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var other in search.Add(rows[i].Text, rows[i].CanMirror))
            {
                counts[i]++;
                counts[other]++;
                clusters.Join(rows[i].GroupKey, rows[other].GroupKey);
            }
        }

        return counts;
    }

    /// <summary>The valid drawings of one subject after the other.</summary>
    private static IEnumerable<List<Row>> Subjects(SqliteConnection connection)
    {
        var subject = new List<Row>();
        foreach (var row in connection.Stream(
            "select id, subject, style, text, group_key, can_mirror, quality from artworks where valid = 1 order by subject, id", Row.Read))
        {
            if (subject.Count > 0 && subject[0].Subject != row.Subject)
            {
                yield return subject;
                subject = [];
            }

            subject.Add(row);
        }

        if (subject.Count > 0) yield return subject;
    }

    private static void Store(SqliteConnection connection, GroupSets clusters, List<(long Id, double Weight)> weights)
    {
        connection.Execute("update artworks set cluster_key = group_key, weight = 1");
        // After the reset a cluster key still is a group key, and it has an index.
        foreach (var group in clusters.Keys)
        {
            var cluster = clusters.Find(group);
            if (cluster == group) continue;
            connection.Execute("update artworks set cluster_key = $cluster where cluster_key = $group", ("$cluster", cluster), ("$group", group));
        }

        using var update = connection.Command("update artworks set weight = $weight where id = $id", ("$weight", 1.0), ("$id", 0L));
        foreach (var (id, weight) in weights)
        {
            update.Parameters["$weight"].Value = weight;
            update.Parameters["$id"].Value = id;
            update.ExecuteNonQuery();
        }
    }

    private sealed record Row(long Id, string Subject, Style Style, string Text, string GroupKey, bool CanMirror, double Quality)
    {
        internal static Row Read(SqliteDataReader row) => new(
            row.GetInt64(0), row.GetString(1), Styles.TryParse(row.GetString(2), out var style) ? style : throw new InvalidDataException(row.GetString(2)),
            row.GetString(3), row.GetString(4), row.GetBoolean(5), row.GetDouble(6));
    }
}
