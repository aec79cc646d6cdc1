// A request as one model takes it: limits within its canvas, guidance and temperature settled, prompts and given rows as tokens, and how
// many positions that leaves. Worked out once, so that nobody after it asks again what null means or which prompt is the longer.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>A checked request for a model.</summary>
internal sealed class DrawRequest
{
    /// <summary>Checks a request.</summary>
    /// <param name="options">As somebody made it; limits beyond the model's canvas are lowered to its largest.</param>
    /// <param name="config">The model.</param>
    /// <exception cref="ArgumentException">The request is not valid; see <see cref="GenerateOptions.Validate"/>.</exception>
    /// <exception cref="AsciiGenException">The request is not valid.</exception>
    /// <exception cref="PromptException">The prompt leaves no room in the model's context.</exception>
    /// <exception cref="LimitsException">The given rows do not fit, or leave no room.</exception>
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
        var (letters, room) = (longest - Tokens.Prompt.MarkCount, config.BlockSize - Tokens.Prompt.MarkCount - 1);
        if (letters > room) throw new PromptException($"the prompt has {letters} characters, this model's context of {config.BlockSize} tokens takes {room}. Use fewer words.");
        Start = StartOf(Options);
        if (longest + Start.Length >= config.BlockSize) throw new LimitsException($"the given rows leave no room to draw in the model's context of {config.BlockSize} tokens; give fewer");
        MostTokens = config.BlockSize - longest - Start.Length;
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

    /// <summary>Tokens of the given rows, the line feed after the last of them included; none where the drawing is all new.</summary>
    public byte[] Start { get; }

    /// <summary>Most tokens that the context has room for after the longer prompt and the given rows, at least 1.</summary>
    public int MostTokens { get; }

    /// <summary>Most positions a drawing takes, prompt included.</summary>
    public int Positions { get; }

    /// <summary>A canvas within its limits, empty.</summary>
    public Canvas CreateCanvas() => new(Options.Width, Options.Height, Options.MaxCharacters);

    private static byte[] StartOf(GenerateOptions options)
    {
        var rows = options.Start.Split('\n').Select(row => row.TrimEnd(' ')).SkipWhile(row => row.Length == 0).ToList();
        while (rows.Count > 0 && rows[^1].Length == 0) rows.RemoveAt(rows.Count - 1);
        if (rows.Count == 0) return [];
        if (rows.Count >= options.Height) throw new LimitsException($"{rows.Count} rows are given, which leaves none to draw within a height of {options.Height}; allow more rows or give fewer");
        foreach (var (number, row) in rows.Index())
        {
            if (row.Length > options.Width) throw new LimitsException($"row {number + 1} of the given rows has {row.Length} columns, the width is {options.Width}; allow more columns");
            foreach (var character in row)
            {
                if (!Vocabulary.IsPrintable(character)) throw new LimitsException($"row {number + 1} of the given rows holds U+{(int)character:X4}; use printable ASCII");
            }
        }

        var characters = rows.Sum(row => row.Length + 1);
        if (characters >= options.MaxCharacters) throw new LimitsException($"the given rows have {characters} characters, which leaves none to draw of {options.MaxCharacters}; allow more");
        var tokens = Tokenizer.Encode(string.Join('\n', rows));
        tokens[^1] = (byte)Vocabulary.NewLine; // where the tokenizer ends a drawing
        return tokens;
    }
}
