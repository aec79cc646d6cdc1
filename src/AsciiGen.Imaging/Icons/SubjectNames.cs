// Picture name -> what the picture shows, or nothing. Icon sets are full of names that are no things: modifiers (star-off,
// file-plus), verbs (refresh), brands. So a name counts only when, style words taken off, all of it stands in a table of
// names judged one by one (names.tsv), which also tells sets apart that mean different things by one name.

using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace AsciiGen.Imaging.Icons;

/// <summary>Tells names of things from names of actions.</summary>
public static class SubjectNames
{
    private const string AllOtherSets = "*";
    private const string Refused = "-";

    // A style says how a picture is drawn, not what it shows. "off", "plus", "x" are not styles: they change the picture.
    private static readonly FrozenSet<string> _styles = FrozenSet.ToFrozenSet(
    [
        "fill", "filled", "outline", "outlined", "line", "linear", "duotone", "twotone", "thin", "light", "bold", "regular", "solid",
        "sharp", "rounded", "round", "broken", "alt", "variant",
    ]);

    private static readonly string _table = ReadTable();
    private static readonly FrozenDictionary<string, Meaning[]> _names = Parse(_table);

    /// <summary>Of the table, for whoever keeps what was made with it.</summary>
    public static string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_table)));

    private sealed record Meaning(string Subject, string Category, string[] Sets);

    /// <summary>Everything a name can show, distinct, in ordinal order.</summary>
    public static IReadOnlyList<string> Subjects { get; } =
        [.. _names.Values.SelectMany(meanings => meanings).Select(meaning => meaning.Subject).Where(subject => subject != Refused).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Finds what a picture such as <c>alarm-clock-outline</c> shows.</summary>
    /// <param name="set">Prefix of the icon set, or any name of the source.</param>
    /// <param name="name">Words joined by hyphens, underscores or spaces.</param>
    /// <returns>Null when the name is not that of a drawable thing, or not in this set.</returns>
    public static PictureName? Find(string set, string name)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(name);
        var words = name.ToLowerInvariant().Split(['-', '_', ' '], StringSplitOptions.RemoveEmptyEntries);
        // The whole name first: "traffic light" and "playing card 2" end in words that also name styles.
        for (var count = words.Length; count > 0; count--)
        {
            var picture = string.Join('-', words[..count]);
            if (_names.TryGetValue(picture, out var meanings))
            {
                var meaning = MeaningIn(meanings, set);
                return meaning is null || meaning.Subject == Refused
                    ? null
                    : new(meaning.Subject, meaning.Category, picture, string.Join('-', words[count..]));
            }

            if (!IsStyle(words[count - 1])) break;
        }

        return null;
    }

    private static Meaning? MeaningIn(Meaning[] meanings, string set) =>
        meanings.FirstOrDefault(meaning => meaning.Sets.Contains(set)) ?? meanings.FirstOrDefault(meaning => meaning.Sets.Contains(AllOtherSets));

    // A number tells apart pictures of one thing: dog-2 is a second dog.
    private static bool IsStyle(string word) => _styles.Contains(word) || (word.Length <= 2 && word.All(char.IsAsciiDigit));

    private static string ReadTable()
    {
        using var stream = typeof(SubjectNames).Assembly.GetManifestResourceStream("names.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static FrozenDictionary<string, Meaning[]> Parse(string table) =>
        table.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Skip(1)
            .Select(line => line.Split('\t'))
            .GroupBy(fields => fields[0], fields => new Meaning(fields[1], fields[2], fields[3].Split(',')))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
}
