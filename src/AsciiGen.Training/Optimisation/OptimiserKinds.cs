// From the name of an optimiser to the optimiser.

using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Optimisation;

/// <summary>Makes optimisers.</summary>
internal static class OptimiserKinds
{
    /// <summary>The optimiser that a run's settings ask for.</summary>
    public static IOptimiser Create(TrainingOptions options, ParameterSet parameters, WorkerPool pool)
    {
        ArgumentNullException.ThrowIfNull(options);
        var constants = new AdamWOptions(Beta2: options.Beta2, WeightDecay: options.WeightDecay, ClipNorm: options.ClipNorm, PromptRate: options.PromptRate);
        return options.Optimiser == OptimiserKind.Muon ? new Muon(parameters, pool, constants) : new AdamW(parameters, pool, constants);
    }
}
