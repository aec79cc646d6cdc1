// Texts in large letters, drawn with FIGlet fonts. A subject is the text as it is drawn, CAT as well as cat; prompts are
// lower-case, so both are drawings for one prompt. All drawings of one text are one group, whatever the font and the case, so a
// validation word is one the model has never seen spelled. A malformed font is a problem; the other fonts go on.

using System.Security.Cryptography;
using System.Text;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Sources;

/// <summary>Draws texts with fonts.</summary>
public static class FigletSource
{
    // Percent of a font's drawings; what a kind cannot fill goes to the others.
    private static readonly (BannerKind Kind, int Share)[] _shares =
        [(BannerKind.Character, 20), (BannerKind.Number, 10), (BannerKind.Phrase, 20), (BannerKind.Word, 50)];

    /// <summary>Lists the fonts behind paths: a file stands for itself, a folder for its <c>*.flf</c> and <c>*.tlf</c>.</summary>
    /// <exception cref="CorpusException">A path does not exist, or a folder has no font.</exception>
    public static IReadOnlyList<string> FindFonts(IEnumerable<string> paths) => SourceFiles.Find(paths, SearchOption.TopDirectoryOnly, "*.flf", "*.tlf");

    /// <summary>Reads a list of texts, one a line.</summary>
    /// <exception cref="CorpusException">The file cannot be read, or a line is not 1..18 printable ASCII characters.</exception>
    public static IReadOnlyList<string> LoadTexts(string path)
    {
        var texts = new List<string>();
        var lines = SourceFiles.ReadText(path).ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].Trim();
            if (text.Length == 0) continue;
            if (text.Length > BannerTexts.LongestText || !text.All(character => Vocabulary.IsPrintable(character)))
            {
                throw new CorpusException($"{path}:{i + 1}: '{text}' is not a text of 1 to {BannerTexts.LongestText} printable ASCII characters.");
            }

            texts.Add(text);
        }

        return texts.Count > 0 ? [.. texts.Distinct()] : throw new CorpusException($"{path} holds no texts. Write one a line.");
    }

    /// <summary>Draws texts with every font; each font gets its own choice of texts.</summary>
    /// <param name="fonts">Font files.</param>
    /// <param name="texts">To choose from, printable ASCII. Those in small letters are also drawn in capitals, or with one.</param>
    /// <param name="textsPerFont">How many of them for each font, at least 1; less when the font cannot draw as many.</param>
    /// <param name="seed">Decides the choice and the case.</param>
    public static IEnumerable<ImportResult> Read(IEnumerable<string> fonts, IReadOnlyList<string> texts, int textsPerFont, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(textsPerFont, 1);
        return fonts.SelectMany(path => ReadFont(path, texts, textsPerFont, seed));
    }

    private static IEnumerable<ImportResult> ReadFont(string path, IReadOnlyList<string> texts, int textsPerFont, ulong seed)
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

        var author = font.Author.Length > 0 ? font.Author : null;
        return Choose(font, texts, textsPerFont, seed).Select(banner => ImportResult.Of(new(
            banner.Drawing, banner.Text, [], Style.Banner, $"{font.Name}:{banner.Text}", $"banner/{banner.Text.ToLowerInvariant()}", author)));
    }

    private readonly record struct Banner(string Text, string Drawing);

    /// <summary>In an order that the seed decides: each kind's share as far as there are texts the font can draw, then whatever else it can.</summary>
    private static List<Banner> Choose(FigletFont font, IReadOnlyList<string> texts, int count, ulong seed)
    {
        var places = texts.Distinct().Select(text => (Text: text, Place: Place(seed, font.Name, text))).OrderBy(item => Convert.ToHexString(item.Place), StringComparer.Ordinal).ToList();
        var chosen = new List<Banner>();
        var left = new List<IEnumerator<Banner>>();
        foreach (var (kind, share) in _shares)
        {
            var drawable = places.Where(item => KindOf(item.Text) == kind).Select(item => Draw(font, Cased(item.Text, item.Place[^1]))).OfType<Banner>().GetEnumerator();
            for (var i = 0; i < count * share / 100 && drawable.MoveNext(); i++) chosen.Add(drawable.Current);
            left.Add(drawable);
        }

        // Words first: there are always some left where there were any.
        foreach (var drawable in left.AsEnumerable().Reverse())
        {
            while (chosen.Count < count && drawable.MoveNext()) chosen.Add(drawable.Current);
        }

        return chosen;
    }

    /// <summary>Null when the font lacks a character or the text gets too large.</summary>
    private static Banner? Draw(FigletFont font, string text)
    {
        if (text.Any(character => character != ' ' && font.Glyph(character).All(row => row.All(cell => cell == ' ' || cell == font.HardBlank)))) return null;
        var drawing = FigletRenderer.Render(font, text);
        var measures = ArtworkText.Measure(ArtworkText.Normalize(drawing));
        if (measures.Width > ArtworkRules.MaxWidth || measures.Height > ArtworkRules.MaxHeight) return null;
        // A font whose blank closes up writes "game over" as one word.
        return text.Contains(' ') && drawing == FigletRenderer.Render(font, text.Replace(" ", "")) ? null : new Banner(text, drawing);
    }

    /// <summary>Half of the texts in small letters stay so, a quarter becomes capitals, a quarter begins with one.</summary>
    private static string Cased(string text, byte chance) =>
        text.Length == 1 || text.Any(char.IsAsciiLetterUpper) ? text : (chance % 4) switch
        {
            0 => text.ToUpperInvariant(),
            1 => char.ToUpperInvariant(text[0]) + text[1..],
            _ => text,
        };

    private static BannerKind KindOf(string text) =>
        text.Length == 1 ? BannerKind.Character
        : text.All(char.IsAsciiDigit) ? BannerKind.Number
        : text.All(char.IsAsciiLetter) ? BannerKind.Word
        : BannerKind.Phrase;

    private static byte[] Place(ulong seed, string font, string text) => SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{font}\n{text}"));
}
