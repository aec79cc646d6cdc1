// Full-text search, the surest matches first: what is called exactly so, then what has the words in its name, then what
// they only lead to. Each rank is a query of its own that stops as soon as enough is found, because computing a score for
// every match of a common word and sorting them takes a hundred times longer than anybody looks at. Within a rank drawings come by id.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus;

internal static class ArtworkSearch
{
    private const string IsSubject = "$words in (lower(artworks.subject), lower(artworks.subject) || 's')";
    private const string IsAlias = "instr(', ' || lower(artworks.aliases) || ', ', ', ' || $words || ', ') > 0";

    private static readonly string _columns = string.Join(", ", Artwork.Columns.Split(", ").Select(column => "artworks." + column));

    private readonly record struct Rank(string Match, string Condition = "true");

    internal static IReadOnlyList<Artwork> Find(SqliteConnection connection, string words, int limit)
    {
        var terms = Terms(words);
        if (terms.Count == 0) return [];
        var found = new Dictionary<long, Artwork>();
        foreach (var valid in (int[])[1, 0])
        {
            foreach (var rank in Ranks(terms))
            {
                foreach (var banner in (int[])[0, 1])
                {
                    if (found.Count >= limit) return [.. found.Values];
                    foreach (var artwork in Query(connection, rank, terms, valid, banner, limit + found.Count))
                    {
                        if (found.Count < limit) found.TryAdd(artwork.Id, artwork);
                    }
                }
            }
        }

        return [.. found.Values];
    }

    private static IEnumerable<Rank> Ranks(List<string> terms)
    {
        var phrase = Quote(string.Join(' ', terms));
        var whole = string.Join(' ', terms.Select(Quote));
        var beginnings = string.Join(' ', terms.Select(term => Quote(term) + "*"));
        yield return new($"subject : ^{phrase}", IsSubject);
        yield return new($"aliases : {phrase}", IsAlias);
        yield return new($"subject : ({whole})");
        yield return new($"{{subject aliases}} : ({whole})");
        yield return new($"subject : ({beginnings})");
        yield return new($"aliases : ({beginnings})");
        yield return new(whole);
        yield return new(beginnings);
    }

    private static List<Artwork> Query(SqliteConnection connection, Rank rank, List<string> terms, int valid, int banner, int limit) => connection.Rows(
        $"""
        select {_columns} from artworks_fts cross join artworks on artworks.id = artworks_fts.rowid
        where artworks_fts match $match and valid = $valid and (style = 'banner') = $banner and {rank.Condition}
        order by artworks_fts.rowid limit $limit
        """,
        Artwork.Read, ("$match", rank.Match), ("$words", string.Join(' ', terms).ToLowerInvariant()), ("$valid", valid), ("$banner", banner), ("$limit", limit));

    private static List<string> Terms(string words) =>
        [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(character => !char.IsControl(character))))
            .Where(word => word.Any(char.IsLetterOrDigit))];

    /// <summary>In quotes, so that brackets and operators mean only themselves.</summary>
    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"")}\"";
}
