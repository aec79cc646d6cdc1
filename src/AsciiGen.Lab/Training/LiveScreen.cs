// A run on a terminal: a table rewritten in place a few times a second, with the newest drawings under it, and one line
// above it for each evaluation, which is what stays in the scroll-back. Narrow and low terminals get less of it.

using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AsciiGen.Lab.Training;

/// <summary>The live table.</summary>
internal sealed class LiveScreen(IAnsiConsole console, string directory) : TrainScreen
{
    private const int MostBar = 44;
    private const int LabelColumns = 12;
    private const int Wide = 60; // columns from which two figures share a row
    private const string Training = "blue", Validation = "darkorange", Dim = "grey";

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _sinceRefresh = new();
    private LiveDisplayContext? _live;

    internal override void Watch(Action work, Func<int> lastSaved)
    {
        LastSaved = lastSaved;
        console.Live(new Text("starting ...")).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).Start(live =>
        {
            _live = live;
            try
            {
                work();
            }
            finally
            {
                if (Figures.Now is not null) live.UpdateTarget(Table());
                _live = null;
            }
        });
    }

    internal override void Say(string line) => Print(new Text(line));

    protected override void Refresh()
    {
        var now = Figures.Now!;
        if (now.IsEvaluation && now.Step < now.TotalSteps) SayEvaluation();
        if (_live is null || (_sinceRefresh.IsRunning && _sinceRefresh.Elapsed < _pause && now.Step < now.TotalSteps)) return;
        _live.UpdateTarget(Table());
        _sinceRefresh.Restart();
    }

    private void SayEvaluation()
    {
        var validation = Figures.Now!.Validation is { } result ? $"  validation [{Validation}]{Number(result.BitsPerCharacter)}[/]{(Figures.IsBest ? " best" : "")}" : "";
        var step = Figures.Now.Step.ToString("N0", CultureInfo.InvariantCulture);
        Print(console.Profile.Width >= Wide
            ? new Markup($"[{Dim}]step {step,7}[/]  training [{Training}]{Number(Figures.Bits)}[/]{validation}")
            : new Markup($"[{Dim}]{step,6}[/] [{Training}]{Number(Figures.Bits)}[/]{validation}"));
    }

    // As wide as the terminal, or what stood there before would show behind it.
    private void Print(IRenderable line) => console.Write(new Padder(line, new Padding(0)).Expand());

    private Rows Table()
    {
        var now = Figures.Now!;
        var table = new Grid().AddColumn(new GridColumn().NoWrap().Width(LabelColumns - 2).PadLeft(0).PadRight(2)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        void Row(string label, FormattableString value) => table.AddRow(new Markup($"[{Dim}]{label}[/]"), new Markup(value.ToString(CultureInfo.InvariantCulture)));
        Row("step", $"{now.Step:N0} [{Dim}]of {now.TotalSteps:N0}[/]  {100.0 * now.Step / now.TotalSteps:0}%");
        var width = Math.Clamp(console.Profile.Width - LabelColumns - 1, 4, MostBar);
        Row("", $"{Bar((double)now.Step / now.TotalSteps, width)}");
        var isWide = console.Profile.Width >= Wide;
        Row("loss", $"{now.Loss:F3} [{Dim}]nats per token[/]{(isWide ? $", [{Dim}]rate[/] {Rate(now.LearningRate)}" : "")}");
        Row("training", $"[{Training}]{Figures.Bits:F3}[/] [{Dim}]bits per character[/]");
        if (console.Profile.Capabilities.Unicode) Row("", $"[{Training}]{Sparkline.Draw(Figures.Curve, width)}[/]");
        if (Figures is { Validation: { } validation, Best: { } best })
        {
            Row("validation", $"[{Validation}]{validation.BitsPerCharacter:F3}[/]  [{Dim}]best[/] {best.Result.BitsPerCharacter:F3} [{Dim}]at {best.Step:N0}[/]");
        }

        if (!isWide) Row("rate", $"{Rate(now.LearningRate)}");
        Row("speed", $"{now.TokensPerSecond:N0} [{Dim}]tokens a second[/]{(isWide ? $", {RunFigures.Duration(now.SecondsLeft)} [{Dim}]left[/]" : "")}");
        if (!isWide) Row("time left", $"{RunFigures.Duration(now.SecondsLeft)}");
        var saved = LastSaved();
        Row("saved", saved == 0 ? (FormattableString)$"[{Dim}]nothing yet[/]" : $"[{Dim}]step[/] {saved:N0} [{Dim}]in[/] {Markup.Escape(directory)}");
        // One row of the terminal stays free, or the cursor below the table would scroll it away.
        var room = console.Profile.Height - table.Rows.Count - 2;
        return new Rows(Drawings(room) is { } drawings ? [table, drawings] : [table]);
    }

    /// <summary>The newest drawings side by side, as many as there is room for; null for none.</summary>
    private Grid? Drawings(int room)
    {
        var grid = new Grid();
        var panels = new List<IRenderable>();
        var width = 0;
        foreach (var drawing in Figures.Drawings)
        {
            var rows = drawing.Text.Split('\n');
            var columns = Math.Max(rows.Max(row => row.Length), drawing.Prompt.Length + 2) + 4;
            if (rows.Length + 2 > room || width + columns + 1 > console.Profile.Width) continue;
            width += columns + 1;
            panels.Add(new Panel(new Text(drawing.Text)).Header($"[{Dim}]{Markup.Escape(drawing.Prompt)}[/]").RoundedBorder().BorderColor(Color.Grey));
            grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(1));
        }

        if (panels.Count == 0) return null;
        grid.AddRow([.. panels]);
        return grid;
    }

    private string Bar(double share, int width)
    {
        var (full, rest) = console.Profile.Capabilities.Unicode ? ('━', '─') : ('#', '.');
        var done = (int)(share * width);
        return $"[{Training}]{new string(full, done)}[/][{Dim}]{new string(rest, width - done)}[/]";
    }

    private static string Rate(double value) => value.ToString("0.0e-0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
