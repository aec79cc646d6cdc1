// A curve in one row of characters, on a logarithmic scale, since a loss falls by shares of itself.

namespace AsciiGen.Lab.Training;

/// <summary>Draws a curve with blocks of eight heights.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>All of the values in at most <paramref name="width"/> characters, each the mean of a stretch.</summary>
    internal static string Draw(IReadOnlyList<double> values, int width)
    {
        if (values.Count == 0 || width < 1) return "";
        var columns = Math.Min(width, values.Count);
        var means = new double[columns];
        for (var i = 0; i < columns; i++)
        {
            int first = (int)((long)i * values.Count / columns), last = (int)((long)(i + 1) * values.Count / columns);
            for (var k = first; k < last; k++) means[i] += Math.Log(Math.Max(values[k], 1e-9)) / (last - first);
        }

        double low = means.Min(), range = means.Max() - low;
        return string.Concat(means.Select(mean => Blocks[range < 1e-9 ? 0 : (int)Math.Min(Blocks.Length - 1, (mean - low) / range * Blocks.Length)]));
    }
}
