// Which tokens may come next: what the canvas has room for and the character set holds. At least one always may:
// the canvas accepts a blank or a line feed only when a character fits after it, so one is possible whenever the
// last token was no character, and after a character <end> is.

using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>Bars every token that would break a limit, before it can be chosen.</summary>
internal sealed class AllowedTokens
{
    private readonly CharacterSet _characters;

    /// <summary>Allows the characters of a set.</summary>
    public AllowedTokens(CharacterSet characters)
    {
        ArgumentNullException.ThrowIfNull(characters);
        _characters = characters;
    }

    /// <summary>True when the token may be appended to the canvas now.</summary>
    public bool IsAllowed(Canvas canvas, int token)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        if (Vocabulary.IsInk(token) && !_characters.Contains((char)token)) return false;
        if (Vocabulary.IsBlank(token) && !_characters.Contains((char)Vocabulary.Space)) return false;
        return canvas.Allows(token);
    }

    /// <summary>Sets the logits of all other tokens to minus infinity and makes the allowed ones finite (not a number becomes the lowest).</summary>
    /// <param name="canvas">The drawing so far, not complete.</param>
    /// <param name="logits">(128)</param>
    public void Mask(Canvas canvas, Span<float> logits)
    {
        if (logits.Length != Vocabulary.Size) throw new ArgumentException($"logits has {logits.Length} places, expected {Vocabulary.Size}", nameof(logits));
        for (var token = 0; token < logits.Length; token++)
        {
            if (!IsAllowed(canvas, token)) logits[token] = float.NegativeInfinity;
            else if (!float.IsFinite(logits[token])) logits[token] = float.IsPositiveInfinity(logits[token]) ? float.MaxValue : float.MinValue;
        }
    }
}
