// What must be true of every drawing before it is part of the collection. Each fault is one line with the place it
// stands at, and all faults are found in one go. Whether a stranger can name a drawing is for ReviewTable.

using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Collection;

/// <summary>Checks drawings, one by one and against each other.</summary>
public static class CollectionChecker
{
    /// <summary>Most aliases of a drawing.</summary>
    public const int MaxAliases = 6;

    private const int ShortestSpelledWord = 3;

    /// <summary>Lists what is wrong, in file order.</summary>
    /// <param name="results">What <see cref="DrawingFile.Read"/> yielded.</param>
    public static IReadOnlyList<ImportProblem> Check(IEnumerable<DrawingResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var faults = new List<ImportProblem>();
        var texts = new Dictionary<string, Drawing>();
        var headers = new Dictionary<string, string>();
        foreach (var result in results)
        {
            if (result.Drawing is not { } drawing)
            {
                faults.Add(result.Problem!);
                continue;
            }

            var found = FaultsOf(drawing).ToList();
            if (!texts.TryAdd(drawing.Text, drawing)) found.Add($"the same drawing stands at {texts[drawing.Text].Place}");
            else if (MirroredTwin(drawing, texts) is { } twin) found.Add($"the mirror image of this drawing stands at {twin.Place}");
            var header = $"{drawing.Subject} | {drawing.Size.Name} | {string.Join(", ", drawing.Tags)}";
            if (!headers.TryAdd(header, drawing.Place)) found.Add($"another '{header}' stands at {headers[header]}; say in the tags what is different");
            faults.AddRange(found.Select(fault => new ImportProblem(drawing.Place, $"{drawing.Subject}: {fault}")));
        }

        return faults;
    }

    private static IEnumerable<string> FaultsOf(Drawing drawing)
    {
        var verdict = ArtworkRules.Judge(drawing.Text, drawing.Subject, Style.Hand);
        foreach (var reason in verdict.Reasons) yield return reason;
        if (!IsPlainPrompt(drawing.Subject)) yield return "the subject is not lower-case words with single spaces";
        foreach (var fault in AliasFaults(drawing)) yield return fault;
        if (drawing.Written.Split('\n').Any(row => row.EndsWith(' '))) yield return "blanks at the end of a row";
        else if (drawing.Written != drawing.Text) yield return "empty rows around it, a left margin or tabs";
        var (width, height, _, _, _) = ArtworkText.Measure(drawing.Text);
        var size = drawing.Size;
        if (!size.Holds(width, height)) yield return $"{width}x{height} is more than {size.Name} holds, {size.MaxWidth}x{size.MaxHeight}";
        if (size == DrawingSize.Large && DrawingSize.Medium.Holds(width, height)) yield return $"{width}x{height} is medium, not large";
        if (Spelled(drawing) is { } word) yield return $"spells '{word}'";
    }

    private static IEnumerable<string> AliasFaults(Drawing drawing)
    {
        if (drawing.Aliases.Count > MaxAliases) yield return $"{drawing.Aliases.Count} aliases, the most is {MaxAliases}";
        if (drawing.Aliases.Contains(drawing.Subject)) yield return "the subject is its own alias";
        if (drawing.Aliases.Distinct().Count() < drawing.Aliases.Count) yield return "an alias stands twice";
        foreach (var alias in drawing.Aliases.Where(alias => !IsPlainPrompt(alias))) yield return $"alias '{alias}' is not lower-case words with single spaces";
    }

    /// <summary>The subject or an alias that stands in a row as one word, or null.</summary>
    private static string? Spelled(Drawing drawing)
    {
        var words = drawing.Text.ToLowerInvariant().Split(drawing.Text.Where(character => !char.IsAsciiLetterOrDigit(character)).Distinct().ToArray());
        return drawing.Aliases.Prepend(drawing.Subject).FirstOrDefault(name => name.Length >= ShortestSpelledWord && words.Contains(name));
    }

    private static bool IsPlainPrompt(string text)
    {
        try
        {
            return Prompt.Normalize(text) == text;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>An earlier drawing of the same subject that this one mirrors; a left arrow may mirror a right one.</summary>
    private static Drawing? MirroredTwin(Drawing drawing, Dictionary<string, Drawing> texts)
    {
        if (!Mirror.TryFlip(drawing.Text, out var mirrored)) return null;
        mirrored = ArtworkText.Normalize(mirrored);
        return mirrored != drawing.Text && texts.TryGetValue(mirrored, out var twin) && twin.Subject == drawing.Subject ? twin : null;
    }
}
