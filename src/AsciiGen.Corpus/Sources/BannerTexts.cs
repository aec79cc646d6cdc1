// What banners say: single letters and digits, numbers, phrases and everyday words (banners.txt, written for this
// project), and the one-word names of what the corpus draws, so that each of those is also known as a word. For fonts that
// a model is to learn to spell with also words that are none: who learns to spell needs every letter in every place.

using AsciiGen.Numerics;

namespace AsciiGen.Corpus.Sources;

/// <summary>Texts to draw with fonts.</summary>
public static class BannerTexts
{
    /// <summary>Most letters of a subject's name that is drawn as a word.</summary>
    public const int LongestWord = 8;

    /// <summary>Most characters of a text, blanks included.</summary>
    public const int LongestText = 18;

    private const int FirstYear = 1990, LastYear = 2040, MadeUpWords = 4000;
    private const string Vowels = "aeiouy", Consonants = "bcdfghjklmnpqrstvwxz";

    private static readonly string[] _written = Load();

    /// <summary>All texts, distinct, in ordinal order.</summary>
    /// <param name="subjects">Names of what can be drawn; those that are no single word of at most <see cref="LongestWord"/> letters are left out.</param>
    /// <param name="withMadeUpWords">True for 4,000 words that are none as well.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> subjects, bool withMadeUpWords = false)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var words = subjects.Where(subject => subject.Length is > 1 and <= LongestWord && subject.All(char.IsAsciiLetterLower));
        var letters = Enumerable.Range('a', 26).Concat(Enumerable.Range('A', 26)).Select(letter => $"{(char)letter}");
        return [.. letters.Concat(Numbers().Select(number => $"{number}")).Concat(_written).Concat(words).Concat(withMadeUpWords ? MadeUp() : []).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<int> Numbers() =>
        Enumerable.Range(0, 31).Concat(Enumerable.Range(4, 7).Select(ten => 10 * ten)).Concat([42, 64, 75, 99, 101, 200, 250, 365, 500, 512, 777, 911, 999, 1000, 1024])
            .Concat(Enumerable.Range(FirstYear, LastYear - FirstYear + 1));

    /// <summary>Words of 2 to <see cref="LongestWord"/> letters: half in turns of consonants and vowels, half of any letters.</summary>
    internal static IEnumerable<string> MadeUp()
    {
        var random = new SplitMix64(20261123);
        for (var i = 0; i < MadeUpWords; i++)
        {
            var letters = new char[2 + random.NextBelow(LongestWord - 1)];
            var first = random.NextBelow(2);
            for (var place = 0; place < letters.Length; place++)
            {
                var alphabet = i % 2 == 1 ? Consonants + Vowels : (place + first) % 2 == 0 ? Consonants : Vowels;
                letters[place] = alphabet[random.NextBelow(alphabet.Length)];
            }

            yield return new string(letters);
        }
    }

    private static string[] Load() =>
        [.. EmbeddedText.Read("banners.txt").Split('\n').Where(line => line.Length > 0 && line[0] != '#').SelectMany(line => line.Split("; "))];
}
