// Everything that decides how a run goes, besides the model's shape and the data. Saved in every checkpoint, so a
// resumed run goes on exactly as it began.

using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training;

/// <summary>Settings of a training run.</summary>
public sealed record TrainingOptions
{
    /// <summary>Updates in all.</summary>
    public int MaxIterations { get; init; } = 2000;

    /// <summary>Tokens of a batch; it is filled until it has at least this many.</summary>
    public int BatchTokens { get; init; } = 1024;

    /// <summary>Batches summed for one update.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>Highest learning rate.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Learning rate at the end of the run.</summary>
    public double MinLearningRate { get; init; } = 3e-5;

    /// <summary>Steps of the linear warm-up.</summary>
    public int WarmUpSteps { get; init; } = 100;

    /// <summary>How the learning rate falls.</summary>
    public DecayShape Decay { get; init; } = DecayShape.Linear;

    /// <summary>Decoupled weight decay of the linear maps.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Largest gradient norm; 0 does not clip.</summary>
    public double ClipNorm { get; init; } = 1.0;

    /// <summary>Decay of the second moment.</summary>
    public double Beta2 { get; init; } = 0.95;

    /// <summary>Times the learning rate for the table of prompt features.</summary>
    public double PromptRate { get; init; } = 3;

    /// <summary>Which optimiser trains.</summary>
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Muon;

    /// <summary>Seed of the fresh weights and of the order of the data.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Show drawings mirrored half of the time, where they allow it.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Share of the drawings that are shown under their exact size; the others have room to spare.</summary>
    public double ExactShare { get; init; } = 0.45;

    /// <summary>Share of the run during which the longest drawing shown grows from 100 tokens to all; 0: all from the start.</summary>
    public double Curriculum { get; init; } = 0.3;

    /// <summary>Steps between validations; 0 never.</summary>
    public int EvaluationInterval { get; init; } = 250;

    /// <summary>Steps between checkpoints; 0 only at the end.</summary>
    public int CheckpointInterval { get; init; } = 250;

    /// <summary>Checkpoints kept beside the best.</summary>
    public int Keep { get; init; } = 3;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AsciiGenException">A setting is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(MaxIterations >= 1, "--max-iters", MaxIterations, "at least 1");
        Require(BatchTokens is >= 1 and <= 1 << 20, "--batch-tokens", BatchTokens, "1..1048576");
        Require(Accumulate is >= 1 and <= 1024, "--accumulate", Accumulate, "1..1024");
        Require(LearningRate > 0 && LearningRate < 1, "--learning-rate", LearningRate, "above 0 and below 1");
        Require(MinLearningRate >= 0 && MinLearningRate <= LearningRate, "--min-learning-rate", MinLearningRate, "0 up to the learning rate");
        Require(WarmUpSteps >= 0, "--warm-up", WarmUpSteps, "0 or more");
        Require(WeightDecay >= 0 && WeightDecay < 10, "--weight-decay", WeightDecay, "0..10");
        Require(ClipNorm >= 0, "--clip-norm", ClipNorm, "0 or more");
        Require(Beta2 >= 0 && Beta2 < 1, "--beta2", Beta2, "0..1");
        Require(PromptRate > 0 && PromptRate <= 100, "--prompt-rate", PromptRate, "above 0 and at most 100");
        Require(Enum.IsDefined(Optimiser), "--optimiser", Optimiser, "adamw or muon");
        Require(Enum.IsDefined(Decay), "--decay", Decay, "cosine or linear");
        Require(ExactShare is >= 0 and <= 1, "--exact-share", ExactShare, "0..1");
        Require(Curriculum is >= 0 and <= 1, "--curriculum", Curriculum, "0..1");
        Require(EvaluationInterval >= 0, "--eval-interval", EvaluationInterval, "0 or more");
        Require(CheckpointInterval >= 0, "--checkpoint-interval", CheckpointInterval, "0 or more");
        Require(Keep is >= 1 and <= 1_000_000, "--keep", Keep, "1..1000000");
    }

    private static void Require(bool condition, string option, object value, string range)
    {
        if (!condition) throw new AsciiGenException($"{option} is {value}, expected {range}");
    }
}
