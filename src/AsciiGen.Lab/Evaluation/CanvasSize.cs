// The sizes an evaluation draws in, and the class of size that a drawing of any size falls into.

namespace AsciiGen.Lab.Evaluation;

/// <summary>Limits of a drawing, or a class of sizes: what fits these and no smaller ones.</summary>
internal readonly record struct CanvasSize(int Width, int Height)
{
    /// <summary>The sizes of an evaluation, the smallest first.</summary>
    internal static IReadOnlyList<CanvasSize> All { get; } = [new(12, 6), new(24, 12), new(40, 20), new(60, 30)];

    /// <summary>What is larger than all of them.</summary>
    internal static CanvasSize Larger { get; } = new(int.MaxValue, int.MaxValue);

    /// <summary>The smallest of <see cref="All"/> that a drawing fits, or <see cref="Larger"/>.</summary>
    internal static CanvasSize ClassOf(int width, int height)
    {
        foreach (var size in All)
        {
            if (width <= size.Width && height <= size.Height) return size;
        }

        return Larger;
    }

    public override string ToString() => this == Larger ? "larger" : $"{Width}x{Height}";
}
