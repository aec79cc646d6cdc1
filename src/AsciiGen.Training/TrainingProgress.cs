// One line of a run's story, for the screen and for metrics.jsonl.

using System.Text.Json.Serialization;

namespace AsciiGen.Training;

/// <summary>State of a run after a step.</summary>
/// <param name="Step">Updates done.</param>
/// <param name="TotalSteps">Updates of the run.</param>
/// <param name="Loss">Mean training loss of the step, nats per token.</param>
/// <param name="BitsPerCharacter">The same in bits per character of the drawings.</param>
/// <param name="LearningRate">Rate of the step.</param>
/// <param name="GradientNorm">Global norm before clipping.</param>
/// <param name="TokensPerSecond">Speed since the run began or was resumed, validation and saving included.</param>
/// <param name="TokensSeen">Tokens trained on in all.</param>
/// <param name="SecondsLeft">Estimate for the rest of the run.</param>
/// <param name="Validation">Set on steps that ended with a validation.</param>
public sealed record TrainingProgress(
    int Step, int TotalSteps, double Loss, double BitsPerCharacter, double LearningRate, double GradientNorm,
    double TokensPerSecond, long TokensSeen, double SecondsLeft, ValidationResult? Validation)
{
    /// <summary>True on steps at which an evaluation was due, whether or not there were drawings to validate with.</summary>
    [JsonIgnore]
    public bool IsEvaluation { get; init; }
}
