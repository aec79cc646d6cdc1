// The options that shape a model, shared by `train` and `export`.

using System.CommandLine;
using AsciiGen.Model;

namespace AsciiGen.Lab;

internal sealed class ModelOptions
{
    // Weights, gradients and two moments in float32 are 16 bytes a parameter: 8 GB. Presets have up to 12.5 million.
    private const long MostParameters = 500_000_000;

    private readonly Option<string> _preset = new("--preset") { Description = "tiny, small, medium or large", HelpName = "NAME", DefaultValueFactory = _ => "small" };
    private readonly Option<int?> _layers = new("--n-layer") { Description = "Transformer blocks instead of the preset's", HelpName = "N" };
    private readonly Option<int?> _heads = new("--n-head") { Description = "Attention heads instead of the preset's", HelpName = "N" };
    private readonly Option<int?> _embedding = new("--n-embd") { Description = "Embedding size instead of the preset's", HelpName = "N" };
    private readonly Option<int?> _block = new("--block-size") { Description = "Most tokens of a sequence instead of the preset's", HelpName = "N" };

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _preset, _layers, _heads, _embedding, _block }) command.Options.Add(option);
    }

    /// <summary>True when any of the options was typed.</summary>
    internal bool IsGiven(ParseResult parsed) =>
        new Option[] { _preset, _layers, _heads, _embedding, _block }.Any(parsed.IsTyped);

    /// <summary>The shape that was asked for.</summary>
    internal ModelConfig Read(ParseResult parsed)
    {
        var config = ModelConfig.FromPreset(parsed.GetRequiredValue(_preset));
        config = config with
        {
            LayerCount = parsed.GetValue(_layers) ?? config.LayerCount,
            HeadCount = parsed.GetValue(_heads) ?? config.HeadCount,
            EmbeddingSize = parsed.GetValue(_embedding) ?? config.EmbeddingSize,
            BlockSize = parsed.GetValue(_block) ?? config.BlockSize,
        };
        try
        {
            config.Validate();
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException(InOptionNames(error.Message), error);
        }

        return config.ParameterCount <= MostParameters
            ? config
            : throw new ArgumentException($"a model of this shape has {config.ParameterCount:N0} parameters, the most is {MostParameters:N0}; lower --n-layer or --n-embd");
    }

    private static string InOptionNames(string message) => message
        .Replace(nameof(ModelConfig.LayerCount), "--n-layer", StringComparison.Ordinal)
        .Replace(nameof(ModelConfig.HeadCount), "--n-head", StringComparison.Ordinal)
        .Replace(nameof(ModelConfig.EmbeddingSize), "--n-embd", StringComparison.Ordinal)
        .Replace(nameof(ModelConfig.BlockSize), "--block-size", StringComparison.Ordinal);
}
