// A run as lines of a log: one at each evaluation, one every ten seconds in between, one at the end.

using System.Diagnostics;
using System.Globalization;

namespace AsciiGen.Lab.Training;

/// <summary>Lines for what is not a terminal.</summary>
internal sealed class PlainScreen : TrainScreen
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

    internal override void Say(string line) => Console.Error.WriteLine(line);

    protected override void Refresh()
    {
        var now = Figures.Now!;
        if (!now.IsEvaluation && _sinceLine.Elapsed < _pause) return;
        _sinceLine.Restart();
        var validation = Figures.Validation is null ? "" : string.Create(CultureInfo.InvariantCulture, $"  validation {Figures.Validation.BitsPerCharacter:F3}{(now.Validation is not null && Figures.IsBest ? " best" : "")}");
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"step {now.Step}/{now.TotalSteps}  loss {now.Loss:F3}  bits/char {Figures.Bits:F3}{validation}  rate {now.LearningRate:G2}  {now.TokensPerSecond:F0} tok/s  left {RunFigures.Duration(now.SecondsLeft)}"));
    }
}
