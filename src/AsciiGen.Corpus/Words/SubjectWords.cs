// Gives every drawing the other words for its subject, after its own. What was its own is kept in own_words, so doing it
// again, with the same lists or others, starts from there: nothing adds up and nothing gets lost. One transaction; the
// full-text index is rebuilt once at its end, which for all drawings of a large corpus is far quicker than keeping it up row by row.

using AsciiGen.Corpus.Building;
using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus.Words;

/// <summary>Adds aliases and keywords to a corpus.</summary>
public static class SubjectWords
{
    private const string RulesVersion = "1";
    private const string UpdateTrigger = "artworks_after_update";

    /// <summary>Of what the words depend on besides the drawings, the lists and the names of pictures: for <see cref="CorpusBuilder.Finish"/>.</summary>
    public static string Fingerprint { get; } = CorpusBuilder.Hash(RulesVersion, JudgedWords.Text());

    /// <summary>Brings the words of all drawings but banners up to date.</summary>
    /// <param name="database">Opened for writing.</param>
    /// <param name="lists">What is known of words.</param>
    /// <param name="pictureNames">Icon set and name of a picture -> what it shows; null where it does not know.</param>
    /// <param name="cancel">When cancelled, the corpus stays as it was.</param>
    /// <exception cref="CorpusException">The database refused.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SubjectWordsReport Apply(
        CorpusDatabase database, WordLists lists, Func<string, string, SubjectKey?> pictureNames, CancellationToken cancel = default) =>
        Apply(database, lists, pictureNames, JudgedWords.Ours, cancel);

    internal static SubjectWordsReport Apply(
        CorpusDatabase database, WordLists lists, Func<string, string, SubjectKey?> pictureNames, JudgedWords judged, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(pictureNames);
        return database.Change(connection =>
        {
            var rows = ReadRows(connection);
            cancel.ThrowIfCancellationRequested();
            var hand = HandAliases.Entries(rows.Where(row => row.IsByHand).Select(row => (row.Key.Subject, (IReadOnlyList<string>)Split(row.OwnAliases))));
            var known = lists with { Entries = [.. lists.Entries, .. hand] };
            var keys = Known(rows.Select(row => row.Key).Distinct().ToList());
            var words = WordChoice.Choose([.. keys.Values.Distinct()], known, pictureNames, judged);
            cancel.ThrowIfCancellationRequested();
            var changed = Update(connection, rows, row => words[keys[row.Key]], cancel);
            return new SubjectWordsReport(
                words.Count, words.Values.Count(word => word.Aliases.Count > 0), words.Values.Sum(word => word.Aliases.Count),
                words.Values.Sum(word => word.Keywords.Count), changed);
        });
    }

    private sealed record Row(long Id, SubjectKey Key, bool IsByHand, string Aliases, string Keywords, string OwnAliases, string OwnKeywords);

    private static List<Row> ReadRows(SqliteConnection connection) => connection.Rows(
        """
        select id, subject, category, style = 'hand', artworks.aliases, artworks.keywords,
          coalesce(own_words.aliases, artworks.aliases), coalesce(own_words.keywords, artworks.keywords)
        from artworks left join own_words on own_words.artwork = artworks.id where style <> 'banner' order by id
        """,
        row => new Row(
            row.GetInt64(0), new(row.GetString(1), row.GetString(2)), row.GetBoolean(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7)));

    /// <summary>A subject without category is the one of that name that has one, if there is no other.</summary>
    private static Dictionary<SubjectKey, SubjectKey> Known(IReadOnlyList<SubjectKey> keys)
    {
        var bySubject = keys.Where(key => key.Category.Length > 0).ToLookup(key => key.Subject);
        return keys.ToDictionary(key => key, key => key.Category.Length == 0 && bySubject[key.Subject].ToList() is [var only] ? only : key);
    }

    private static int Update(SqliteConnection connection, List<Row> rows, Func<Row, WordsOfSubject> wordsOf, CancellationToken cancel)
    {
        var trigger = connection.Rows("select sql from sqlite_schema where name = $name", row => row.GetString(0), ("$name", UpdateTrigger))[0];
        connection.Execute($"drop trigger {UpdateTrigger}");
        using var keep = connection.Command("insert or ignore into own_words (artwork, aliases, keywords) values ($id, $aliases, $keywords)");
        using var update = connection.Command(
            "update artworks set aliases = $aliases, keywords = $keywords, updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') where id = $id");
        var changed = 0;
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            var given = wordsOf(row);
            var aliases = Split(row.OwnAliases).Concat(given.Aliases).Distinct().ToList();
            var keywords = Split(row.OwnKeywords).Concat(given.Keywords).Distinct().Except(aliases);
            var (newAliases, newKeywords) = (string.Join(", ", aliases), string.Join(", ", keywords));
            if (newAliases == row.Aliases && newKeywords == row.Keywords) continue;
            Execute(keep, row.Id, row.OwnAliases, row.OwnKeywords);
            Execute(update, row.Id, newAliases, newKeywords);
            changed++;
        }

        connection.Execute(trigger);
        if (changed > 0) connection.Execute("insert into artworks_fts (artworks_fts) values ('rebuild')");
        return changed;
    }

    private static void Execute(SqliteCommand command, long id, string aliases, string keywords)
    {
        command.Parameters.Clear();
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$aliases", aliases);
        command.Parameters.AddWithValue("$keywords", keywords);
        command.ExecuteNonQuery();
    }

    private static string[] Split(string joined) => joined.Split(", ", StringSplitOptions.RemoveEmptyEntries);
}
