// A saved run: NAME.json, which names a safetensors file beside it and carries its SHA-256. The JSON is renamed into
// place last, so a run that dies while saving leaves the checkpoint before it whole.
//
//   runs/cat/last.json  ->  step-00002000.safetensors     weights, adam.first.*, adam.second.*
//   runs/cat/best.json  ->  step-00001750.safetensors

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Checkpoints;

/// <summary>Loads and saves checkpoints; see docs/FORMAT.md section 11.</summary>
public sealed class Checkpoint
{
    private const string FormatName = "ascii-gen-checkpoint";
    private const int FormatVersion = 1;

    private readonly Safetensors _tensors;

    private Checkpoint(CheckpointState state, Safetensors tensors, string path)
    {
        (State, _tensors, Path) = (state, tensors, path);
    }

    /// <summary>Position and settings.</summary>
    public CheckpointState State { get; }

    /// <summary>Path of the JSON file.</summary>
    public string Path { get; }

    /// <summary>Weights, for a model of <see cref="CheckpointState.Config"/>.</summary>
    public ReadOnlyMemory<float> Weight(TensorSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return _tensors.ReadFloats(spec.Name);
    }

    /// <summary>Gives an optimiser back what it remembered.</summary>
    public void Restore(IOptimiser optimiser)
    {
        ArgumentNullException.ThrowIfNull(optimiser);
        foreach (var spec in optimiser.States) _tensors.ReadFloats(spec.Name, optimiser.StateOf(spec.Name));
    }

    /// <summary>Writes NAME.json and its tensors into a directory, then removes tensors no JSON names any more.</summary>
    public static void Save(string directory, IReadOnlyList<string> names, CheckpointState state, ParameterSet parameters, IOptimiser optimiser)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimiser);
        Directory.CreateDirectory(directory);
        var tensors = new SafetensorsWriter();
        foreach (var spec in parameters.Specs) tensors.AddFloats(spec.Name, spec.Shape, parameters.ValuesOf(spec.Name));
        foreach (var spec in optimiser.States) tensors.AddFloats(spec.Name, spec.Shape, optimiser.StateOf(spec.Name));

        var file = $"step-{state.Step:D8}.safetensors";
        var path = System.IO.Path.Combine(directory, file);
        tensors.Save(path);
        var json = Describe(state, file, Digest(path));
        foreach (var name in names) AtomicFile.SaveText(System.IO.Path.Combine(directory, name + ".json"), json);
        RemoveUnnamed(directory);
    }

    /// <summary>Loads a checkpoint: its JSON file, the file's name without ending, or a directory (its <c>last.json</c>).</summary>
    /// <exception cref="AsciiGenException">Missing or damaged; the message says which file and what to do.</exception>
    public static Checkpoint Load(string path)
    {
        var json = Directory.Exists(path) ? System.IO.Path.Combine(path, "last.json") : File.Exists(path) ? path : path + ".json";
        if (!File.Exists(json)) throw new AsciiGenException($"there is no checkpoint at {path}; give a directory with last.json or a checkpoint's .json file");
        try
        {
            var node = JsonNode.Parse(File.ReadAllText(json)) as JsonObject ?? throw new FormatException("it is not a JSON object");
            if ((string?)node["format"] != FormatName || (int?)node["format_version"] != FormatVersion)
            {
                throw new AsciiGenException($"{json}: is not a checkpoint of this program; use one that 'ascii-lab train' wrote");
            }

            var tensors = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(json)!, System.IO.Path.GetFileName((string)Field(node, "weights")!));
            if (!File.Exists(tensors)) throw new AsciiGenException($"{json}: its tensors {tensors} are missing; use another checkpoint");
            var expected = (string)Field(node, "sha256")!;
            var found = Digest(tensors);
            if (found != expected) throw new AsciiGenException($"{tensors}: SHA-256 is {found}, {json} expects {expected}; the file is damaged, use another checkpoint");
            return new Checkpoint(ReadState(node, json), Safetensors.Load(tensors), json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new AsciiGenException($"{json}: is damaged ({e.Message.ReplaceLineEndings(" ")}); use another checkpoint", e);
        }
    }

    private static JsonNode Field(JsonObject node, string field) => node[field] ?? throw new FormatException($"it has no '{field}'");

    private static CheckpointState ReadState(JsonObject node, string json)
    {
        var config = ModelFiles.ParseConfig(Field(node, "config").ToJsonString(), json);
        var options = Field(node, "options").Deserialize(TrainingJson.Default.TrainingOptions)!;
        return new CheckpointState(
            config, options, (int)Field(node, "step"), (long)Field(node, "tokens_seen"),
            (double?)node["best_validation_loss"] ?? double.NaN, (double?)node["validation_loss"] ?? double.NaN);
    }

    private static string Describe(CheckpointState state, string file, string digest)
    {
        static JsonNode? Number(double value) => double.IsNaN(value) ? null : JsonValue.Create(value);
        var node = new JsonObject
        {
            ["format"] = FormatName,
            ["format_version"] = FormatVersion,
            ["weights"] = file,
            ["sha256"] = digest,
            ["step"] = state.Step,
            ["tokens_seen"] = state.TokensSeen,
            ["best_validation_loss"] = Number(state.BestValidationLoss),
            ["validation_loss"] = Number(state.ValidationLoss),
            ["config"] = JsonNode.Parse(ModelFiles.FormatConfig(state.Config)),
            ["options"] = JsonSerializer.SerializeToNode(state.Options, TrainingJson.Default.TrainingOptions),
        };
        return node.ToJsonString(TrainingJson.Default.Options) + "\n";
    }

    private static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void RemoveUnnamed(string directory)
    {
        var named = Directory.EnumerateFiles(directory, "*.json").Select(File.ReadAllText).ToList();
        foreach (var file in Directory.EnumerateFiles(directory, "step-*.safetensors"))
        {
            if (!named.Any(json => json.Contains(System.IO.Path.GetFileName(file), StringComparison.Ordinal))) File.Delete(file);
        }
    }
}
