// Looking into a corpus: one drawing, full-text search, counts. Nothing here changes it.

using AsciiGen.Numerics;

namespace AsciiGen.Corpus;

/// <summary>Read-only questions to a corpus.</summary>
public static class ArtworkQueries
{
    /// <summary>One drawing, or null when there is none of that id.</summary>
    public static Artwork? Find(CorpusDatabase database, long id)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Run(connection => connection.Rows(
            $"select {Artwork.Columns} from artworks where id = $id", Artwork.Read, ("$id", id)).FirstOrDefault());
    }

    /// <summary>Sources whose drawings are for evaluation only.</summary>
    public static IReadOnlySet<string> HeldOutSources(CorpusDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Run(connection => connection.Rows("select name from sources where held_out = 1", row => row.GetString(0))).ToHashSet();
    }

    /// <summary>All valid drawings by id.</summary>
    public static IReadOnlyList<Artwork> AllValid(CorpusDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Run(connection => connection.Rows(
            $"select {Artwork.Columns} from artworks where valid = 1 order by id", Artwork.Read));
    }

    /// <summary>Valid drawings chosen at random, in random order; the same corpus and seed give the same ones.</summary>
    /// <param name="database">Any open corpus.</param>
    /// <param name="style">Their style.</param>
    /// <param name="source">Their source, null for any.</param>
    /// <param name="maxWidth">Most columns.</param>
    /// <param name="count">Most drawings.</param>
    /// <param name="seed">Chooses them.</param>
    public static IReadOnlyList<Artwork> Sample(CorpusDatabase database, Style style, string? source, int maxWidth, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(database);
        var ids = database.Run(connection => connection.Rows(
            "select id from artworks where valid = 1 and style = $style and width <= $width and ($source = '' or source = $source) order by id",
            row => row.GetInt64(0), ("$style", Styles.NameOf(style)), ("$width", maxWidth), ("$source", source ?? "")));
        var random = new SplitMix64(seed);
        var chosen = ids.ConvertAll(id => (Id: id, Key: random.Next())).OrderBy(pair => pair.Key).Take(count);
        return [.. chosen.Select(pair => Find(database, pair.Id)!)];
    }

    /// <summary>
    /// Drawings whose subject, aliases, keywords or source hold words beginning with every word asked for: valid ones first,
    /// among those the exact subject, the exact alias, whole words of subject and aliases, beginnings of such words, whole
    /// words anywhere, the rest; in each of these pictures before banners.
    /// </summary>
    /// <param name="database">Any open corpus.</param>
    /// <param name="words">Plain words; no character of it is an operator.</param>
    /// <param name="limit">Most drawings, at least 1.</param>
    public static IReadOnlyList<Artwork> Search(CorpusDatabase database, string words, int limit = 20)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.Run(connection => ArtworkSearch.Find(connection, words, limit));
    }

    /// <summary>Subjects and aliases of valid drawings that are one word of letters, distinct, in order.</summary>
    /// <param name="database">Any open corpus.</param>
    /// <param name="longest">Most letters.</param>
    public static IReadOnlyList<string> OneWordSubjects(CorpusDatabase database, int longest)
    {
        ArgumentNullException.ThrowIfNull(database);
        var names = database.Run(connection => connection.Rows(
            "select subject, aliases from artworks where valid = 1 and style <> 'banner'",
            row => (IEnumerable<string>)[row.GetString(0), .. row.GetString(1).Split(", ")]));
        return [.. names.SelectMany(name => name).Select(name => name.ToLowerInvariant())
            .Where(name => name.Length >= 1 && name.Length <= longest && name.All(char.IsAsciiLetterLower))
            .Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Counts of everything.</summary>
    public static CorpusStatistics Count(CorpusDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Run(connection => new CorpusStatistics(
            connection.Rows(
                """
                select artworks.source, style, sources.license, count(*), sum(valid), count(distinct case valid when 1 then subject end),
                  sum(tokens * valid), sum(can_mirror * valid)
                from artworks join sources on sources.name = artworks.source group by artworks.source, style order by artworks.source, style
                """,
                row => new SourceCount(
                    row.GetString(0), Styles.TryParse(row.GetString(1), out var style) ? style : default, row.GetString(2),
                    row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt64(6), row.GetInt32(7))),
            connection.Rows(
                "select reasons, count(*) from artworks where valid = 0 group by reasons order by count(*) desc, reasons",
                row => new ReasonCount(row.GetString(0), row.GetInt32(1))),
            (int)connection.Number("select count(distinct subject) from artworks where valid = 1"),
            connection.Rows("select source || ' ' || place, message from problems order by id", row => new ImportProblem(row.GetString(0), row.GetString(1)))));
    }
}
