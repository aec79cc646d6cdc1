// JSON of checkpoints and metrics: snake_case, readable, without reflection.

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AsciiGen.Training.Reports;

namespace AsciiGen.Training;

/// <summary>Serialisation of the trainer's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(TrainingOptions))]
[JsonSerializable(typeof(TrainingProgress))]
[JsonSerializable(typeof(BadBatch))]
[JsonSerializable(typeof(RunDescription))]
[JsonSerializable(typeof(SampleDrawing))]
public sealed partial class TrainingJson : JsonSerializerContext
{
    // Drawings are full of '<' and '&', and none of these files is a web page.
    private static readonly JsonSerializerOptions _plain = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same on one line, for JSON lines.</summary>
    public static TrainingJson Lines { get; } = new(new JsonSerializerOptions(_plain));

    /// <summary>The same for files that people read.</summary>
    public static TrainingJson Files { get; } = new(new JsonSerializerOptions(_plain) { WriteIndented = true });
}
