// The prompt as typed -> one the model can read, or a message that offers the plain spelling. Nothing is ever changed
// behind the writer's back: "café" is refused with "cafe" as the proposal.

using System.Globalization;
using System.Text;

namespace AsciiGen.Tokens;

/// <summary>Checks prompts as people type them.</summary>
internal static class PromptSpelling
{
    // Each entry: the plain spelling, then the letters it stands for.
    private static readonly string[] _plainSpellings =
    [
        "a:àáâãåāăąǎ", "ae:äæ", "c:çćĉċč", "d:ďđð", "e:èéêëēĕėęě", "g:ĝğġģ", "h:ĥħ", "i:ìíîïĩīĭįıǐ", "j:ĵ", "k:ķĸ", "l:ĺļľŀł",
        "n:ñńņňŉŋ", "o:òóôõøōŏőǒ", "oe:öœ", "r:ŕŗř", "s:śŝşšș", "ss:ß", "t:ţťŧț", "th:þ", "u:ùúûũūŭůűųǔ", "ue:ü", "w:ŵẁẃẅ",
        "y:ýÿŷ", "z:źżž", "':‘’‚‛´", "\":“”„«»", "-:‐‑‒–—−", "...:…",
    ];

    /// <summary>The prompt with white space folded.</summary>
    /// <exception cref="PromptException">It is empty, too long, or holds what the model cannot read.</exception>
    public static string Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsReadable(rune)) continue;
            var plain = PlainSpelling(text);
            throw new PromptException($"the prompt holds {Show(rune)}, which the model cannot read. "
                + (plain.Length > 0 ? $"Write \"{plain}\"." : "Name it in plain English words."));
        }

        var prompt = Fold(text);
        if (prompt.Length == 0) throw new PromptException("the prompt is empty. Name something to draw, for example \"cat\".");
        if (prompt.Length > Prompt.MaxLength) throw new PromptException($"the prompt has {prompt.Length} characters, the most is {Prompt.MaxLength}. Use fewer words.");
        return prompt;
    }

    /// <summary>A character as it can be shown in a message: quoted when it is visible, always with its number.</summary>
    public static string Show(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => $"U+{rune.Value:X4}",
        _ => $"'{rune}' (U+{rune.Value:X4})",
    };

    private static bool IsReadable(Rune rune) => Vocabulary.IsPrintable(rune.Value) || Rune.IsWhiteSpace(rune);

    // Accents are dropped, symbols such as emoji left out; empty when a letter has no plain spelling.
    private static string PlainSpelling(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var spelling = IsReadable(rune) ? rune.ToString() : SpellingOf(rune);
            if (spelling is null) return "";
            plain.Append(spelling);
        }

        var folded = Fold(plain.ToString());
        return folded.Length > Prompt.MaxLength ? "" : folded;
    }

    private static string? SpellingOf(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        foreach (var entry in _plainSpellings)
        {
            var colon = entry.LastIndexOf(':');
            if (entry.IndexOf(lower.ToString(), colon, StringComparison.Ordinal) < 0) continue;
            return lower == rune ? entry[..colon] : char.ToUpperInvariant(entry[0]) + entry[1..colon];
        }

        return Rune.IsLetterOrDigit(rune) ? null : "";
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
