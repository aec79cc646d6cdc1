// How somebody wants a drawing: everything but the words, and nothing that has to be given. What null means is settled by
// AsciiArtist, which knows subject and model.

using AsciiGen.Decoding;

namespace AsciiGen;

/// <summary>Limits, look and luck of a drawing.</summary>
public sealed record DrawOptions
{
    /// <summary>Candidates unless told otherwise; what the choice is worth in names stands in docs/LOG.md.</summary>
    public const int DefaultCandidates = 4;

    /// <summary>Most candidates.</summary>
    public const int MostCandidates = GenerateOptions.MostCandidates;

    /// <summary>Most columns, at least 1; more than <see cref="AsciiArtist.MaxWidth"/> is no error.</summary>
    public int Width { get; init; } = 40;

    /// <summary>Most rows, at least 1; more than <see cref="AsciiArtist.MaxHeight"/> is no error.</summary>
    public int Height { get; init; } = 20;

    /// <summary>Most characters in all, line feeds between rows included, at least 1.</summary>
    public int MaxCharacters { get; init; } = int.MaxValue;

    /// <summary>The look; null takes the one the subject was trained in, hand if possible.</summary>
    public Style? Style { get; init; }

    /// <summary>The characters the drawing may use.</summary>
    public CharacterSet Characters { get; init; } = CharacterSet.All;

    /// <summary>True turns the drawing left to right. Only characters that have a mirror image are drawn then.</summary>
    public bool Mirror { get; init; }

    /// <summary>
    /// Rows the drawing begins with, joined by line feeds: they are kept and count towards the limits, but not for <see cref="Characters"/>; empty for none.
    /// Empty rows around them and blanks at their ends are no part of it.
    /// </summary>
    public string Start { get; init; } = "";

    /// <summary>True refuses what is only near to a subject instead of drawing the nearest.</summary>
    public bool Strict { get; init; }

    /// <summary>Seed of the first candidate; null draws another every time.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How adventurous the drawing is: divides the logits. 0 or more; 0 always takes the likeliest token, null draws as suits subject and model.</summary>
    public float? Temperature { get; init; }

    /// <summary>Keeps this many of the likeliest tokens at every step; 0 keeps all.</summary>
    public int TopK { get; init; }

    /// <summary>Keeps the likeliest tokens that together reach this probability; 1 keeps all. Above 0, at most 1.</summary>
    public float TopP { get; init; } = new SamplingOptions().TopP;

    /// <summary>Drops tokens less likely than this times the likeliest; 0 drops none. 0..1.</summary>
    public float MinP { get; init; }

    /// <summary>
    /// How much more the prompt counts than in training, 0..10; 1 draws what was learned, null takes what the model is best with. Other than 1 a drawing takes twice
    /// the time. A model that was not trained for it draws worse.
    /// </summary>
    public float? Guidance { get; init; }

    /// <summary>Drawings to make and choose the best of, 1..<see cref="MostCandidates"/>; at temperature 0 all would be the same, so one is made.</summary>
    public int Candidates { get; init; } = DefaultCandidates;

    /// <summary>Most threads that share several candidates, at least 1. The drawing does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
