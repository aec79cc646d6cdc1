// config.json <-> ModelConfig and ModelDescription, field by field: a wrong field is named with what was expected
// and found. Hand-written, so that nothing is looked up by reflection. Does not know weights.

using System.Text.Json;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Formats;

internal static class ConfigJson
{
    public const string FormatName = "ascii-gen";
    public const int FormatVersion = 1;

    public static (ModelConfig Config, ModelDescription Description) Parse(string json, string name)
    {
        using var document = JsonText.Parse(json, name);
        var fields = new JsonFields(document.RootElement, name);
        fields.RequireFormat(FormatName, FormatVersion);
        fields.RequireEqual("vocab_size", Vocabulary.Size, "the size of this program's alphabet");
        var config = new ModelConfig
        {
            Preset = fields.OptionalText("preset") ?? "custom",
            LayerCount = fields.Int("layer_count"),
            HeadCount = fields.Int("head_count"),
            EmbeddingSize = fields.Int("embedding_size"),
            BlockSize = fields.Int("block_size"),
            MaxWidth = fields.Int("max_width"),
            MaxHeight = fields.Int("max_height"),
            PromptBuckets = fields.Int("prompt_buckets"),
            NeighbourCount = fields.IntOr("neighbours", 3), // models from before there was a choice
            RotaryBase = fields.Float("rotary_base"),
            NormEpsilon = fields.Float("norm_epsilon"),
            Guidance = fields.FloatOr("guidance", 1),
            Temperature = fields.FloatOr("temperature", ModelConfig.UsualTemperature),
            VariedTemperature = fields.OptionalFloat("varied_temperature"),
        };
        if (config.FindProblem() is { } problem)
        {
            throw new AsciiGenException($"{name}: {JsonNamingPolicy.SnakeCaseLower.ConvertName(problem.Field)} is {problem.Value}, expected {problem.Expected}");
        }

        fields.RequireEqual("mlp_size", config.MlpSize, $"{ModelConfig.MlpRatio} times embedding_size");
        return (config, new ModelDescription(fields.OptionalText("name"), fields.OptionalText("license"), fields.OptionalText("description")));
    }

    public static string Format(ModelConfig config, ModelDescription? description) => JsonText.Format(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("format_version", FormatVersion);
        if (description?.Name is { } name) json.WriteString("name", name);
        if (description?.License is { } license) json.WriteString("license", license);
        if (description?.Description is { } text) json.WriteString("description", text);
        json.WriteString("preset", config.Preset);
        json.WriteNumber("vocab_size", Vocabulary.Size);
        json.WriteNumber("layer_count", config.LayerCount);
        json.WriteNumber("head_count", config.HeadCount);
        json.WriteNumber("embedding_size", config.EmbeddingSize);
        json.WriteNumber("mlp_size", config.MlpSize);
        json.WriteNumber("block_size", config.BlockSize);
        json.WriteNumber("max_width", config.MaxWidth);
        json.WriteNumber("max_height", config.MaxHeight);
        json.WriteNumber("prompt_buckets", config.PromptBuckets);
        json.WriteNumber("neighbours", config.NeighbourCount);
        json.WriteNumber("rotary_base", config.RotaryBase);
        json.WriteNumber("norm_epsilon", config.NormEpsilon);
        if (config.Guidance != 1) json.WriteNumber("guidance", config.Guidance);
        if (config.Temperature != ModelConfig.UsualTemperature) json.WriteNumber("temperature", config.Temperature);
        if (config.VariedTemperature is { } varied) json.WriteNumber("varied_temperature", varied);
    });
}
