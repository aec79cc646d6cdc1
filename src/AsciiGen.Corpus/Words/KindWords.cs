// Words a subject is the nearest to. Narrower ones come from the dictionary: a word whose commonest meaning is a kind of a
// subject (poodle, dog), at most four steps down, the nearest subject wins. Wider ones are those its pictures are filed under
// (reptile), where the dictionary agrees that it is one; the subject most drawn by hand stands for them. Names of
// people and places, Latin and coarse words are left out, and what kinds.tsv says, goes.

namespace AsciiGen.Corpus.Words;

internal sealed class KindWords
{
    private const int MostSteps = 4, MostStepsWider = 3, MostWords = 2, FewestLetters = 3;
    private const int Animal = 5, Artifact = 6, Body = 8, Food = 13, Thing = 17, Person = 18, Plant = 20, Shape = 25;
    private const string NoSubject = "-";

    // How far down the tree of meanings words still mean what one would draw: botanists go on for long below "herb".
    private static readonly Dictionary<int, int> _steps = new() { [Animal] = MostSteps, [Artifact] = MostSteps, [Body] = 1, [Food] = MostSteps, [Thing] = 2, [Person] = 2, [Plant] = 2, [Shape] = 1 };

    // What the dictionary says of names for people that make fun of them, and of words a person may mind to be called.
    private static readonly string[] _mocking = ["informal", "slang", "contempt", "insult", "ridicul"];
    private static readonly string[] _unkind =
    [
        "stupid", "fool", "prostitut", "sexual", "promiscuous", "immoral", "disreputable", "drunk", "unpleasant", "ugly", "inferior",
        "unattractive", "criminal", "genital", "excre", "feces", "breast", "buttocks", "vagina", "penis", "castrat", "insane", "mental", "homosexual", "lesbian", "slave", "servile", "despis",
        "worthless", "obnoxious", "jewish", "black person", "white person", "nazi",
    ];

    // Parts of old names for plants and animals that nobody should read.
    private static readonly string[] _unfit = ["negro", "squaw", "bastard", "nude", "gypsy", "savage"];
    private static readonly string[] _latinEnds = ["formes", "idae", "aceae"];

    /// <summary>Words judged one by one -> the subject they are nearest to, <see cref="NoSubject"/> for none.</summary>
    internal static IReadOnlyDictionary<string, string> Judged { get; } = ReadJudged();

    private readonly WordNet _nouns;
    private readonly IReadOnlyList<DrawnSubject> _drawn;
    private readonly HashSet<string> _taken;
    private readonly Dictionary<int, DrawnSubject> _subjects = [];
    private readonly HashSet<string> _genera;
    private readonly HashSet<string> _filed;

    /// <summary>Prepares a search.</summary>
    /// <param name="nouns">The dictionary.</param>
    /// <param name="drawn">All subjects.</param>
    /// <param name="taken">Words that are names or aliases.</param>
    public KindWords(WordNet nouns, IReadOnlyList<DrawnSubject> drawn, HashSet<string> taken)
    {
        (_nouns, _drawn, _taken) = (nouns, drawn, taken);
        _genera = [.. nouns.Words.Where(word => word.StartsWith("genus ", StringComparison.Ordinal)).Select(word => word[6..])];
        _filed = [.. drawn.SelectMany(subject => subject.Keywords)];
        foreach (var subject in drawn.OrderByDescending(subject => subject.ByHand).ThenByDescending(subject => subject.Drawings).ThenBy(subject => subject.Name, StringComparer.Ordinal))
        {
            if (WordNetClasses.MeaningOf(nouns, subject.Name, subject.Category) is { } meaning) _subjects.TryAdd(meaning.Offset, subject);
        }
    }

    /// <summary>The words of every subject.</summary>
    public ILookup<string, string> All()
    {
        var names = _drawn.Select(subject => subject.Name).ToHashSet();
        var found = new Dictionary<string, string>();
        foreach (var word in _nouns.Words)
        {
            if (IsWanted(word) && MeaningOf(word) is { } meaning && SubjectOf(word, meaning) is { } subject) found[word] = subject.Name;
        }

        foreach (var word in _filed.Where(word => !found.ContainsKey(word) && IsWanted(word)))
        {
            if (MeaningOf(word) is { } meaning && ExampleOf(word, meaning) is { } subject) found[word] = subject.Name;
        }

        foreach (var (word, subject) in Judged)
        {
            if (subject == NoSubject) found.Remove(word);
            else if (names.Contains(subject) && !_taken.Contains(word)) found[word] = subject;
        }

        return found.ToLookup(pair => pair.Value, pair => pair.Key);
    }

    private bool IsWanted(string word) =>
        word.Length >= FewestLetters && word.AsSpan().Count(' ') < MostWords && !_taken.Contains(word) && !word.EndsWith('\'')
        && word.All(c => char.IsAsciiLetterLower(c) || c is ' ' or '-' or '\'') && !word.Split(' ', '-').Any(_unfit.Contains) && !_nouns.Meanings(word).Any(meaning => meaning.IsCoarse);

    /// <summary>The commonest meaning that is no single person or place, if one can draw such things.</summary>
    private WordNetSynset? MeaningOf(string word)
    {
        var meaning = _nouns.Meanings(word).FirstOrDefault(meaning => !meaning.IsInstance);
        if (meaning is null || !_steps.ContainsKey(meaning.Class) || IsLatin(word, meaning)) return null;
        if (_unkind.Any(part => IsSaid(meaning, part))) return null;
        // People are called many things; only what somebody wrote in a text or on a picture is taken.
        return meaning.Class != Person || ((_nouns.SeenCount(word) > 0 || _filed.Contains(word)) && !_mocking.Any(part => IsSaid(meaning, part))) ? meaning : null;
    }

    // Genera; what is called after two that no other word of the dictionary is; orders and families.
    private bool IsLatin(string word, WordNetSynset meaning)
    {
        var parts = word.Split(' ');
        return _latinEnds.Any(end => word.EndsWith(end, StringComparison.Ordinal))
            || (meaning.Capitalised.Contains(word) && (_genera.Contains(parts[0]) || _nouns.Meanings(parts[^1]).Count == 0));
    }

    private static bool IsSaid(WordNetSynset meaning, string part) => meaning.Gloss.Contains(part, StringComparison.Ordinal);

    private DrawnSubject? SubjectOf(string word, WordNetSynset meaning)
    {
        foreach (var (offset, _) in Above(meaning, _steps[meaning.Class]))
        {
            if (_subjects.TryGetValue(offset, out var subject) && _steps.ContainsKey(_nouns[offset].Class)) return subject;
        }

        return null;
    }

    private DrawnSubject? ExampleOf(string word, WordNetSynset meaning)
    {
        if (meaning.Class is not (Animal or Artifact or Food or Plant)) return null;
        var examples = from pair in _subjects
                       where pair.Value.Keywords.Contains(word)
                       from above in Above(_nouns[pair.Key], MostStepsWider)
                       where above.Offset == meaning.Offset
                       orderby pair.Value.ByHand descending, above.Steps, pair.Value.Drawings descending
                       select pair.Value;
        return examples.FirstOrDefault();
    }

    /// <summary>What a meaning is a kind of, itself first, step by step.</summary>
    private IEnumerable<(int Offset, int Steps)> Above(WordNetSynset meaning, int most)
    {
        IEnumerable<int> level = [meaning.Offset];
        for (var steps = 0; steps <= most; steps++)
        {
            foreach (var offset in level) yield return (offset, steps);
            level = [.. level.SelectMany(offset => _nouns[offset].Parents).Distinct()];
        }
    }

    private static Dictionary<string, string> ReadJudged() => EmbeddedText.Read("kinds.tsv").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
        .SelectMany(fields => fields[1].Split(", ").Select(word => KeyValuePair.Create(word, fields[0]))).ToDictionary();
}
