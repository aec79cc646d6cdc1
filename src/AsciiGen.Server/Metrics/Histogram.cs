// How long things took, counted by upper bounds as Prometheus adds them up. Does not know what was measured.

namespace AsciiGen.Server.Metrics;

/// <summary>Counts of durations. For several threads.</summary>
/// <param name="bounds">Upper bounds in seconds, ascending.</param>
internal sealed class Histogram(double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[bounds.Length + 1]; // the last: above all bounds
    private double _sum;

    /// <summary>Counts a duration.</summary>
    public void Add(double seconds)
    {
        var place = Array.FindIndex(bounds, bound => seconds <= bound);
        lock (_lock)
        {
            _counts[place < 0 ? bounds.Length : place]++;
            _sum += seconds;
        }
    }

    /// <summary>Writes buckets, sum and count.</summary>
    public void WriteTo(PrometheusText text, string name, string help)
    {
        text.Begin(name, "histogram", help);
        lock (_lock)
        {
            var below = 0L;
            for (var i = 0; i < bounds.Length; i++) text.Sample($"{name}_bucket", below += _counts[i], ("le", PrometheusText.Number(bounds[i])));
            below += _counts[^1];
            text.Sample($"{name}_bucket", below, ("le", "+Inf"));
            text.Sample($"{name}_sum", _sum);
            text.Sample($"{name}_count", below);
        }
    }
}
