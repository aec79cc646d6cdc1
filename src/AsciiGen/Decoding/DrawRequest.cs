// A request as one model takes it: limits within its canvas, guidance and temperature settled, prompts as tokens, and how many positions that
// leaves. Worked out once, so that nobody after it asks again what null means or which prompt is the longer.

using AsciiGen.Model;

namespace AsciiGen.Decoding;

/// <summary>A checked request for a model.</summary>
internal sealed class DrawRequest
{
    /// <summary>Checks a request.</summary>
    /// <param name="options">As somebody made it; limits beyond the model's canvas are lowered to its largest.</param>
    /// <param name="config">The model.</param>
    /// <exception cref="ArgumentException">The request is not valid; see <see cref="GenerateOptions.Validate"/>.</exception>
    /// <exception cref="AsciiGenException">The request is not valid, or the prompt leaves no room in the model's context.</exception>
    public DrawRequest(GenerateOptions options, ModelConfig config)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options with
        {
            Width = Math.Min(options.Width, config.MaxWidth), Height = Math.Min(options.Height, config.MaxHeight),
            Sampling = options.Sampling with { Temperature = options.Sampling.Temperature ?? config.Temperature },
        };
        Guidance = options.Guidance ?? config.Guidance;
        Prompt = Tokens.Prompt.Encode(options.Prompt, options.Style);
        Unprompted = IsGuided ? Tokens.Prompt.Encode(Tokens.Prompt.Anything, options.Style) : [];
        var longest = Math.Max(Prompt.Length, Unprompted.Length);
        if (longest >= config.BlockSize) throw new AsciiGenException($"the prompt has {longest} tokens, which leaves no room to draw in the model's context of {config.BlockSize}; use fewer words");
        MostTokens = config.BlockSize - longest;
        Positions = Math.Min(config.BlockSize, longest + ((Options.Width + 1) * Options.Height) + 1);
    }

    /// <summary>The request, its limits within the model's canvas and its temperature a number.</summary>
    public GenerateOptions Options { get; }

    /// <summary>How much the prompt counts, 0..<see cref="ModelConfig.MostGuidance"/>.</summary>
    public float Guidance { get; }

    /// <summary>True when it is drawn with two predictions.</summary>
    public bool IsGuided => Guidance != 1;

    /// <summary>Tokens of its prompt.</summary>
    public byte[] Prompt { get; }

    /// <summary>Tokens of the prompt that any drawing answers; none where it is not guided.</summary>
    public byte[] Unprompted { get; }

    /// <summary>Most tokens that the context has room for after the longer prompt, at least 1.</summary>
    public int MostTokens { get; }

    /// <summary>Most positions a drawing takes, prompt included.</summary>
    public int Positions { get; }
}
