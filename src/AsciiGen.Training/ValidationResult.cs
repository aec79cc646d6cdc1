// What a validation measured, for the screen and for metrics.jsonl.

namespace AsciiGen.Training;

/// <summary>Loss over the validation drawings, each under its exact size and subject.</summary>
/// <param name="Loss">Nats per token.</param>
/// <param name="BitsPerCharacter">Bits per character of the drawings, line feeds and end included.</param>
/// <param name="Count">Drawings.</param>
public sealed record ValidationResult(double Loss, double BitsPerCharacter, int Count);
