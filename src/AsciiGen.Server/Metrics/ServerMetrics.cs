// What the server counts about itself, and the answer to GET /metrics. Labels come from fixed lists, never from a request, so that
// nobody can make it grow. Does not know HTTP or drawings.

using System.Globalization;

namespace AsciiGen.Server.Metrics;

/// <summary>Counters of one server. For several threads.</summary>
internal sealed class ServerMetrics
{
    private static readonly string[] _ends = ["done", "cancelled", "refused", "failed"]; // in the order of DrawingEnd

    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Route, int Status), long> _requests = [];
    private readonly Histogram _seconds = new([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]);
    private readonly long[] _drawings = new long[_ends.Length];
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private long _tokens;
    private int _inFlight;

    /// <summary>Drawings that are being made.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Counts an answer.</summary>
    /// <param name="route">Pattern of the route.</param>
    /// <param name="status">HTTP status.</param>
    public void CountRequest(string route, int status)
    {
        lock (_lock) _requests[(route, status)] = _requests.GetValueOrDefault((route, status)) + 1;
    }

    /// <summary>Counts a drawing that begins.</summary>
    public void Begin() => Interlocked.Increment(ref _inFlight);

    /// <summary>Counts that one of those that began is over.</summary>
    public void Finish() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Counts how a request for a drawing ended.</summary>
    public void Count(DrawingEnd end) => Interlocked.Increment(ref _drawings[(int)end]);

    /// <summary>Counts what a drawing cost.</summary>
    public void Count(double seconds, int tokens)
    {
        _seconds.Add(seconds);
        Interlocked.Add(ref _tokens, tokens);
    }

    /// <summary>Everything, as Prometheus reads it.</summary>
    /// <param name="waiting">Drawings that wait.</param>
    public string Format(long waiting)
    {
        var text = new PrometheusText();
        text.Begin("ascii_gen_requests_total", "counter", "Answers by route and status; 499 where nobody waited for it.");
        lock (_lock)
        {
            foreach (var ((route, status), count) in _requests) text.Sample("ascii_gen_requests_total", count, ("route", route), ("status", status.ToString(CultureInfo.InvariantCulture)));
        }

        text.Begin("ascii_gen_drawings_total", "counter", "Requests for drawings by how they ended.");
        foreach (var (place, end) in _ends.Index()) text.Sample("ascii_gen_drawings_total", Interlocked.Read(ref _drawings[place]), ("result", end));
        _seconds.WriteTo(text, "ascii_gen_drawing_seconds", "Seconds that drawings took, without waiting.");
        text.Single("ascii_gen_tokens_total", "counter", "Tokens of all drawings that were done.", Interlocked.Read(ref _tokens));
        text.Single("ascii_gen_drawings_in_flight", "gauge", "Drawings that are being made.", InFlight);
        text.Single("ascii_gen_drawings_queued", "gauge", "Drawings that wait.", waiting);
        text.Single("process_resident_memory_bytes", "gauge", "Resident memory of the process.", Environment.WorkingSet);
        text.Single("process_start_time_seconds", "gauge", "When the server started, in seconds since 1970.", _start.ToUnixTimeSeconds());
        text.Single("ascii_gen_gc_heap_bytes", "gauge", "Managed heap, as of the last collection.", GC.GetGCMemoryInfo().HeapSizeBytes);
        return text.ToString();
    }
}
