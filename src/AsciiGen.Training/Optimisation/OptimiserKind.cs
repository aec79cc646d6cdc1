// The optimisers a run can choose.

using System.Text.Json.Serialization;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Optimisation;

/// <summary>Which optimiser trains.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OptimiserKind>))]
public enum OptimiserKind
{
    /// <summary><see cref="Optimisation.AdamW"/> for all tensors.</summary>
    [JsonStringEnumMemberName("adamw")]
    AdamW,

    /// <summary><see cref="Optimisation.Muon"/> for the matrices inside the blocks, AdamW for the rest.</summary>
    [JsonStringEnumMemberName("muon")]
    Muon,
}

/// <summary>Makes optimisers.</summary>
public static class OptimiserKinds
{
    /// <summary>The optimiser that a run's settings ask for.</summary>
    public static IOptimiser Create(TrainingOptions options, ParameterSet parameters, WorkerPool pool)
    {
        ArgumentNullException.ThrowIfNull(options);
        var constants = new AdamWOptions(Beta2: options.Beta2, WeightDecay: options.WeightDecay, ClipNorm: options.ClipNorm, PromptRate: options.PromptRate);
        return options.Optimiser == OptimiserKind.Muon ? new Muon(parameters, pool, constants) : new AdamW(parameters, pool, constants);
    }
}
