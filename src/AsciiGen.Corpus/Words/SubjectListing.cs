// The corpus as a table of what a model trained on it knows (docs/FORMAT.md, subjects.tsv): every subject that is drawn, the
// styles it is drawn in, its aliases, and from the dictionary the words it is nearest to. Every word leads to one subject.

using AsciiGen.Subjects;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Words;

/// <summary>Lists the subjects of a corpus.</summary>
internal static class SubjectListing
{
    /// <summary>Hand drawings from which a subject is varied: subjects have one to three, or seven and more.</summary>
    public const int ManyByHand = 6;

    /// <summary>Subjects of valid drawings that are not banners and not held out.</summary>
    /// <param name="database">Any open corpus.</param>
    /// <param name="nouns">The dictionary; null for a list without kinds.</param>
    /// <param name="style">Only subjects with a drawing in it; null for all.</param>
    /// <exception cref="CorpusException">There is no such drawing, or the database refused.</exception>
    public static IReadOnlyList<Subject> Of(CorpusDatabase database, WordNet? nouns, Style? style = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        var drawn = Read(database);
        if (style is { } needed) drawn.RemoveAll(subject => !subject.Styles.Contains(needed));
        if (drawn.Count == 0) throw new CorpusException($"{database.Path} has no valid drawings to list{(style is null ? "" : $" in the style {Styles.NameOf(style.Value)}")}. Import some with 'ascii-lab corpus import'.");
        var aliases = AliasesOf(drawn);
        var taken = drawn.Select(subject => subject.Name).Concat(aliases.SelectMany(subject => subject)).ToHashSet();
        var kinds = nouns is null ? Enumerable.Empty<(string Word, string Subject)>().ToLookup(pair => pair.Subject, pair => pair.Word) : new KindWords(nouns, drawn, taken).All();
        return [.. drawn.Select(subject => new Subject(subject.Name, [.. subject.Styles.Order()], [.. aliases[subject.Name]], [.. kinds[subject.Name].Order(StringComparer.Ordinal)], subject.ByHand >= ManyByHand))];
    }

    // A word that several subjects have goes to the one most drawings of which have it. One drawing's word for what it shows may
    // be another subject: a T-shirt is no shirt where there are T-shirts, and wings on an angel are many of a wing.
    private static ILookup<string, string> AliasesOf(IReadOnlyList<DrawnSubject> drawn)
    {
        var names = drawn.SelectMany(subject => (string[])[subject.Name, subject.Name + "s", Joined(subject.Name)]).ToHashSet();
        bool IsOther(string alias, string subject) =>
            names.Contains(alias) ? alias != subject + "s" : names.Contains(Joined(alias)) ? Joined(alias) != Joined(subject) : KindWords.Judged.GetValueOrDefault(alias, subject) != subject;
        var claims = drawn.SelectMany(subject => subject.Aliases.Where(alias => !IsOther(alias.Key, subject.Name)).Select(alias => (Word: alias.Key, Subject: subject.Name, Count: alias.Value)));
        var owners = claims.GroupBy(claim => claim.Word).Select(word => word.OrderByDescending(claim => claim.Count).ThenBy(claim => claim.Subject, StringComparer.Ordinal).First());
        return owners.OrderByDescending(claim => claim.Count).ThenBy(claim => claim.Word, StringComparer.Ordinal).ToLookup(claim => claim.Subject, claim => claim.Word);
    }

    private static string Joined(string word) => word.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static List<DrawnSubject> Read(CorpusDatabase database)
    {
        var rows = database.Run(connection => connection.Rows(
            """
            select subject, category, style, aliases, keywords, count(*) from artworks join sources on sources.name = artworks.source
            where valid = 1 and held_out = 0 and style <> 'banner' group by subject, category, style, aliases, keywords order by subject
            """,
            row => (Subject: Word(row.GetString(0)), Category: row.GetString(1), Style: row.GetString(2), Aliases: row.GetString(3), Keywords: row.GetString(4), Count: row.GetInt32(5))));
        var drawn = new SortedDictionary<string, DrawnSubject>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Subject.Length > 0))
        {
            if (!drawn.TryGetValue(row.Subject, out var subject)) drawn[row.Subject] = subject = new(row.Subject);
            if (!Styles.TryParse(row.Style, out var style)) throw new CorpusException($"{database.Path}: '{row.Style}' in the column style of an artwork of '{row.Subject}' is no style. Build the corpus anew.");
            subject.Add(style, row.Category, Words(row.Aliases), Words(row.Keywords), row.Count);
        }

        return [.. drawn.Values];
    }

    private static IEnumerable<string> Words(string joined) => joined.Split(", ").Select(Word).Where(word => word.Length > 0);

    // As the prompt of it is; empty when it is none, or would part into two words of the table.
    private static string Word(string text)
    {
        try
        {
            var word = Prompt.Normalize(text);
            return word.Contains(',', StringComparison.Ordinal) ? "" : word;
        }
        catch (ArgumentException)
        {
            return "";
        }
    }
}
