// Words judged one by one (words.tsv), where the rules go wrong or no list has the word: these verdicts stand.

namespace AsciiGen.Corpus.Words;

internal sealed class JudgedWords
{
    private const string AnySubject = "*";

    private readonly Dictionary<(string Subject, string Word), JudgedWord> _verdicts;

    private JudgedWords(Dictionary<(string Subject, string Word), JudgedWord> verdicts) => _verdicts = verdicts;

    internal static JudgedWords Ours { get; } = Parse(Text());

    internal static JudgedWords Parse(string text) => new(text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).SelectMany(fields =>
        fields[2].Split(", ").Select(word => KeyValuePair.Create((fields[0], word), Enum.Parse<JudgedWord>(fields[1], ignoreCase: true)))).ToDictionary());

    internal IEnumerable<(string Subject, string Word)> All => _verdicts.Keys;

    internal JudgedWord? Find(string subject, string word) =>
        _verdicts.TryGetValue((subject, word), out var verdict) || _verdicts.TryGetValue((AnySubject, word), out verdict) ? verdict : null;

    internal IEnumerable<string> AliasesOf(string subject) =>
        _verdicts.Where(pair => pair.Key.Subject == subject && pair.Value == JudgedWord.Alias).Select(pair => pair.Key.Word);

    internal static string Text() => EmbeddedText.Read("words.tsv");
}

internal enum JudgedWord
{
    /// <summary>A true synonym.</summary>
    Alias,

    /// <summary>An association only.</summary>
    Keyword,

    /// <summary>Neither.</summary>
    None,
}
