// One picture of a list of tagged pictures, whatever list it stands in: what it is called there and the words it is
// filed under. Tags are associations (a cat is filed under "pet" and "meow"), so nothing here says what is a synonym.

namespace AsciiGen.Corpus.Words;

/// <summary>What one list says of one picture.</summary>
/// <param name="List">Name of the list, as the icon set is called where it is one: <c>mdi</c>, <c>tabler</c>, <c>lucide</c>, <c>emojibase</c>, <c>emojilib</c>.</param>
/// <param name="Names">What the picture is called; at least one.</param>
/// <param name="Tags">Other words, without <paramref name="Names"/>.</param>
public sealed record WordEntry(string List, IReadOnlyList<string> Names, IReadOnlyList<string> Tags)
{
    private const int LongestWord = 30;

    /// <summary>Small letters, single blanks for hyphens and underscores; empty when the word is not plain English letters and digits.</summary>
    internal static string Plain(string word)
    {
        var parts = word.ToLowerInvariant().Split([' ', '-', '_', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var plain = string.Join(' ', parts);
        var isPlain = plain.Length <= LongestWord && plain.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is ' ' or '\'');
        return isPlain && plain.Any(char.IsAsciiLetterLower) ? plain : "";
    }

    /// <summary>An entry of plain words without repetitions, or null when none of its names is plain.</summary>
    internal static WordEntry? Of(string list, IEnumerable<string> names, IEnumerable<string> tags)
    {
        var plainNames = names.Select(Plain).Where(name => name.Length > 0).Distinct().ToList();
        var plainTags = tags.Select(Plain).Where(tag => tag.Length > 0).Distinct().Except(plainNames).ToList();
        return plainNames.Count > 0 ? new(list, plainNames, plainTags) : null;
    }
}
