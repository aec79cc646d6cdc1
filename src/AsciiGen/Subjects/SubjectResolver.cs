// What a person types -> a subject the model was trained on: the model knows its prompts letter by letter, and any other
// word would be luck. From sure to unsure (ResolutionStep), and always something in the end. Says how it found it;
// what to tell the person and whether to draw is decided elsewhere.

using AsciiGen.Tokens;

namespace AsciiGen.Subjects;

/// <summary>Finds the subject that a prompt stands for. Not for several threads at once.</summary>
/// <param name="table">What the model knows.</param>
internal sealed class SubjectResolver(SubjectTable table)
{
    private const int MostWordsGuessed = 6; // each costs a look at the whole table

    private SubjectIndex? _index;
    private WordGuesses? _guesses;

    private SubjectIndex Index => _index ??= new(table);

    private WordGuesses Guesses => _guesses ??= new(table, Index);

    /// <summary>The subject to draw for a prompt.</summary>
    /// <param name="prompt">As typed.</param>
    /// <exception cref="ArgumentException">It is no prompt (<see cref="Prompt.Normalize"/>).</exception>
    public Resolution Resolve(string prompt)
    {
        var text = Prompt.Normalize(prompt);
        if (table.IndexOf(text) is >= 0 and var line) return new(table[line], ResolutionStep.Subject, text);
        var (found, step) = Find(text);
        return new(table[found], step, text);
    }

    /// <summary>Subjects that may be meant, the likeliest first, which is the one that was found.</summary>
    /// <param name="resolution">By this resolver.</param>
    /// <param name="most">At most this many, from 1.</param>
    public IReadOnlyList<string> Suggest(Resolution resolution, int most)
    {
        ArgumentNullException.ThrowIfNull(resolution);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var words = CoreOf(resolution.Prompt);
        var parts = words.Where(word => !WordForms.IsJoining(word) && !WordForms.IsLook(word)).Take(MostWordsGuessed).ToArray();
        var known = parts.ToLookup(word => Known([word], SubjectIndex.KindField) is { } entry ? entry.Line : -1);
        var lines = known.Select(group => group.Key).Where(line => line >= 0).Concat(known[-1].SelectMany(Guesses.Similar)).Concat(Guesses.Nearest(string.Join(' ', words)));
        return [.. lines.Prepend(table.IndexOf(resolution.Subject.Name)).Distinct().Take(most).Select(table.NameAt)];
    }

    /// <summary>Names of all subjects that have a word with this one in it, and of the one it stands for: that first, then those whose name, alias or kind it is in.</summary>
    /// <param name="word">As typed.</param>
    /// <returns>None when no word is anything like it.</returns>
    /// <exception cref="ArgumentException">It is no prompt.</exception>
    public IReadOnlyList<string> Search(string word)
    {
        var resolution = Resolve(word);
        var part = System.Text.Encoding.ASCII.GetBytes(resolution.Prompt);
        var holding = Index.Entries.Where(entry => Index.WordOf(entry).IndexOf(part) >= 0).OrderBy(entry => entry.Field).ThenBy(entry => entry.Line).Select(entry => entry.Line);
        var lines = resolution.Step == ResolutionStep.Nearest ? holding : holding.Prepend(table.IndexOf(resolution.Subject.Name));
        return [.. lines.Distinct().Select(table.NameAt)];
    }

    private static string[] CoreOf(string text) => WordForms.WordsOf(text) is { Length: > 0 } words ? WordForms.WithoutFillers(words).Last() : [text];

    private (int Line, ResolutionStep Step) Find(string text)
    {
        if (Index.Find(text, SubjectIndex.AliasField) is { } same) return (same.Line, Index.WordOf(same).Length == text.Length && same.Field != SubjectIndex.NameField ? ResolutionStep.Alias : ResolutionStep.Form);
        var words = WordForms.WordsOf(text);
        if (words.Length == 0) return (Guesses.Nearest(text).First(), ResolutionStep.Nearest); // signs alone
        var shorter = WordForms.WithoutFillers(words).ToList();
        foreach (var phrase in shorter)
        {
            if (Known(phrase, SubjectIndex.AliasField) is { } entry) return (entry.Line, ResolutionStep.Form);
            if (phrase != shorter[^1] && KindOf(phrase) is { } kind) return (kind.Line, ResolutionStep.Kind);
        }

        var core = shorter[^1];
        return Of(Known(core, SubjectIndex.KindField), ResolutionStep.Kind) ?? PartOf(core) ?? TypoIn(core) ?? (Guesses.Nearest(string.Join(' ', core)).First(), ResolutionStep.Nearest);
    }

    private static (int Line, ResolutionStep Step)? Of(SubjectIndex.Entry? entry, ResolutionStep step) => entry is { } found ? (found.Line, step) : null;

    // A kind with words in it that are fillers elsewhere: six-gun, paint leaf. Only if it is parted into words alike: her ring is no herring.
    private SubjectIndex.Entry? KindOf(string[] words)
    {
        foreach (var form in WordForms.Of(words))
        {
            if (Index.Find(form, SubjectIndex.KindField) is { } entry && WordForms.WordsOf(System.Text.Encoding.ASCII.GetString(Index.WordOf(entry))).SequenceEqual(form.Split(' '))) return entry;
        }

        return null;
    }

    // In any form.
    private SubjectIndex.Entry? Known(string[] words, int lastField)
    {
        foreach (var form in WordForms.Of(words))
        {
            if (Index.Find(form, lastField) is { } entry) return entry;
        }

        return null;
    }

    // What stands last before "on", "with" and the like, with as many words before it as make a subject; else any words in a row.
    private (int Line, ResolutionStep Step)? PartOf(string[] words)
    {
        var head = WordForms.HeadOf(words);
        for (var start = 0; start < head.Length; start++)
        {
            if (Known(head[start..], SubjectIndex.KindField) is { } entry) return (entry.Line, ResolutionStep.Part);
        }

        if (words.Length == 1) return null;
        var slip = Guesses.Mistyped(string.Join(' ', words), sure: true) ?? Guesses.Mistyped(head[^1], sure: true);
        if (slip is not null) return Of(slip, ResolutionStep.Typo);
        for (var length = words.Length - 1; length > 0; length--)
        {
            foreach (var lastField in (int[])[SubjectIndex.AliasField, SubjectIndex.KindField])
            {
                for (var start = 0; start + length <= words.Length; start++)
                {
                    if (length == 1 && !CanStandAlone(words[start])) continue;
                    if (Known(words[start..(start + length)], lastField) is { } entry) return (entry.Line, ResolutionStep.Part);
                }
            }
        }

        return null;
    }

    private static bool CanStandAlone(string word) => word.Length > 1 && !WordForms.IsJoining(word) && !WordForms.IsLook(word);

    private (int Line, ResolutionStep Step)? TypoIn(string[] words)
    {
        var head = WordForms.HeadOf(words);
        string[][] orders = words.Length == 1 ? [words] : [[string.Join(' ', words)], [.. head.Reverse(), .. words[head.Length..]]];
        foreach (var word in orders.SelectMany(order => order).Where(word => words.Length == 1 || (!WordForms.IsJoining(word) && !WordForms.IsLook(word))).Take(MostWordsGuessed))
        {
            foreach (var form in WordForms.Singulars(word).Take(1).Prepend(word))
            {
                if (Guesses.Mistyped(form, sure: false) is { } entry) return (entry.Line, ResolutionStep.Typo);
            }
        }

        return null;
    }
}
