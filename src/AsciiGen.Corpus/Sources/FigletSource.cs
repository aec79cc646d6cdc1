// Words in large letters, drawn with FIGlet fonts. All drawings of one word are one group, whatever the font, so a
// validation word is one the model has never seen spelled. A malformed font is a problem; the other fonts go on.

using System.Security.Cryptography;
using System.Text;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Sources;

/// <summary>Draws words with fonts.</summary>
public static class FigletSource
{
    /// <summary>Most letters of a word.</summary>
    public const int LongestWord = 8;

    /// <summary>Lists the fonts behind paths: a file stands for itself, a folder for its <c>*.flf</c> and <c>*.tlf</c>.</summary>
    /// <exception cref="CorpusException">A path does not exist, or a folder has no font.</exception>
    public static IReadOnlyList<string> FindFonts(IEnumerable<string> paths) => SourceFiles.Find(paths, SearchOption.TopDirectoryOnly, "*.flf", "*.tlf");

    /// <summary>Reads a list of words, one a line.</summary>
    /// <exception cref="CorpusException">The file cannot be read, or a line is not 1..8 ASCII letters.</exception>
    public static IReadOnlyList<string> LoadWords(string path)
    {
        var words = new List<string>();
        var lines = SourceFiles.ReadText(path).ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var word = lines[i].Trim();
            if (word.Length == 0) continue;
            if (word.Length > LongestWord || !word.All(char.IsAsciiLetter))
            {
                throw new CorpusException($"{path}:{i + 1}: '{word}' is not a word of 1 to {LongestWord} English letters.");
            }

            words.Add(word);
        }

        return words.Count > 0 ? [.. words.Distinct()] : throw new CorpusException($"{path} holds no words. Write one word a line.");
    }

    /// <summary>Draws words with every font; each font gets its own choice of words.</summary>
    /// <param name="fonts">Font files.</param>
    /// <param name="words">To choose from.</param>
    /// <param name="wordsPerFont">How many of them for each font, at least 1.</param>
    /// <param name="seed">Decides the choice.</param>
    public static IEnumerable<ImportResult> Read(IEnumerable<string> fonts, IReadOnlyList<string> words, int wordsPerFont, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(wordsPerFont, 1);
        return fonts.SelectMany(path => ReadFont(path, words, wordsPerFont, seed));
    }

    private static IEnumerable<ImportResult> ReadFont(string path, IReadOnlyList<string> words, int wordsPerFont, ulong seed)
    {
        FigletFont font;
        try
        {
            font = FigletFont.Load(path);
        }
        catch (CorpusException error)
        {
            var (place, message) = error.Message.Split(": ", 2) is [var first, var rest] ? (first, rest) : (Path.GetFileName(path), error.Message);
            return [ImportResult.Unreadable(place, message)];
        }

        return words.OrderBy(word => Place(seed, font.Name, word), StringComparer.Ordinal).Take(wordsPerFont).Select(word => ImportResult.Of(new(
            FigletRenderer.Render(font, word), word, [], Style.Banner, $"{font.Name}:{word}", $"banner/{word.ToLowerInvariant()}",
            font.Author.Length > 0 ? font.Author : null)));
    }

    private static string Place(ulong seed, string font, string word) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{font}\n{word}")));
}
