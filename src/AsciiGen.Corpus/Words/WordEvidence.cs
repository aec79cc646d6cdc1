// Collects who says what of which subject: entries of the lists are matched to subjects by the names of their pictures,
// subjects to meanings of the dictionary by their category. Decides nothing; that is AliasRules.

namespace AsciiGen.Corpus.Words;

internal sealed class WordEvidence
{
    // Both emoji lists use the names of Unicode, as the emoji sets of pictures do.
    private const string Emoji = "emoji", EmojiSet = "noto";

    private readonly Dictionary<SubjectKey, Dictionary<string, WordVotes>> _votes;
    private readonly ILookup<string, SubjectKey> _bySubject;
    private readonly Func<string, string, SubjectKey?> _pictureNames;

    /// <summary>Collects everything.</summary>
    /// <param name="subjects">Of the corpus.</param>
    /// <param name="lists">What is known of words.</param>
    /// <param name="pictureNames">Set and name of a picture -> what it shows; null where it does not know.</param>
    internal WordEvidence(IReadOnlyCollection<SubjectKey> subjects, WordLists lists, Func<string, string, SubjectKey?> pictureNames)
    {
        _votes = subjects.ToDictionary(key => key, _ => new Dictionary<string, WordVotes>());
        _bySubject = subjects.ToLookup(key => WordEntry.Plain(key.Subject));
        _pictureNames = pictureNames;
        Vocabulary = lists.Entries.SelectMany(entry => entry.Names.Concat(entry.Tags)).ToHashSet();
        foreach (var entry in lists.Entries) Add(entry);
        if (lists.Nouns is { } nouns)
        {
            foreach (var key in subjects) AddSynonyms(key, nouns);
        }
    }

    /// <summary>Every word of the lists: what people who tag pictures use.</summary>
    internal IReadOnlySet<string> Vocabulary { get; }

    internal IReadOnlyDictionary<string, WordVotes> Of(SubjectKey key) => _votes[key];

    internal bool IsSubject(string word) => _bySubject.Contains(word);

    private void Add(WordEntry entry)
    {
        var keys = KeysOf(entry, entry.Names[0]);
        for (var i = 1; i < entry.Names.Count && keys.Count == 0; i++) keys = KeysOf(entry, entry.Names[i]);
        var vote = VoteOf(entry.List);
        foreach (var word in entry.Names.Concat(entry.Tags))
        {
            foreach (var key in keys) Vote(key, word, vote);
        }

        foreach (var name in entry.Names)
        {
            if (Shown(entry, name) is { } key) Vote(key, name, entry.List.StartsWith(Emoji, StringComparison.Ordinal) ? WordVotes.Name | WordVotes.Label : WordVotes.Name);
        }
    }

    private List<SubjectKey> KeysOf(WordEntry entry, string name)
    {
        if (Shown(entry, name) is { } shown) return [shown];
        // The same word in two categories is two things, and the list does not say which one it means.
        var named = _bySubject[name].ToList();
        return named.Count(key => key.Category.Length > 0) <= 1 ? named : [];
    }

    private SubjectKey? Shown(WordEntry entry, string name) =>
        _pictureNames(entry.List.StartsWith(Emoji, StringComparison.Ordinal) ? EmojiSet : entry.List, name) is { } key && _votes.ContainsKey(key) ? key : null;

    private void AddSynonyms(SubjectKey key, WordNet nouns)
    {
        if (WordNetClasses.MeaningOf(nouns, key.Subject, key.Category) is not { } meaning) return;
        foreach (var word in meaning.Words) Vote(key, WordEntry.Plain(word), WordVotes.Synonym);
    }

    private void Vote(SubjectKey key, string word, WordVotes vote)
    {
        if (word.Length == 0 || word == WordEntry.Plain(key.Subject)) return;
        var votes = _votes[key];
        votes[word] = votes.GetValueOrDefault(word) | vote;
    }

    private static WordVotes VoteOf(string list) => list switch
    {
        "emojibase" => WordVotes.Emojibase,
        "emojilib" => WordVotes.Emojilib,
        "tabler" => WordVotes.Tabler,
        "lucide" => WordVotes.Lucide,
        "mdi" => WordVotes.Mdi,
        HandAliases.List => WordVotes.Hand,
        _ => throw new ArgumentException($"no word list is called '{list}'", nameof(list)),
    };
}
