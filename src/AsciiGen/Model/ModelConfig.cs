// The shape of a model: everything needed to build its tensors and nothing else. Presets are starting points;
// any field can be overridden with `with`. Does not know files; ModelFiles reads and writes config.json.

using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>The shape of a model; see docs/FORMAT.md section 4.</summary>
public sealed record ModelConfig
{
    /// <summary>Neurons in a layer's MLP per embedding dimension.</summary>
    public const int MlpRatio = 4;

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

    /// <summary>Base of the rotary angles, above 1.</summary>
    public float RotaryBase { get; init; } = 100f;

    /// <summary>Added to the mean square in every RMS norm.</summary>
    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>Dimensions of one attention head; a multiple of 4 (two rotary halves of pairs).</summary>
    public int HeadSize => EmbeddingSize / HeadCount;

    /// <summary>Neurons of the MLP.</summary>
    public int MlpSize => MlpRatio * EmbeddingSize;

    /// <summary>Names of the presets, smallest first.</summary>
    public static IReadOnlyList<string> PresetNames { get; } = ["tiny", "small", "medium", "large"];

    /// <summary>Number of trainable parameters.</summary>
    public long ParameterCount => TensorCatalog.Of(this).Sum(tensor => tensor.ElementCount);

    /// <summary>A preset by name: tiny (tests, 0.18M), small (2.8M), medium (6.5M), large (12.5M).</summary>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public static ModelConfig FromPreset(string name) => name switch
    {
        "tiny" => new() { Preset = name, LayerCount = 2, HeadCount = 2, EmbeddingSize = 64, BlockSize = 512 },
        "small" => new() { Preset = name, LayerCount = 6, HeadCount = 6, EmbeddingSize = 192, BlockSize = 1024 },
        "medium" => new() { Preset = name, LayerCount = 8, HeadCount = 8, EmbeddingSize = 256, BlockSize = 1024 },
        "large" => new() { Preset = name, LayerCount = 10, HeadCount = 10, EmbeddingSize = 320, BlockSize = 1024 },
        _ => throw new ArgumentException($"there is no preset '{name}'; use one of {string.Join(", ", PresetNames)}", nameof(name)),
    };

    /// <summary>Checks that the fields fit together.</summary>
    /// <exception cref="ArgumentException">A field is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(LayerCount is >= 1 and <= 256, nameof(LayerCount), LayerCount, "1..256");
        Require(EmbeddingSize is >= 16 and <= 8192 && EmbeddingSize % 16 == 0, nameof(EmbeddingSize), EmbeddingSize, "16..8192 and a multiple of 16");
        Require(HeadCount >= 1 && EmbeddingSize % HeadCount == 0, nameof(HeadCount), HeadCount, "a divisor of the embedding size");
        Require(HeadSize % 16 == 0, nameof(HeadCount), HeadCount, "such that a head has a multiple of 16 dimensions");
        Require(BlockSize is >= 16 and <= 65536, nameof(BlockSize), BlockSize, "16..65536");
        Require(MaxWidth is >= 1 and <= 1024, nameof(MaxWidth), MaxWidth, "1..1024");
        Require(MaxHeight is >= 1 and <= 1024, nameof(MaxHeight), MaxHeight, "1..1024");
        Require(RotaryBase > 1 && float.IsFinite(RotaryBase), nameof(RotaryBase), RotaryBase, "above 1");
        Require(NormEpsilon > 0 && NormEpsilon < 1, nameof(NormEpsilon), NormEpsilon, "above 0 and below 1");
    }

    private static void Require(bool condition, string field, object value, string range)
    {
        if (!condition) throw new ArgumentException($"{field} is {value}, expected {range}");
    }
}
