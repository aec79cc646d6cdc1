// Icon name -> what the icon shows, or nothing. Icon sets are full of names that are no things: modifiers (star-off,
// file-plus), verbs (refresh), brands. So a name counts only when, style words taken off, all of it stands in a
// fixed list of drawable things (subjects.txt), in either order of two words (tree-pine is a pine tree).

using System.Collections.Frozen;

namespace AsciiGen.Imaging.Icons;

/// <summary>Tells names of things from names of actions.</summary>
public static class SubjectNames
{
    // A style says how a picture is drawn, not what it shows. "off", "plus", "x" are not styles: they change the picture.
    private static readonly FrozenSet<string> _styles = FrozenSet.ToFrozenSet(
    [
        "fill", "filled", "outline", "outlined", "line", "linear", "duotone", "twotone", "thin", "light", "bold", "regular", "solid",
        "sharp", "rounded", "round", "broken", "alt", "variant", "1", "2", "3", "4", "5", "6",
    ]);

    private static readonly FrozenSet<string> _subjects = Load();

    /// <summary>Finds the subject of an icon name such as <c>alarm-clock-outline</c>.</summary>
    /// <param name="name">Words joined by hyphens.</param>
    /// <param name="subject">The subject, lower-case words joined by spaces; "" when refused.</param>
    /// <param name="picture">The name without its style words: the same for all styles of one picture.</param>
    /// <returns>False when the name is not that of a drawable thing.</returns>
    public static bool TryFind(string name, out string subject, out string picture)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = name.ToLowerInvariant().Split(['-', '_', ' '], StringSplitOptions.RemoveEmptyEntries);
        var count = words.Length;
        // The whole name first: "traffic light" and "hot air balloon 2" end in words that also name styles.
        for (; count > 0; count--)
        {
            picture = string.Join('-', words[..count]);
            subject = string.Join(' ', words[..count]);
            if (_subjects.Contains(subject)) return true;
            subject = count == 2 ? $"{words[1]} {words[0]}" : "";
            if (subject.Length > 0 && _subjects.Contains(subject)) return true;
            if (!_styles.Contains(words[count - 1])) break;
        }

        subject = picture = "";
        return false;
    }

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(SubjectNames).Assembly.GetManifestResourceStream("subjects.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToFrozenSet();
    }
}
