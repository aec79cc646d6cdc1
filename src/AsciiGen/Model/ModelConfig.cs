// The shape of a model: everything needed to build its tensors and nothing else. Presets are starting points;
// any field can be overridden with `with`. Does not know files; ModelFiles reads and writes config.json.

namespace AsciiGen.Model;

/// <summary>The shape of a model; see docs/FORMAT.md section 4.</summary>
internal sealed record ModelConfig
{
    /// <summary>Neurons in a layer's MLP per embedding dimension.</summary>
    public const int MlpRatio = 4;

    /// <summary>The temperature of a model whose config says none.</summary>
    public const float UsualTemperature = 0.7f;

    /// <summary>Most <see cref="Temperature"/>.</summary>
    public const float MostTemperature = 100;

    /// <summary>Most <see cref="Guidance"/>.</summary>
    public const float MostGuidance = 10;

    /// <summary>Name of the preset it started from, for people.</summary>
    public string Preset { get; init; } = "custom";

    /// <summary>Transformer blocks, at least 1.</summary>
    public required int LayerCount { get; init; }

    /// <summary>Attention heads, at least 1; divides <see cref="EmbeddingSize"/>.</summary>
    public required int HeadCount { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Most tokens of a sequence, prompt included.</summary>
    public required int BlockSize { get; init; }

    /// <summary>Widest canvas the model knows; 1..<see cref="MaxWidth"/> columns.</summary>
    public int MaxWidth { get; init; } = 80;

    /// <summary>Highest canvas the model knows; 1..<see cref="MaxHeight"/> rows.</summary>
    public int MaxHeight { get; init; } = 40;

    /// <summary>Rows of the table of prompt features, 1..65536.</summary>
    public int PromptBuckets { get; init; } = 4096;

    /// <summary>Cells around the next one whose symbols the model reads: 3 or 8. Models from before there was a choice have 3; the presets have 8.</summary>
    public int NeighbourCount { get; init; } = 3;

    /// <summary>Base of the rotary angles, above 1.</summary>
    public float RotaryBase { get; init; } = 100f;

    /// <summary>Added to the mean square in every RMS norm.</summary>
    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>
    /// How much more a prompt counts than in training unless a request says otherwise, 0..<see cref="MostGuidance"/>; 1 draws what was learned. Nothing is computed from it
    /// but drawings; see docs/FORMAT.md section 7.
    /// </summary>
    public float Guidance { get; init; } = 1;

    /// <summary>What divides the logits unless a request says otherwise, 0..<see cref="MostTemperature"/>; 0 always takes the likeliest token. Nothing is computed from it but drawings.</summary>
    public float Temperature { get; init; } = UsualTemperature;

    /// <summary>The temperature of hand drawings of subjects that are drawn in many ways (<see cref="Subjects.Subject.IsVaried"/>), 0..<see cref="MostTemperature"/>; null: as of all others.</summary>
    public float? VariedTemperature { get; init; }

    /// <summary>Dimensions of one attention head; a multiple of 16 (a vector register; two rotary halves of pairs need 4).</summary>
    public int HeadSize => EmbeddingSize / HeadCount;

    /// <summary>Neurons of the MLP.</summary>
    public int MlpSize => MlpRatio * EmbeddingSize;

    /// <summary>Names of the presets, smallest first.</summary>
    public static IReadOnlyList<string> PresetNames { get; } = ["tiny", "small", "medium", "large"];

    /// <summary>Number of trainable parameters.</summary>
    public long ParameterCount => TensorCatalog.Of(this).Sum(tensor => tensor.ElementCount);

    /// <summary>A preset by name: tiny (tests, 0.20M), small (3.7M), medium (7.6M), large (14.0M).</summary>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public static ModelConfig FromPreset(string name) => name switch
    {
        "tiny" => new() { Preset = name, LayerCount = 2, HeadCount = 2, EmbeddingSize = 64, BlockSize = 512, PromptBuckets = 512, NeighbourCount = 8 },
        "small" => new() { Preset = name, LayerCount = 6, HeadCount = 6, EmbeddingSize = 192, BlockSize = 1024, NeighbourCount = 8 },
        "medium" => new() { Preset = name, LayerCount = 8, HeadCount = 8, EmbeddingSize = 256, BlockSize = 1024, NeighbourCount = 8 },
        "large" => new() { Preset = name, LayerCount = 10, HeadCount = 10, EmbeddingSize = 320, BlockSize = 1024, NeighbourCount = 8 },
        _ => throw new ArgumentException($"there is no preset '{name}'; use one of {string.Join(", ", PresetNames)}", nameof(name)),
    };

    /// <summary>Checks that the fields fit together.</summary>
    /// <exception cref="ArgumentException">A field is out of range; the message names it.</exception>
    public void Validate()
    {
        if (FindProblem() is { } problem) throw new ArgumentException($"{problem.Field} is {problem.Value}, expected {problem.Expected}");
    }

    /// <summary>The first field that is out of range, or null.</summary>
    internal (string Field, object Value, string Expected)? FindProblem()
    {
        if (LayerCount is < 1 or > 256) return (nameof(LayerCount), LayerCount, "1..256");
        if (EmbeddingSize is < 16 or > 8192 || EmbeddingSize % 16 != 0) return (nameof(EmbeddingSize), EmbeddingSize, "16..8192 and a multiple of 16");
        if (HeadCount < 1 || EmbeddingSize % HeadCount != 0) return (nameof(HeadCount), HeadCount, "a divisor of the embedding size");
        if (HeadSize % 16 != 0) return (nameof(HeadCount), HeadCount, "such that a head has a multiple of 16 dimensions");
        if (BlockSize is < 16 or > 65536) return (nameof(BlockSize), BlockSize, "16..65536");
        if (MaxWidth is < 1 or > 1024) return (nameof(MaxWidth), MaxWidth, "1..1024");
        if (MaxHeight is < 1 or > 1024) return (nameof(MaxHeight), MaxHeight, "1..1024");
        if (PromptBuckets is < 1 or > 65536) return (nameof(PromptBuckets), PromptBuckets, "1..65536");
        if (NeighbourCount is not (3 or 8)) return ("Neighbours", NeighbourCount, "3 or 8");
        if (!(RotaryBase > 1) || !float.IsFinite(RotaryBase)) return (nameof(RotaryBase), RotaryBase, "above 1");
        if (!(NormEpsilon > 0 && NormEpsilon < 1)) return (nameof(NormEpsilon), NormEpsilon, "above 0 and below 1");
        if (!(Guidance is >= 0 and <= MostGuidance)) return (nameof(Guidance), Guidance, $"0..{MostGuidance}");
        if (!(Temperature is >= 0 and <= MostTemperature)) return (nameof(Temperature), Temperature, $"0..{MostTemperature}");
        if (VariedTemperature is { } varied && !(varied is >= 0 and <= MostTemperature)) return (nameof(VariedTemperature), varied, $"0..{MostTemperature}");
        return null;
    }
}
