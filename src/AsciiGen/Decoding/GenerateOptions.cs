// One request for a drawing: what, in which look, within which limits, how adventurous.

using AsciiGen.Model;

namespace AsciiGen.Decoding;

/// <summary>What to draw and the limits it must keep.</summary>
internal sealed record GenerateOptions
{
    /// <summary>Most candidates of one request.</summary>
    public const int MostCandidates = 64;

    /// <summary>The words to draw, 1..80 printable ASCII characters after white space is folded.</summary>
    public required string Prompt { get; init; }

    /// <summary>The look.</summary>
    public Style Style { get; init; } = Style.Hand;

    /// <summary>Most columns, at least 1; more than the model's widest canvas is no error.</summary>
    public int Width { get; init; } = 40;

    /// <summary>Most rows, at least 1; more than the model's highest canvas is no error.</summary>
    public int Height { get; init; } = 20;

    /// <summary>Most characters in all, line feeds between rows included, at least 1.</summary>
    public int MaxCharacters { get; init; } = int.MaxValue;

    /// <summary>
    /// Rows the drawing begins with, joined by line feeds: they are kept and count towards the limits, but not for <see cref="Characters"/>; empty for none.
    /// Empty rows around them and blanks at their ends are no part of it.
    /// </summary>
    public string Start { get; init; } = "";

    /// <summary>The characters the drawing may use.</summary>
    public CharacterSet Characters { get; init; } = CharacterSet.All;

    /// <summary>How tokens are chosen.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>
    /// How much more the prompt counts than in training, 0..<see cref="ModelConfig.MostGuidance"/>; 1 draws what was learned, null what the model's config says. Logits become
    /// u + g (c - u), with c those of the prompt and u those of <see cref="Tokens.Prompt.Anything"/> (Ho &amp; Salimans 2022, classifier-free guidance); other than 1 every step
    /// reads two tokens. A model that never saw that prompt is not made for it.
    /// </summary>
    public float? Guidance { get; init; }

    /// <summary>From one candidate's seed to the next: requests with neighbouring seeds have no candidate in common.</summary>
    public const ulong SeedStride = 1_000_003;

    /// <summary>Drawings to make and choose the best of, 1..<see cref="MostCandidates"/>. The first has the seed of <see cref="Sampling"/>, each further one <see cref="SeedStride"/> more.</summary>
    public int Candidates { get; init; } = 1;

    /// <summary>Most threads that share several candidates, at least 1. The drawing does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Checks everything that does not depend on the model.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    /// <exception cref="ArgumentException">The prompt cannot be read, or the style is none.</exception>
    /// <exception cref="AsciiGenException">A sampling option is out of range.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Characters);
        ArgumentNullException.ThrowIfNull(Start);
        ArgumentNullException.ThrowIfNull(Sampling);
        _ = Tokens.Prompt.Normalize(Prompt);
        if ((uint)Style >= Styles.Count) throw new ArgumentException($"there is no style {(int)Style}; use one of {string.Join(", ", Styles.Names)}");
        RequireLimit("width", Width);
        RequireLimit("height", Height);
        RequireLimit("the most characters", MaxCharacters);
        RequireLimit("the number of threads", Threads);
        if (Candidates is < 1 or > MostCandidates) throw new ArgumentOutOfRangeException(null, $"the number of candidates is {Candidates}, expected 1..{MostCandidates}");
        if (Guidance is { } guidance && !(guidance is >= 0 and <= ModelConfig.MostGuidance)) throw new ArgumentOutOfRangeException(null, $"guidance is {guidance}, expected 0..{ModelConfig.MostGuidance}");
        Sampling.Validate();
    }

    private static void RequireLimit(string name, int limit)
    {
        // Without a parameter name the message stays one line of plain words.
        if (limit < 1) throw new ArgumentOutOfRangeException(null, $"{name} is {limit}, expected at least 1");
    }
}
