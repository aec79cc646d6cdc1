// The numbers of a config.json that steer drawings and take no training, as options of the commands that draw or export.

using System.CommandLine;
using AsciiGen.Model;

namespace AsciiGen.Lab;

/// <summary><c>--guidance</c>, <c>--temperature</c> and <c>--varied-temperature</c>, each the model's own where not given.</summary>
internal sealed class SteeringOptions
{
    private readonly Option<float?> _guidance = new("--guidance") { Description = "How much more a prompt counts than in training [default: the model's]", HelpName = "G" };
    private readonly Option<float?> _temperature = new("--temperature") { Description = "What divides the logits; 0 is greedy [default: the model's]", HelpName = "T" };
    private readonly Option<float?> _varied = new("--varied-temperature") { Description = "The same for hand drawings of subjects with many [default: --temperature, else the model's]", HelpName = "T" };

    /// <summary>All of them, for a command that has to know which were typed.</summary>
    internal IReadOnlyList<Option> All => [_guidance, _temperature, _varied];

    internal void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>The config with what was given.</summary>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    internal ModelConfig Apply(ParseResult parsed, ModelConfig config)
    {
        var temperature = parsed.GetValue(_temperature);
        var steered = config with
        {
            Guidance = parsed.GetValue(_guidance) ?? config.Guidance,
            Temperature = temperature ?? config.Temperature,
            VariedTemperature = parsed.GetValue(_varied) ?? temperature ?? config.VariedTemperature,
        };
        steered.Validate();
        return steered;
    }
}
