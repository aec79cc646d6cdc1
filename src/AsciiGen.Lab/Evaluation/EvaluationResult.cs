// Everything an evaluation found out, in the form of its JSON. Does not hold drawings.

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AsciiGen.Formats;

namespace AsciiGen.Lab.Evaluation;

/// <summary>The figures of one model; see docs/EVALUATION.md.</summary>
internal sealed record EvaluationResult
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new RoundedNumbers() },
    };

    public string Format { get; } = "ascii-gen-evaluation";

    public int FormatVersion { get; } = 1;

    /// <summary>Version and commit of the program.</summary>
    public required string Program { get; init; }

    public required string Model { get; init; }

    /// <summary>SHA-256 of the weights file.</summary>
    public required string ModelSha256 { get; init; }

    public required string Precision { get; init; }

    public required long Parameters { get; init; }

    public required string Pack { get; init; }

    public required string PackSha256 { get; init; }

    public required ulong Seed { get; init; }

    public required bool Quick { get; init; }

    public required int Words { get; init; }

    public required int Candidates { get; init; }

    /// <summary>How much more the prompt counted than in training: what the model's config says.</summary>
    public required double Guidance { get; init; }

    public required float Temperature { get; init; }

    /// <summary>Of hand drawings of subjects with many.</summary>
    public required float VariedTemperature { get; init; }

    /// <summary>Drawings made, those for variety and banners included.</summary>
    public int Drawings { get; init; }

    /// <summary>Drawings a second, all threads together.</summary>
    public double DrawingsPerSecond { get; init; }

    public double Seconds { get; init; }

    public IReadOnlyList<LossRow> Loss { get; init; } = [];

    public LimitCounts? Limits { get; init; }

    public IReadOnlyList<CanvasRow> Canvas { get; init; } = [];

    public IReadOnlyList<StrokeRow> Strokes { get; init; } = [];

    public IReadOnlyList<SymmetryRow> Symmetry { get; init; } = [];

    public VarietyRow? Variety { get; init; }

    public IReadOnlyList<NoveltyRow> Novelty { get; init; } = [];

    public Recognition? Recognition { get; init; }

    public Banners? Banners { get; init; }

    /// <summary>What could not be measured and why, one line each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    internal string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <summary>Writes the JSON, with a line feed at its end.</summary>
    internal void Save(string path) => AtomicFile.SaveText(path, ToJson() + "\n");

    private sealed class RoundedNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, 5));
    }
}
