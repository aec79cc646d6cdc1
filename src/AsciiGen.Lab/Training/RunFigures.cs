// What the screen tells about a run, kept up with every step: smoothed training figures, the last and the best
// validation, and how the curve went. Does not know how it is shown.

using AsciiGen.Training;
using AsciiGen.Training.Reports;

namespace AsciiGen.Lab.Training;

/// <summary>Figures of a run in progress.</summary>
internal sealed class RunFigures
{
    private readonly SmoothedMean _bits = new();

    internal TrainingProgress? Now { get; private set; }

    internal double Bits => _bits.Value;

    internal ValidationResult? Validation { get; private set; }

    internal (int Step, ValidationResult Result)? Best { get; private set; }

    internal bool IsBest => Best?.Step == Now?.Step;

    internal List<double> Curve { get; } = [];

    internal IReadOnlyList<SampleDrawing> Drawings { get; private set; } = [];

    /// <summary>Takes a step in.</summary>
    internal void Add(TrainingProgress progress, IReadOnlyList<SampleDrawing> drawings)
    {
        Now = progress;
        Curve.Add(_bits.Add(progress.BitsPerCharacter));
        if (drawings.Count > 0) Drawings = drawings;
        if (progress.Validation is not { } validation) return;
        Validation = validation;
        if (Best is null || validation.Loss < Best.Value.Result.Loss) Best = (progress.Step, validation);
    }

    /// <summary>Seconds as 1:02:03 or 2:03.</summary>
    internal static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:D2}:{time.Seconds:D2}" : $"{time.Minutes}:{time.Seconds:D2}";
    }
}
