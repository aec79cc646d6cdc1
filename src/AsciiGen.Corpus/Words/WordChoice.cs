// Evidence -> the words of every subject. A word is an alias of one subject only: where two claim it the stronger
// claim wins, and where nobody's is stronger it is a keyword of both, since a prompt must mean one thing.

namespace AsciiGen.Corpus.Words;

/// <summary>Chooses the words of subjects.</summary>
public static class WordChoice
{
    /// <summary>Most aliases of one subject.</summary>
    public const int MostAliases = 6;

    /// <summary>Most keywords of one subject.</summary>
    public const int MostKeywords = 24;

    /// <summary>Chooses for all subjects of a corpus together.</summary>
    /// <param name="subjects">Distinct.</param>
    /// <param name="lists">What is known of words.</param>
    /// <param name="pictureNames">Icon set and name of a picture -> what it shows; null where it does not know.</param>
    public static IReadOnlyDictionary<SubjectKey, WordsOfSubject> Choose(
        IReadOnlyCollection<SubjectKey> subjects, WordLists lists, Func<string, string, SubjectKey?> pictureNames) =>
        Choose(subjects, lists, pictureNames, JudgedWords.Ours);

    internal static IReadOnlyDictionary<SubjectKey, WordsOfSubject> Choose(
        IReadOnlyCollection<SubjectKey> subjects, WordLists lists, Func<string, string, SubjectKey?> pictureNames, JudgedWords judged)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(pictureNames);
        var evidence = new WordEvidence(subjects, lists, pictureNames);
        var rules = new AliasRules(evidence, lists.Nouns, judged);
        var claims = subjects.SelectMany(key => Claims(key, evidence, rules, judged)).ToList();
        var owners = claims.GroupBy(claim => claim.Word).ToDictionary(word => word.Key, word => OwnerOf([.. word]));
        var aliases = claims.Where(claim => owners[claim.Word] == claim.Key.Subject).ToLookup(claim => claim.Key);
        return subjects.ToDictionary(key => key, key => WordsOf(key, aliases[key], evidence, rules, lists.Nouns));
    }

    private readonly record struct Claim(SubjectKey Key, string Word, int Strength);

    private static IEnumerable<Claim> Claims(SubjectKey key, WordEvidence evidence, AliasRules rules, JudgedWords judged)
    {
        var own = judged.AliasesOf(key.Subject).ToHashSet();
        var found = evidence.Of(key).Where(pair => !own.Contains(pair.Key) && !rules.IsRefused(key, pair.Key) && rules.IsAlias(key, pair.Key, pair.Value))
            .Select(pair => new Claim(key, pair.Key, AliasRules.Strength(pair.Value)));
        return found.Concat(own.Where(word => rules.IsAlias(key, word, WordVotes.None)).Select(word => new Claim(key, word, int.MaxValue)));
    }

    private static string? OwnerOf(List<Claim> claims)
    {
        var strongest = claims.Max(claim => claim.Strength);
        var subjects = claims.Where(claim => claim.Strength == strongest).Select(claim => claim.Key.Subject).Distinct().ToList();
        return subjects is [var only] ? only : null;
    }

    private static WordsOfSubject WordsOf(SubjectKey key, IEnumerable<Claim> claims, WordEvidence evidence, AliasRules rules, WordNet? nouns)
    {
        var aliases = claims.OrderByDescending(claim => claim.Strength).ThenBy(claim => claim.Word, StringComparer.Ordinal)
            .Select(claim => claim.Word).Take(MostAliases).ToList();
        var tags = evidence.Of(key).Where(pair => !rules.IsRefused(key, pair.Key))
            .OrderByDescending(pair => AliasRules.Strength(pair.Value)).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key);
        var keywords = KindsOf(key, nouns).Concat(tags).Distinct().Except(aliases).Where(word => word != key.Subject).Take(MostKeywords);
        return new(aliases, [.. keywords]);
    }

    /// <summary>What the subject is a kind of: its category and the next wider words of the dictionary.</summary>
    private static IEnumerable<string> KindsOf(SubjectKey key, WordNet? nouns)
    {
        if (key.Category.Length > 0) yield return key.Category;
        if (nouns is null || WordNetClasses.MeaningOf(nouns, key.Subject, key.Category) is not { } meaning) yield break;
        foreach (var word in meaning.Parents.SelectMany(parent => nouns[parent].Words).Select(WordEntry.Plain).Where(word => word.Length > 0)) yield return word;
    }
}
