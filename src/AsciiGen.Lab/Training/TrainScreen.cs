// Where a training run is watched: a live table on a terminal, plain lines anywhere else. Both write to standard error.

using AsciiGen.Training;
using AsciiGen.Training.Reports;
using Spectre.Console;

namespace AsciiGen.Lab.Training;

/// <summary>Shows a run.</summary>
internal abstract class TrainScreen
{
    /// <summary>The figures shown.</summary>
    protected RunFigures Figures { get; } = new();

    /// <summary>The screen that suits standard error.</summary>
    internal static TrainScreen Create(string directory)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return !Console.IsErrorRedirected && console.Profile.Capabilities.Ansi ? new LiveScreen(console, directory) : new PlainScreen();
    }

    /// <summary>Step of the newest checkpoint, 0 before the first.</summary>
    protected Func<int> LastSaved { get; set; } = () => 0;

    /// <summary>Does the work while it is shown.</summary>
    internal virtual void Watch(Action work, Func<int> lastSaved) => work();

    /// <summary>Takes a step, with the drawings made after it if any.</summary>
    internal void Show(TrainingProgress progress, IReadOnlyList<SampleDrawing> drawings)
    {
        Figures.Add(progress, drawings);
        Refresh();
    }

    /// <summary>Prints a line that stays.</summary>
    internal abstract void Say(string line);

    /// <summary>Shows the figures as they are now, unless it is too soon.</summary>
    protected abstract void Refresh();
}
