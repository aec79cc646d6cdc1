// How somebody wants a drawing: everything but the words, and nothing that has to be given. What null means is settled by
// AsciiArtist, which knows subject and model.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen;

/// <summary>Limits, look and luck of a drawing.</summary>
public sealed record DrawOptions
{
    /// <summary>Candidates unless told otherwise; what the choice is worth in names stands in docs/LOG.md.</summary>
    public const int DefaultCandidates = 4;

    /// <inheritdoc cref="GenerateOptions.Width"/>
    public int Width { get; init; } = 40;

    /// <inheritdoc cref="GenerateOptions.Height"/>
    public int Height { get; init; } = 20;

    /// <inheritdoc cref="GenerateOptions.MaxCharacters"/>
    public int MaxCharacters { get; init; } = int.MaxValue;

    /// <summary>The look; null takes the one the subject was trained in, hand if possible.</summary>
    public Style? Style { get; init; }

    /// <inheritdoc cref="GenerateOptions.Characters"/>
    public CharacterSet Characters { get; init; } = CharacterSet.All;

    /// <summary>True turns the drawing left to right. Only characters that have a mirror image are drawn then.</summary>
    public bool Mirror { get; init; }

    /// <inheritdoc cref="GenerateOptions.Start"/>
    public string Start { get; init; } = "";

    /// <summary>True refuses what is only near to a subject instead of drawing the nearest.</summary>
    public bool Strict { get; init; }

    /// <summary>Seed of the first candidate; null draws another every time.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Divides the logits; 0 always takes the likeliest token, null draws as suits subject and model. 0..<see cref="ModelConfig.MostTemperature"/>.</summary>
    public float? Temperature { get; init; }

    /// <inheritdoc cref="SamplingOptions.TopK"/>
    public int TopK { get; init; }

    /// <inheritdoc cref="SamplingOptions.TopP"/>
    public float TopP { get; init; } = new SamplingOptions().TopP;

    /// <inheritdoc cref="SamplingOptions.MinP"/>
    public float MinP { get; init; }

    /// <inheritdoc cref="GenerateOptions.Guidance"/>
    public float? Guidance { get; init; }

    /// <summary>Drawings to make and choose the best of, 1..<see cref="GenerateOptions.MostCandidates"/>; at temperature 0 all would be the same, so one is made.</summary>
    public int Candidates { get; init; } = DefaultCandidates;

    /// <inheritdoc cref="GenerateOptions.Threads"/>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
