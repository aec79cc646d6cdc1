// A model directory in memory, everything in it verified.

using AsciiGen.Model;

namespace AsciiGen.Formats;

/// <summary>A model that was read.</summary>
/// <param name="Config">Its shape.</param>
/// <param name="Weights">Its tensors, as stored.</param>
/// <param name="StoredType">What its linear maps are stored in.</param>
/// <param name="Description">What it says about itself.</param>
/// <param name="Origin">Where it came from, for messages.</param>
internal sealed record LoadedModel(ModelConfig Config, Weights Weights, Precision StoredType, ModelDescription Description, string Origin);
