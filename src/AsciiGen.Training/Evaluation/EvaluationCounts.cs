// What is counted while models read drawings, for one style or all. Sums, so that parts add up; the ratios are made from them.

namespace AsciiGen.Training.Evaluation;

/// <summary>Sums over the predicted tokens of some drawings.</summary>
/// <param name="Drawings">Drawings read.</param>
/// <param name="Tokens">Tokens predicted.</param>
/// <param name="Characters">Characters they spell, line feeds and end included.</param>
/// <param name="Nats">Sum of the losses.</param>
/// <param name="Agreements">Positions whose likeliest token is that of the model compared with.</param>
/// <param name="Cosines">Sum of the cosines between the logits and those of the model compared with.</param>
public readonly record struct EvaluationCounts(int Drawings, long Tokens, long Characters, double Nats, long Agreements, double Cosines)
{
    /// <summary>Loss, nats per token.</summary>
    public double NatsPerToken => Nats / Tokens;

    /// <summary>Loss, bits per character.</summary>
    public double BitsPerCharacter => Nats / Math.Log(2) / Characters;

    /// <summary>Share of positions with the same likeliest token.</summary>
    public double Agreement => (double)Agreements / Tokens;

    /// <summary>Mean cosine of the logits.</summary>
    public double Cosine => Cosines / Tokens;

    /// <summary>Both together.</summary>
    public static EvaluationCounts operator +(EvaluationCounts a, EvaluationCounts b) => new(
        a.Drawings + b.Drawings, a.Tokens + b.Tokens, a.Characters + b.Characters, a.Nats + b.Nats, a.Agreements + b.Agreements, a.Cosines + b.Cosines);

    /// <summary>Both together.</summary>
    public static EvaluationCounts Add(EvaluationCounts left, EvaluationCounts right) => left + right;
}
