// What a checkpoint says beside its tensors.

using AsciiGen.Model;

namespace AsciiGen.Training.Checkpoints;

/// <summary>Position and settings of a run.</summary>
/// <param name="Config">Shape of the model.</param>
/// <param name="Options">Settings of the run.</param>
/// <param name="Step">Updates done; the next batch is step + 1.</param>
/// <param name="TokensSeen">Tokens trained on, prompts included.</param>
/// <param name="BestValidationLoss">Lowest validation loss so far, nats per token; NaN before the first validation.</param>
/// <param name="ValidationLoss">Last validation loss; NaN before the first.</param>
public sealed record CheckpointState(
    ModelConfig Config, TrainingOptions Options, int Step, long TokensSeen, double BestValidationLoss, double ValidationLoss);
