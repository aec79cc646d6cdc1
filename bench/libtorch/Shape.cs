// The sizes of a preset (docs/FORMAT.md section 4) and the work that a step of it needs, counted as
// src/AsciiGen.Training/Benchmarks/TrainingBenchmarkResult.cs counts it. Does not know tensors.

namespace AsciiGen.Peers.LibTorch;

internal sealed record Shape(string Preset, int Layers, int Heads, int Width, int PromptBuckets)
{
    internal const int Vocabulary = 128, MaxWidth = 80, MaxHeight = 40, Symbols = 96;
    internal const double RotaryBase = 100, Epsilon = 1e-5;

    internal static readonly IReadOnlyList<Shape> Presets =
    [
        new("tiny", 2, 2, 64, 512), new("small", 6, 6, 192, 4096), new("medium", 8, 8, 256, 4096), new("large", 10, 10, 320, 4096),
    ];

    /// <summary>Rows of the eight input tables, in the order of section 5; one matrix holds them all.</summary>
    internal static readonly int[] Tables = [Vocabulary, MaxHeight, MaxWidth + 1, MaxHeight + 1, MaxWidth + 1, Symbols, Symbols, Symbols];

    internal int HeadSize => Width / Heads;

    internal double Operations(int sequences, int context)
    {
        var linear = (Layers * 12.0 * Width * Width) + (Width * (double)Vocabulary);
        var pairs = sequences * (context * (context + 1.0) / 2);
        return (6 * linear * sequences * context) + (12.0 * Width * pairs * Layers);
    }
}
