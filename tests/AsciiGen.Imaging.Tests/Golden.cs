// Drawings the converter must keep making.

namespace AsciiGen.Imaging.Tests;

internal static class Golden
{
    public static string Circle { get; } = "?";
    public static string Box { get; } = "?";
    public static string House { get; } = "?";
}
