// JSON of checkpoints and metrics: snake_case, readable, without reflection.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsciiGen.Training;

/// <summary>Serialisation of the trainer's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(TrainingOptions))]
[JsonSerializable(typeof(TrainingProgress))]
[JsonSerializable(typeof(BadBatch))]
public sealed partial class TrainingJson : JsonSerializerContext
{
    /// <summary>The same on one line, for JSON lines.</summary>
    public static TrainingJson Lines { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
}
