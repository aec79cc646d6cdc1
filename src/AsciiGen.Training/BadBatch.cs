// What is known of the step that stopped a run, for bad-batch-STEP.json: enough to find the drawings and to make the
// very batch again.

namespace AsciiGen.Training;

/// <summary>The step that stopped a run.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Seed">Seed of the run; with the step it decides the batch.</param>
/// <param name="Problem">What was wrong.</param>
/// <param name="Loss">Mean loss, nats per token; null when it is not a number.</param>
/// <param name="RunningLoss">Running mean before the step; null on the first.</param>
/// <param name="GradientNorm">Global norm of the gradient; null when it is not a number.</param>
/// <param name="Drawings">What the batch held, in order.</param>
public sealed record BadBatch(int Step, ulong Seed, string Problem, double? Loss, double? RunningLoss, double? GradientNorm, IReadOnlyList<BatchDrawing> Drawings);
