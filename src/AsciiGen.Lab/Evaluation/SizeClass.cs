// The class of size that a drawing falls into: the smallest of the common canvases that holds it.

using AsciiGen.Decoding;

namespace AsciiGen.Lab.Evaluation;

internal static class SizeClass
{
    private static readonly CanvasSize _larger = new(int.MaxValue, int.MaxValue);

    /// <summary>The smallest common canvas that a drawing fits; one without limits for those that are larger than all.</summary>
    internal static CanvasSize Of(int width, int height) => CanvasSize.SmallestFor(width, height) ?? _larger;

    /// <summary>The canvas, or "larger".</summary>
    internal static string NameOf(CanvasSize size) => size == _larger ? "larger" : $"{size}";
}
