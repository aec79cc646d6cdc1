// What tells one drawing of a subject from another: `view=side`, `pose=sleeping`. Four keys, so that tags stay
// comparable; the value is a few plain words.

namespace AsciiGen.Corpus.Collection;

/// <summary>One tag of a drawing.</summary>
/// <param name="Key">One of <see cref="Keys"/>.</param>
/// <param name="Value">Lower-case words.</param>
public sealed record DrawingTag(string Key, string Value)
{
    /// <summary>From where it is seen, what it is doing, what is special about it, and what sort of drawing it is.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["view", "pose", "detail", "kind"];

    /// <summary>Values of <c>kind</c>; a drawing without it shows one thing.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["scene", "face", "border", "divider", "arrow", "critter", "symbol"];

    /// <summary>Reads <c>key=value</c>.</summary>
    /// <returns>False, and what is wrong in <paramref name="fault"/>, when it is none.</returns>
    public static bool TryParse(string text, out DrawingTag tag, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        tag = equals < 0 ? new("", "") : new(text[..equals].Trim(), text[(equals + 1)..].Trim());
        fault = equals < 0 ? $"tag '{text.Trim()}' is not key=value"
            : !Keys.Contains(tag.Key) ? $"tag '{text.Trim()}': the key is one of {string.Join(", ", Keys)}"
            : tag.Value.Length == 0 || !tag.Value.All(IsValueCharacter) ? $"tag '{text.Trim()}': the value is lower-case words"
            : tag.Key == "kind" && !Kinds.Contains(tag.Value) ? $"tag '{text.Trim()}': the kind is one of {string.Join(", ", Kinds)}"
            : "";
        return fault.Length == 0;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Key}={Value}";

    private static bool IsValueCharacter(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is ' ' or '-' or '\'';
}
