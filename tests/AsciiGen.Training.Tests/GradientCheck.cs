// Compares an analytic gradient with central differences in double precision.

namespace AsciiGen.Training.Tests;

internal static class GradientCheck
{
    private const double Step = 1e-5;

    /// <summary>Checks the gradient of <paramref name="loss"/> at <paramref name="x"/>, at most <paramref name="samples"/> places.</summary>
    public static void Holds(string what, double[] x, Func<double[], double> loss, ReadOnlySpan<float> analytic, double tolerance = 1e-3, int samples = 200)
    {
        Assert.Equal(x.Length, analytic.Length);
        var stride = Math.Max(1, x.Length / samples);
        double largest = 0, error = 0;
        for (var i = stride / 2; i < x.Length; i += stride)
        {
            var kept = x[i];
            x[i] = kept + Step;
            var above = loss(x);
            x[i] = kept - Step;
            var below = loss(x);
            x[i] = kept;
            var numeric = (above - below) / (2 * Step);
            largest = Math.Max(largest, Math.Abs(numeric));
            error = Math.Max(error, Math.Abs(numeric - analytic[i]));
        }

        Assert.True(largest > 1e-6, $"{what}: every gradient looked at is zero; the check shows nothing");
        Assert.True(error <= tolerance * largest, $"{what}: gradient is off by {error:E2}, largest {largest:E2}");
    }

    public static double[] Values(int length, int seed, double scale = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => Round((random.NextDouble() * 2 - 1) * scale))];
    }

    public static float[] Floats(double[] values) => [.. values.Select(value => (float)value)];

    /// <summary>A weighted sum: a scalar whose gradient by <paramref name="y"/> is <paramref name="weights"/>.</summary>
    public static double Weigh(double[] y, double[] weights) => y.Zip(weights, (a, b) => a * b).Sum();

    /// <summary>Makes the value exact in float32, so both sides start from the same numbers.</summary>
    private static double Round(double value) => (float)value;
}
