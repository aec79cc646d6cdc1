// The JSON file of a checkpoint. Its last field is the SHA-256 of everything before it, so that a digit that changed on
// the disk is found as surely as a file that was cut. Does not know the tensors.

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsciiGen.Formats;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Checkpoints;

/// <summary>Formats and parses the description of a checkpoint; see docs/FORMAT.md section 11.</summary>
internal static class CheckpointJson
{
    private const string FormatName = "ascii-gen-checkpoint";
    private const int FormatVersion = 1;
    private const string CheckStart = ",\n  \"check\": \"";

    /// <summary>The text of a checkpoint's JSON file.</summary>
    /// <param name="state">Position and settings.</param>
    /// <param name="tensors">Name of the tensors' file.</param>
    /// <param name="digest">SHA-256 of the tensors' file.</param>
    internal static string Format(CheckpointState state, string tensors, string digest)
    {
        static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
        var node = new JsonObject
        {
            ["format"] = FormatName,
            ["format_version"] = FormatVersion,
            ["weights"] = tensors,
            ["sha256"] = digest,
            ["step"] = state.Step,
            ["tokens_seen"] = state.TokensSeen,
            ["best_validation_loss"] = Number(state.BestValidationLoss),
            ["validation_loss"] = Number(state.ValidationLoss),
            ["running_loss"] = Number(state.RunningLoss),
            ["config"] = JsonNode.Parse(ModelFiles.FormatConfig(state.Config)),
            ["options"] = JsonSerializer.SerializeToNode(state.Options, TrainingJson.Default.TrainingOptions),
        };
        var text = node.ToJsonString(TrainingJson.Default.Options).ReplaceLineEndings("\n");
        var body = text[..text.LastIndexOf("\n}", StringComparison.Ordinal)];
        return $"{body}{CheckStart}{Digest(body)}\"\n}}\n";
    }

    /// <summary>Reads the text of a checkpoint's JSON file.</summary>
    /// <exception cref="AsciiGenException">Damaged, or not a checkpoint; one line with the file's name.</exception>
    internal static (CheckpointState State, string Tensors, string Digest) Parse(string text, string file)
    {
        try
        {
            var node = JsonNode.Parse(text) as JsonObject ?? throw new FormatException("it is not a JSON object");
            if ((string?)node["format"] != FormatName || (int?)node["format_version"] != FormatVersion)
            {
                throw new AsciiGenException($"{file}: is not a checkpoint of this program; use one that 'ascii-lab train' wrote");
            }

            // Only the JSON files of the first days have no check.
            var check = text.LastIndexOf(CheckStart, StringComparison.Ordinal);
            if (check >= 0 && (string?)node["check"] != Digest(text[..check])) throw new FormatException("its text is not the one that was saved");
            return (ReadState(node, file), Path.GetFileName((string)Field(node, "weights")!), (string)Field(node, "sha256")!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new AsciiGenException($"{file}: is damaged ({e.Message.ReplaceLineEndings(" ")}); use another checkpoint", e);
        }
    }

    private static JsonNode Field(JsonObject node, string field) => node[field] ?? throw new FormatException($"it has no '{field}'");

    private static CheckpointState ReadState(JsonObject node, string file)
    {
        double Number(string field) => (double?)node[field] ?? double.NaN;
        return new CheckpointState(
            ModelFiles.ParseConfig(Field(node, "config").ToJsonString(), file),
            ReadOptions(Field(node, "options").AsObject()),
            (int)Field(node, "step"), (long)Field(node, "tokens_seen"),
            Number("best_validation_loss"), Number("validation_loss"), Number("running_loss"));
    }

    // A setting that came after the checkpoint has its default; left alone, the reader would make it 0. Before there was a
    // choice of optimisers all runs used AdamW, a cosine and no curriculum.
    private static TrainingOptions ReadOptions(JsonObject saved)
    {
        var unsaid = saved.ContainsKey("optimiser")
            ? new TrainingOptions()
            : new TrainingOptions { Optimiser = OptimiserKind.AdamW, Decay = DecayShape.Cosine, Curriculum = 0 };
        var all = JsonSerializer.SerializeToNode(unsaid, TrainingJson.Default.TrainingOptions)!;
        foreach (var (name, value) in saved) all[name] = value?.DeepClone();
        return all.Deserialize(TrainingJson.Default.TrainingOptions)!;
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
