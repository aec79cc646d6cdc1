// One row of what `bench convert` prints and writes; shares are 0..1.

namespace AsciiGen.Lab;

internal sealed record ConvertSummary(
    string Style, int Width, string Program, double MedianSimilarity, double MeanSimilarity, double StrayShare,
    double? BetterShare, double? PicturesPerSecond, double? PicturesPerSecondWithReading);
