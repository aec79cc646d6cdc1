// Text of others inside a message: names come out of files nobody vouches for, so they are kept printable and short.

namespace AsciiGen.Formats;

internal static class MessageText
{
    public static string OneLine(string text, int limit = 80)
    {
        var shown = text.Length > limit ? string.Concat(text.AsSpan(0, limit), "...") : text;
        return string.Create(shown.Length, shown, static (clean, source) =>
        {
            for (var i = 0; i < clean.Length; i++) clean[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '?' : source[i];
        });
    }
}
