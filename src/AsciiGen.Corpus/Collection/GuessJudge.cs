// Whether a guess names a subject. The same word does, an article or a plural aside, and so does one that ends with it
// ("grand piano" for piano). Everything else was decided once by somebody who saw the two words and not the drawing, and
// stands in art/hand/GUESSES.tsv. Aliases do not count by themselves: some are wider than the drawing.

using System.Text.RegularExpressions;

namespace AsciiGen.Corpus.Collection;

/// <summary>Compares guesses with subjects.</summary>
public sealed partial class GuessJudge
{
    private static readonly string[] _columns = ["subject", "guess", "same"];

    private readonly SortedDictionary<(string Subject, string Guess), bool> _decided = [];

    /// <summary>Pairs that were asked for and nobody has decided.</summary>
    public SortedSet<(string Subject, string Guess)> Undecided { get; } = [];

    /// <summary>Reads the table of decided pairs; an absent file is an empty table.</summary>
    /// <exception cref="CorpusException">The file has other columns, or an answer is neither yes nor no.</exception>
    public static GuessJudge Load(string path)
    {
        var judge = new GuessJudge();
        foreach (var field in TabSeparated.Load(path, _columns))
        {
            judge.Decide(field[0], field[1], field[2], path);
        }

        return judge;
    }

    /// <summary>Writes the table of decided pairs.</summary>
    public void Save(string path) => TabSeparated.Save(path, _columns, _decided.Select(pair => new[]
    {
        pair.Key.Subject, pair.Key.Guess, pair.Value ? "yes" : "no",
    }));

    /// <summary>Decides a pair by the word a file has for it.</summary>
    /// <exception cref="CorpusException">The word is neither yes nor no.</exception>
    public void Decide(string subject, string guess, string yesOrNo, string file) => Decide(subject, guess, yesOrNo switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new CorpusException($"{file}: '{yesOrNo}' for {subject} and {guess} is neither yes nor no."),
    });

    /// <summary>Decides a pair.</summary>
    public void Decide(string subject, string guess, bool same) => _decided[(Fold(subject), Fold(guess))] = same;

    /// <summary>True when the guess names the subject; an undecided pair does not, and is remembered.</summary>
    public bool IsSame(string subject, string guess)
    {
        var (meant, said) = (Fold(subject), Fold(guess));
        if (said.Length == 0) return false;
        if (said == meant || said.EndsWith(" " + meant, StringComparison.Ordinal)) return true;
        if (_decided.TryGetValue((meant, said), out var same)) return same;
        Undecided.Add((meant, said));
        return false;
    }

    /// <summary>Lower case, words with single spaces, no article, every word in the singular as far as its ending tells.</summary>
    internal static string Fold(string text)
    {
        var words = NotLetters().Replace(text.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && words[0] is ("a" or "an" or "the")) words = words[1..];
        return string.Join(' ', words.Select(Singular));
    }

    private static string Singular(string word) => word switch
    {
        _ when word.Length <= 3 || word.EndsWith("ss", StringComparison.Ordinal) || word.EndsWith("us", StringComparison.Ordinal) => word,
        _ when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        _ when word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("sses", StringComparison.Ordinal) => word[..^2],
        _ when word.EndsWith('s') => word[..^1],
        _ => word,
    };

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotLetters();
}
