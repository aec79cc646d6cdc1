// Which runs a comparison consists of: names, seeds and settings, read from a file that the PyTorch twin reads too.
//
//   {"base": {"preset": "tiny", "tokens": 1200000}, "seeds": [1, 2],
//    "runs": {"as released": {}, "muon": {"optimiser": "muon", "learning_rate": 0.01}}}
//
// A setting is a field of the training options or of the model's shape (docs/FORMAT.md sections 11 and 4), "preset",
// "tokens" for the budget instead of "max_iterations", or "average" for the decay of averaged weights. Does not run anything.

using System.Text.Json;
using System.Text.Json.Nodes;
using AsciiGen.Model;
using AsciiGen.Training;

namespace AsciiGen.Lab.Ablation;

/// <summary>One run of a comparison.</summary>
/// <param name="Name">What it changes.</param>
/// <param name="Seed">Of weights and data.</param>
/// <param name="Settings">As written in the file, base and changes together.</param>
/// <param name="Config">Shape of the model.</param>
/// <param name="Options">Settings of the training.</param>
/// <param name="Average">Decay of a running average of the weights that is validated instead of the last ones; 0: none.</param>
internal sealed record AblationRun(string Name, ulong Seed, JsonObject Settings, ModelConfig Config, TrainingOptions Options, double Average);

/// <summary>Reads the file of a comparison.</summary>
internal static class AblationPlan
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All runs, in the order of the file, the seeds of a run one after the other.</summary>
    /// <exception cref="AsciiGenException">The file cannot be read, or a setting is unknown or out of range.</exception>
    internal static IReadOnlyList<AblationRun> Load(string path)
    {
        try
        {
            var file = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
            var runs = file["runs"]?.AsObject() ?? throw new FormatException("it has no \"runs\"");
            var seeds = file["seeds"]?.AsArray().Select(seed => seed!.GetValue<ulong>()).ToArray() ?? [1];
            return [.. runs.SelectMany(run => seeds.Select(seed => Make(run.Key, seed, Merge(file["base"] as JsonObject, run.Value!.AsObject()))))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new AsciiGenException($"{path}: cannot be used ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}); see scaleout/ablations.json for how such a file looks", error);
        }
    }

    private static JsonObject Merge(JsonObject? common, JsonObject changes)
    {
        var merged = common?.DeepClone().AsObject() ?? [];
        foreach (var (key, value) in changes) merged[key] = value?.DeepClone();
        return merged;
    }

    private static AblationRun Make(string name, ulong seed, JsonObject settings)
    {
        var left = settings.DeepClone().AsObject();
        T Take<T>(string key, T otherwise)
        {
            if (!left.Remove(key, out var value)) return otherwise;
            return value!.GetValue<T>();
        }

        var config = ModelConfig.FromPreset(Take("preset", "tiny"));
        config = config with
        {
            LayerCount = Take("layer_count", config.LayerCount),
            HeadCount = Take("head_count", config.HeadCount),
            EmbeddingSize = Take("embedding_size", config.EmbeddingSize),
            BlockSize = Take("block_size", config.BlockSize),
            PromptBuckets = Take("prompt_buckets", config.PromptBuckets),
            NeighbourCount = Take("neighbours", config.NeighbourCount),
        };
        config.Validate();
        var tokens = Take("tokens", 0L);
        var average = Take("average", 0.0);
        if (average is not (>= 0 and < 1)) throw new ArgumentException($"average is {average}, expected 0 up to 1");
        var options = left.Deserialize<TrainingOptions>(_json)! with { Seed = seed, EvaluationInterval = 0, CheckpointInterval = 0 };
        if (tokens > 0) options = options with { MaxIterations = (int)Math.Max(1, tokens / ((long)options.BatchTokens * options.Accumulate)) };
        if (!left.ContainsKey("min_learning_rate")) options = options with { MinLearningRate = options.LearningRate / 100 };
        options.Validate();
        return new AblationRun(name, seed, settings, config, options, average);
    }
}
