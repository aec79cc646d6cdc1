// A prompt as people type it: with an article, in the plural, with a slip of the keyboard. Most of the time it stays as it is.
// Now and then it becomes a word for anything at all, so that the model also learns what drawings look like without a subject:
// the difference between the two is what a prompt asks for (Ho & Salimans 2022, classifier-free guidance).

using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Training.Data;

/// <summary>Changes some prompts of training a little.</summary>
internal static class PromptVariants
{
    private const double AnythingShare = 0.04;
    private const double ArticleShare = 0.03, PluralShare = 0.02, TypoShare = 0.02;
    private const int ShortestTypo = 4; // letters: of shorter words a slip makes other words

    /// <summary>The prompt, or in about one of nine cases a variant of it, at most <see cref="Prompt.MaxLength"/> long.</summary>
    /// <param name="random">Advanced by one to three numbers.</param>
    /// <param name="prompt">Normalised, not empty.</param>
    public static string Next(ref SplitMix64 random, string prompt)
    {
        ArgumentException.ThrowIfNullOrEmpty(prompt);
        var kind = random.NextDouble();
        var variant = kind switch
        {
            < ArticleShare => Article(ref random, prompt) + prompt,
            < ArticleShare + PluralShare => Plural(prompt),
            < ArticleShare + PluralShare + TypoShare when prompt.Length >= ShortestTypo => Typo(ref random, prompt),
            >= 1 - AnythingShare => Prompt.Anything,
            _ => prompt,
        };
        return variant.Length <= Prompt.MaxLength ? variant : prompt;
    }

    private static string Article(ref SplitMix64 random, string prompt)
    {
        if (random.NextDouble() < 0.5) return "the ";
        return "aeiou".Contains(prompt[0], StringComparison.Ordinal) ? "an " : "a ";
    }

    private static string Plural(string prompt)
    {
        if (prompt.EndsWith('s')) return prompt;
        if (prompt.EndsWith('x') || prompt.EndsWith('z') || prompt.EndsWith("ch", StringComparison.Ordinal) || prompt.EndsWith("sh", StringComparison.Ordinal)) return prompt + "es";
        return prompt.EndsWith('y') && prompt.Length > 1 && !"aeiou".Contains(prompt[^2], StringComparison.Ordinal) ? prompt[..^1] + "ies" : prompt + "s";
    }

    /// <summary>Two letters swapped, one left out or one doubled; never the last, and a blank stays a blank.</summary>
    private static string Typo(ref SplitMix64 random, string prompt)
    {
        var place = random.NextBelow(prompt.Length - 1);
        var kind = random.NextBelow(3);
        if (prompt[place] == ' ' || prompt[place + 1] == ' ') return prompt;
        return kind switch
        {
            0 => $"{prompt[..place]}{prompt[place + 1]}{prompt[place]}{prompt[(place + 2)..]}",
            1 => prompt[..place] + prompt[(place + 1)..],
            _ => prompt[..place] + prompt[place] + prompt[place..],
        };
    }
}
