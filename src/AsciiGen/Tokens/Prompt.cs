// What a person types -> prompt tokens: <begin> <style> letters... <art>. Letters are lower-cased and white
// space is folded; anything the model has no token for is refused with a suggestion, never dropped silently.

using System.Text;

namespace AsciiGen.Tokens;

/// <summary>The words a drawing is asked for with.</summary>
internal static class Prompt
{
    /// <summary>Most characters a prompt may have after white space is folded.</summary>
    public const int MaxLength = 80;

    /// <summary>The prompt that any drawing answers: a model that is to be guided was shown drawings under it.</summary>
    public const string Anything = "something";

    /// <summary>Tokens of a prompt beside its letters: <c>&lt;begin&gt;</c>, style, <c>&lt;art&gt;</c>.</summary>
    public const int MarkCount = 3;

    /// <summary>
    /// Lower-cases ASCII letters, folds white space to single spaces and trims.
    /// </summary>
    /// <exception cref="ArgumentException">Empty, longer than <see cref="MaxLength"/>, or with a character outside printable ASCII.</exception>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
            }
            else if (rune.Value is > ' ' and <= '~')
            {
                folded.Append(char.ToLowerInvariant((char)rune.Value));
            }
            else
            {
                throw new ArgumentException($"the prompt holds '{rune}' (U+{rune.Value:X4}), which the model cannot read; use plain English letters");
            }
        }

        if (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
        if (folded.Length == 0) throw new ArgumentException("the prompt is empty; name something to draw");
        if (folded.Length > MaxLength)
        {
            throw new ArgumentException($"the prompt has {folded.Length} characters, the most is {MaxLength}; use fewer words");
        }

        return folded.ToString();
    }

    /// <summary>Tokens of a prompt: <c>&lt;begin&gt; &lt;style&gt; letters &lt;art&gt;</c>, letters + <see cref="MarkCount"/> in all.</summary>
    /// <exception cref="ArgumentException">See <see cref="Normalize"/>.</exception>
    public static byte[] Encode(string text, Style style)
    {
        var letters = Normalize(text);
        var tokens = new byte[letters.Length + MarkCount];
        tokens[0] = Vocabulary.Begin;
        tokens[1] = (byte)Vocabulary.StyleToken(style);
        for (var i = 0; i < letters.Length; i++) tokens[i + 2] = (byte)letters[i];
        tokens[^1] = Vocabulary.Art;
        return tokens;
    }
}
