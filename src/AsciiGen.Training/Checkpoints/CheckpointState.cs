// What a checkpoint says beside its tensors: with them, everything a run needs to go on bit for bit.

using AsciiGen.Model;

namespace AsciiGen.Training.Checkpoints;

/// <summary>Position and settings of a run.</summary>
/// <param name="Config">Shape of the model.</param>
/// <param name="Options">Settings of the run.</param>
/// <param name="Step">Updates done; the next batch is step + 1.</param>
/// <param name="TokensSeen">Tokens trained on, prompts included.</param>
/// <param name="BestValidationLoss">Lowest validation loss that was saved, nats per token; NaN before the first validation.</param>
/// <param name="ValidationLoss">Last validation loss; NaN before the first.</param>
/// <param name="RunningLoss">Running mean of the training loss, see <see cref="LossGuard"/>; NaN before the first step.</param>
internal sealed record CheckpointState(
    ModelConfig Config, TrainingOptions Options, int Step, long TokensSeen, double BestValidationLoss, double ValidationLoss, double RunningLoss);
