// The optimisers a run can choose.

using System.Text.Json.Serialization;

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
