// What banners say: single letters and digits, numbers, phrases and everyday words (banners.txt, written for this
// project), and the one-word names of what the corpus draws, so that each of those is also known as a word.

namespace AsciiGen.Corpus.Sources;

/// <summary>Texts to draw with fonts.</summary>
public static class BannerTexts
{
    /// <summary>Most letters of a subject's name that is drawn as a word.</summary>
    public const int LongestWord = 8;

    /// <summary>Most characters of a text, blanks included.</summary>
    public const int LongestText = 18;

    private const int FirstYear = 1990, LastYear = 2040;

    private static readonly string[] _written = Load();

    /// <summary>All texts, distinct, in ordinal order.</summary>
    /// <param name="subjects">Names of what can be drawn; those that are no single word of at most <see cref="LongestWord"/> letters are left out.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var words = subjects.Where(subject => subject.Length is > 1 and <= LongestWord && subject.All(char.IsAsciiLetterLower));
        var letters = Enumerable.Range('a', 26).Concat(Enumerable.Range('A', 26)).Select(letter => $"{(char)letter}");
        return [.. letters.Concat(Numbers().Select(number => $"{number}")).Concat(_written).Concat(words).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<int> Numbers() =>
        Enumerable.Range(0, 31).Concat(Enumerable.Range(4, 7).Select(ten => 10 * ten)).Concat([42, 64, 75, 99, 101, 200, 250, 365, 500, 512, 777, 911, 999, 1000, 1024])
            .Concat(Enumerable.Range(FirstYear, LastYear - FirstYear + 1));

    private static string[] Load() =>
        [.. EmbeddedText.Read("banners.txt").Split('\n').Where(line => line.Length > 0 && line[0] != '#').SelectMany(line => line.Split("; "))];
}
