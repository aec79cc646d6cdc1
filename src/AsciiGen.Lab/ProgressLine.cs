// The trainer's one live line on stderr: rewritten in place on a terminal, a new line now and then elsewhere.

using AsciiGen.Training;

namespace AsciiGen.Lab;

internal sealed class ProgressLine : IDisposable
{
    private const int QuietSteps = 50;

    private readonly bool _isLive = !Console.IsErrorRedirected;
    private ValidationResult? _validation;
    private double _smooth = double.NaN;
    private int _length;

    internal void Report(TrainingProgress progress)
    {
        _smooth = double.IsNaN(_smooth) ? progress.BitsPerCharacter : (0.95 * _smooth) + (0.05 * progress.BitsPerCharacter);
        if (progress.Validation is not null) _validation = progress.Validation;
        var isLast = progress.Step == progress.TotalSteps;
        if (!_isLive && progress.Validation is null && progress.Step % QuietSteps != 0 && !isLast) return;
        var validation = _validation is null ? "" : $"  validation {_validation.BitsPerCharacter:F3}";
        var line = $"step {progress.Step}/{progress.TotalSteps}  loss {progress.Loss:F3}  bits/char {_smooth:F3}{validation}  "
            + $"rate {progress.LearningRate:G2}  {progress.TokensPerSecond:F0} tok/s  left {Duration(progress.SecondsLeft)}";
        if (!_isLive)
        {
            Console.Error.WriteLine(line);
            return;
        }

        Console.Error.Write("\r" + line.PadRight(_length));
        _length = line.Length;
    }

    public void Dispose()
    {
        if (_isLive && _length > 0) Console.Error.WriteLine();
    }

    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:D2}:{time.Seconds:D2}" : $"{time.Minutes}:{time.Seconds:D2}";
    }
}
