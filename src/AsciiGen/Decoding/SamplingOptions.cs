// How a token is chosen among the allowed ones; what each number does is in Sampler.

namespace AsciiGen.Decoding;

/// <summary>How adventurous a drawing is; see docs/FORMAT.md section 7.</summary>
internal sealed record SamplingOptions
{
    /// <summary>Divides the logits; 0 always takes the likeliest token, null draws as the model's config says. 0 or more.</summary>
    public float? Temperature { get; init; }

    /// <summary>Keeps this many of the likeliest tokens; 0 keeps all.</summary>
    public int TopK { get; init; }

    /// <summary>Keeps the likeliest tokens that together reach this probability; 1 keeps all. Above 0, at most 1.</summary>
    public float TopP { get; init; } = 0.95f;

    /// <summary>Drops tokens less likely than this times the likeliest; 0 drops none. 0..1.</summary>
    public float MinP { get; init; }

    /// <summary>Seed of the random numbers; the same seed gives the same drawing.</summary>
    public ulong Seed { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AsciiGenException">A number is out of range; the message names it.</exception>
    public void Validate()
    {
        if (Temperature is { } temperature) Require(float.IsFinite(temperature) && temperature >= 0, "temperature", temperature, "0 or more");
        Require(TopK >= 0, "top-k", TopK, "0 or more");
        Require(TopP is > 0 and <= 1, "top-p", TopP, "above 0 and at most 1");
        Require(MinP is >= 0 and <= 1, "min-p", MinP, "0..1");
    }

    private static void Require(bool condition, string field, object value, string range)
    {
        if (!condition) throw new AsciiGenException($"{field} is {value}, expected {range}");
    }
}
