// Counts a corpus for its report: grouped by SQLite where it can, in one pass over the texts where it cannot, so that
// memory does not grow with the corpus. Samples are fair draws: the smallest hashes among the drawings in question.

using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus.Reports;

internal static class SummaryQueries
{
    internal const int ColumnsOfSize = 8;
    internal const int RowsOfSize = 4;

    private const int Qualities = 20;
    private const int SamplesOfStyle = 12;
    private const int SamplesOfReason = 4;
    private const int MostReasons = 12;
    private const int MostClusters = 6;
    private const int SamplesOfCluster = 4;

    internal static CorpusSummary Read(CorpusDatabase database) => database.Run(connection =>
    {
        var refusals = Refusals(connection);
        return new CorpusSummary
        {
            Styles = StylesOf(connection),
            Sources = connection.Rows(
                """
                select name, kind, family, sources.license, held_out, coalesce(sum(valid), 0), count(valid) - coalesce(sum(valid), 0),
                  count(distinct case valid when 1 then subject end), coalesce(sum(quality) / nullif(sum(valid), 0), 0)
                from sources left join artworks on source = name group by name order by sum(valid) desc, name
                """,
                row => new SourceSummary(
                    row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetDouble(8))),
            Refusals = refusals,
            Categories = Tallies(connection, "select category, count(*) from artworks where valid = 1 group by category order by count(*) desc, category"),
            Characters = Characters(connection),
            Sizes = connection.Rows(
                $"select (width - 1) / {ColumnsOfSize}, (height - 1) / {RowsOfSize}, count(*) from artworks where valid = 1 group by 1, 2",
                row => (Key: (row.GetInt32(0), row.GetInt32(1)), Count: row.GetInt32(2))).ToDictionary(size => size.Key, size => size.Count),
            ClusterSizes = connection.Rows(
                """
                select pictures, count(*) from (select count(distinct group_key) as pictures from artworks group by cluster_key)
                where pictures > 1 group by pictures order by pictures
                """,
                row => (row.GetInt32(0), row.GetInt32(1))),
            Subjects = connection.Rows(
                """
                select subject, count(distinct source), count(distinct family), count(*) from artworks join sources on source = name
                where valid = 1 group by subject order by count(distinct source) desc, count(*) desc, subject
                """,
                row => new SubjectSummary(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3))),
            Samples = [.. StyleSamples(connection), .. ClusterSamples(connection), .. ReasonSamples(connection, refusals)],
        };
    });

    private static List<StyleSummary> StylesOf(SqliteConnection connection)
    {
        var qualities = connection.Rows(
            $"select style, min(cast(quality * {Qualities} as integer), {Qualities - 1}), count(*) from artworks where valid = 1 group by 1, 2",
            row => (Style: row.GetString(0), Place: row.GetInt32(1), Count: row.GetInt32(2)));
        return connection.Rows(
            "select style, sum(valid), sum(1 - valid), sum(valid * tokens), sum(valid * weight) from artworks group by style order by sum(valid) desc, style",
            row =>
            {
                var histogram = new int[Qualities];
                foreach (var quality in qualities.Where(quality => quality.Style == row.GetString(0))) histogram[quality.Place] = quality.Count;
                return new StyleSummary(
                    Styles.TryParse(row.GetString(0), out var style) ? style : throw new InvalidDataException(row.GetString(0)),
                    row.GetInt32(1), row.GetInt32(2), row.GetInt64(3), row.GetDouble(4), histogram);
            });
    }

    private static List<Tally> Refusals(SqliteConnection connection)
    {
        var counts = new Dictionary<string, long>();
        foreach (var (reasons, count) in connection.Stream("select reasons, count(*) from artworks where valid = 0 group by reasons", row => (row.GetString(0), row.GetInt64(1))))
        {
            foreach (var reason in reasons.Split("; ")) counts[reason] = counts.GetValueOrDefault(reason) + count;
        }

        return Ordered(counts);
    }

    private static List<Tally> Characters(SqliteConnection connection)
    {
        var counts = new long[128];
        foreach (var text in connection.Stream("select text from artworks where valid = 1", row => row.GetString(0)))
        {
            foreach (var character in text) counts[character & 127]++;
        }

        return Ordered(Enumerable.Range('!', '~' - '!' + 1).Where(code => counts[code] > 0).ToDictionary(code => ((char)code).ToString(), code => counts[code]));
    }

    private static List<Tally> Ordered(Dictionary<string, long> counts) =>
        [.. counts.Select(pair => new Tally(pair.Key, pair.Value)).OrderByDescending(tally => tally.Count).ThenBy(tally => tally.Name, StringComparer.Ordinal)];

    private static List<Tally> Tallies(SqliteConnection connection, string sql) => connection.Rows(sql, row => new Tally(row.GetString(0), row.GetInt64(1)));

    /// <summary>Of every style some of the best tenth and some of the worst.</summary>
    private static IEnumerable<SampleGroup> StyleSamples(SqliteConnection connection)
    {
        foreach (var style in Styles.Names)
        {
            var count = connection.Number("select count(*) from artworks where valid = 1 and style = $style", ("$style", style));
            if (count == 0) continue;
            foreach (var (name, order) in new[] { ("best", "desc"), ("worst", "asc") })
            {
                yield return new($"{style}: from the {name} tenth", Samples(
                    connection,
                    $"select * from (select * from artworks where valid = 1 and style = $style order by quality {order}, sha256 limit $tenth) order by sha256 limit {SamplesOfStyle}",
                    ("$style", style), ("$tenth", Math.Max(SamplesOfStyle, count / 10))));
            }
        }
    }

    private static IEnumerable<SampleGroup> ClusterSamples(SqliteConnection connection)
    {
        var clusters = connection.Rows(
            $"""
            select cluster_key, count(distinct group_key), min(subject) from artworks group by cluster_key
            having count(distinct group_key) > 1 order by 2 desc, cluster_key limit {MostClusters}
            """,
            row => (Key: row.GetString(0), Pictures: row.GetInt32(1), Subject: row.GetString(2)));
        foreach (var cluster in clusters)
        {
            // The smallest drawing of each, in one style: those are alike first.
            yield return new($"look-alikes: {cluster.Subject}, {cluster.Pictures} pictures", Samples(
                connection,
                $"""
                select * from (select *, row_number() over (partition by group_key order by style, width, sha256) as place from artworks
                where valid = 1 and cluster_key = $cluster) where place = 1 order by group_key limit {SamplesOfCluster}
                """,
                ("$cluster", cluster.Key)));
        }
    }

    private static IEnumerable<SampleGroup> ReasonSamples(SqliteConnection connection, List<Tally> reasons)
    {
        foreach (var reason in reasons.Take(MostReasons))
        {
            yield return new($"refused: {reason.Name}", Samples(
                connection,
                $"select * from artworks where valid = 0 and '; ' || reasons || '; ' like '%; ' || replace(replace($reason, '%', '\\%'), '_', '\\_') || '; %' escape '\\' order by sha256 limit {SamplesOfReason}",
                ("$reason", reason.Name)));
        }
    }

    private static List<Sample> Samples(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters) => connection.Rows(
        $"select text, subject, source, quality, width from ({sql})",
        row => new Sample(row.GetString(0), string.Create(CultureInfo.InvariantCulture, $"{row.GetString(1)} · {row.GetString(2)} · {row.GetDouble(3):F2}")),
        parameters);
}
