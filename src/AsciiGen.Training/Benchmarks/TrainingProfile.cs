// Where the time of training steps goes. A lap costs some tens of nanoseconds, so it is always on.

using System.Diagnostics;

namespace AsciiGen.Training.Benchmarks;

/// <summary>Time by kind of work, summed over steps.</summary>
public sealed class TrainingProfile
{
    private readonly long[] _ticks = new long[Enum.GetValues<TrainingStage>().Length];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Starts the clock of the next lap.</summary>
    public void Start() => _last = Stopwatch.GetTimestamp();

    /// <summary>Books the time since the last lap.</summary>
    public void Lap(TrainingStage stage)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[(int)stage] += now - _last;
        _last = now;
    }

    /// <summary>Forgets all laps.</summary>
    public void Clear() => Array.Clear(_ticks);

    /// <summary>Seconds booked.</summary>
    public double SecondsOf(TrainingStage stage) => (double)_ticks[(int)stage] / Stopwatch.Frequency;
}
