// The canvases people ask for most, and when a drawing counts as filling one. Training, the choice among candidates and
// every figure about canvas use mean the same by it.

namespace AsciiGen.Decoding;

/// <summary>Columns and rows that a drawing may have.</summary>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
internal readonly record struct CanvasSize(int Width, int Height)
{
    /// <summary>Least share of the width or of the height that a drawing which fills its canvas has.</summary>
    public const double LeastFill = 0.7;

    /// <summary>12x6, 24x12, 40x20 and 60x30.</summary>
    public static IReadOnlyList<CanvasSize> Common { get; } = [new(12, 6), new(24, 12), new(40, 20), new(60, 30)];

    /// <summary>The smallest of <see cref="Common"/> that a drawing of that size fits; null when it is larger than all.</summary>
    public static CanvasSize? SmallestFor(int width, int height)
    {
        foreach (var size in Common)
        {
            if (size.Holds(width, height)) return size;
        }

        return null;
    }

    /// <summary>True when a drawing of that size fits.</summary>
    public bool Holds(int width, int height) => width <= Width && height <= Height;

    /// <summary>Share of the width or of the height that a drawing of that size has, whichever is more.</summary>
    public double FillOf(int width, int height) => Math.Max((double)width / Width, (double)height / Height);

    /// <summary>True when a drawing of that size fits and has <see cref="LeastFill"/> of the width or of the height.</summary>
    public bool IsFilledBy(int width, int height) => Holds(width, height) && FillOf(width, height) >= LeastFill;

    /// <summary>For example <c>24x12</c>.</summary>
    public override string ToString() => $"{Width}x{Height}";
}
