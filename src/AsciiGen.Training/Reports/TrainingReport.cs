// A run on one web page that needs nothing but itself: how far, how well, curves, what the model drew over time, and
// the settings. Made anew from the run's folder at every evaluation. Light and dark, no scripts, prints.

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsciiGen.Formats;

namespace AsciiGen.Training.Reports;

/// <summary>Writes the report of a run.</summary>
public sealed class TrainingReport
{
    private const int MostRows = 12; // evaluations whose drawings are shown

    private readonly StringBuilder _page = new();
    private readonly RunStory _run;
    private readonly List<(double Step, double Value)> _smoothed;

    private TrainingReport(RunStory run) => (_run, _smoothed) = (run, Smooth(run));

    /// <summary>Writes report.html into the run's folder, or anywhere.</summary>
    /// <param name="directory">Folder of the run.</param>
    /// <param name="path">Page to write; null for report.html in the folder.</param>
    /// <returns>The page's path.</returns>
    /// <exception cref="AsciiGenException">Not the folder of a run, or the page cannot be written.</exception>
    public static string Save(string directory, string? path = null)
    {
        path ??= Path.Combine(directory, RunFolder.ReportName);
        AtomicFile.SaveText(path, Format(RunStory.Load(directory)));
        return path;
    }

    /// <summary>The page of a run.</summary>
    public static string Format(RunStory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var report = new TrainingReport(run);
        report.Write();
        return report._page.ToString();
    }

    private void Write()
    {
        Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        Add($"<title>{Encode(_run.Name)} · training</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n<main>\n");
        WriteHead();
        WriteCurves();
        WriteDrawings();
        WriteSettings();
        Add($"</main>\n</body>\n</html>\n");
    }

    private void WriteHead()
    {
        var (last, about) = (_run.Steps[^1], _run.Description);
        var share = (double)last.Step / last.TotalSteps;
        Add($"<h1>{Encode(_run.Name)}</h1>\n<p class=\"lead\">{about.Parameters:N0} parameters, {about.TrainingDrawings:N0} drawings to learn from, {about.ValidationDrawings:N0} to validate with; ");
        Add($"step {last.Step:N0} of {last.TotalSteps:N0}</p>\n<div class=\"done\"><div style=\"width:{100 * share:0.#}%\"></div></div>\n<dl class=\"cards\">\n");
        var validations = _run.Steps.Where(step => step.Validation is not null).ToList();
        Card("training", Figure(_smoothed[^1].Value), "bits per character, smoothed");
        if (validations.Count > 0)
        {
            var best = validations.MinBy(step => step.Validation!.Loss)!;
            Card("validation", Figure(validations[^1].Validation!.BitsPerCharacter), "bits per character");
            Card("best validation", Figure(best.Validation!.BitsPerCharacter), string.Create(CultureInfo.InvariantCulture, $"at step {best.Step:N0}"));
        }

        Card("tokens seen", CurveChart.Short(last.TokensSeen), string.Create(CultureInfo.InvariantCulture, $"{last.TokensPerSecond:N0} a second"));
        if (last.Step < last.TotalSteps) Card("time left", Duration(last.SecondsLeft), string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}% done"));
        Add($"</dl>\n");
    }

    private void WriteCurves()
    {
        var end = _run.Steps[^1].Step;
        var raw = _run.Steps.Select(step => ((double)step.Step, step.BitsPerCharacter)).ToList();
        var validation = _run.Steps.Where(step => step.Validation is not null).Select(step => ((double)step.Step, step.Validation!.BitsPerCharacter)).ToList();
        Add($"<h2>Curves</h2>\n<figure class=\"big\"><figcaption><b>Bits per character</b><span class=\"key\">training, smoothed</span><span class=\"key second\">validation</span></figcaption>\n");
        _page.Append(CurveChart.Draw("Bits per character over the steps", [new("", "raw", raw), new("training", "first", _smoothed), new("validation", "second", validation)], 1020, 320, end, logarithmic: true));
        Add($"</figure>\n<div class=\"charts\">\n");
        SmallChart("Learning rate", step => step.LearningRate, end, logarithmic: false);
        SmallChart("Tokens a second", step => step.TokensPerSecond, end, logarithmic: false);
        SmallChart("Gradient norm", step => step.GradientNorm, end, logarithmic: true);
        Add($"</div>\n");
    }

    private void SmallChart(string title, Func<TrainingProgress, double> value, double end, bool logarithmic)
    {
        Add($"<figure><figcaption><b>{title}</b></figcaption>\n");
        var points = _run.Steps.Select(step => ((double)step.Step, value(step))).ToList();
        _page.Append(CurveChart.Draw(title + " over the steps", [new("", "first", points)], 420, 230, end, logarithmic));
        Add($"</figure>\n");
    }

    private void WriteDrawings()
    {
        if (_run.Samples.Count == 0) return;
        var prompts = _run.Samples.Where(sample => sample.Step == _run.Samples[^1].Step).Select(sample => sample.Prompt).ToList();
        var steps = _run.Samples.Select(sample => sample.Step).Distinct().Order().ToList();
        var shown = Enumerable.Range(0, Math.Min(MostRows, steps.Count))
            .Select(row => steps[steps.Count <= MostRows ? row : (int)Math.Round((double)row * (steps.Count - 1) / (MostRows - 1))]).Distinct().OrderDescending();
        var drawings = _run.Samples.GroupBy(sample => (sample.Step, sample.Prompt)).ToDictionary(group => group.Key, group => group.Last().Text);
        Add($"<h2>Drawings over time, the newest first</h2>\n<div class=\"wide\"><table class=\"drawings\">\n<thead><tr><th>step</th>{string.Concat(prompts.Select(prompt => $"<th>{Encode(prompt)}</th>"))}</tr></thead>\n<tbody>\n");
        foreach (var step in shown)
        {
            Add($"<tr><th>{step:N0}</th>");
            foreach (var prompt in prompts) Add($"<td><pre>{Encode(drawings.GetValueOrDefault((step, prompt), ""))}</pre></td>");
            Add($"</tr>\n");
        }

        Add($"</tbody>\n</table></div>\n");
    }

    private void WriteSettings()
    {
        var about = _run.Description;
        Add($"<h2>Settings</h2>\n<code>{Encode(about.Command)}</code>\n");
        if (about.ResumedWith is { } resumed) Add($"<code>{Encode(resumed)}</code>\n");
        Add($"<div class=\"settings\">\n");
        Setting("version", about.ProgramVersion);
        Setting("threads", about.Threads.ToString(CultureInfo.InvariantCulture));
        Setting("pack", about.Pack);
        Setting("pack's sha256", about.PackSha256[..Math.Min(16, about.PackSha256.Length)] + "…");
        var options = JsonSerializer.SerializeToNode(about.Options, TrainingJson.Default.TrainingOptions)!.AsObject();
        foreach (var (name, value) in options.Concat(about.Config.Where(pair => pair.Value is JsonValue && !pair.Key.StartsWith("format", StringComparison.Ordinal))))
        {
            if (value is not null) Setting(name.Replace('_', ' '), value.ToString());
        }

        Add($"</div>\n");
    }

    private static List<(double Step, double Value)> Smooth(RunStory run)
    {
        var mean = new SmoothedMean();
        return run.Steps.Select(step => ((double)step.Step, mean.Add(step.BitsPerCharacter))).ToList();
    }

    private void Card(string name, string value, string note) => Add($"<div><dt>{Encode(name)}</dt><dd>{Encode(value)}<small>{Encode(note)}</small></dd></div>\n");

    private void Setting(string name, string value) => Add($"<div><span>{Encode(name)}</span><span>{Encode(value)}</span></div>\n");

    private static string Figure(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:D2}:{time.Seconds:D2}");
    }

    private static string Style()
    {
        using var stream = typeof(TrainingReport).Assembly.GetManifestResourceStream("report.css")!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private void Add(FormattableString text) => _page.Append(text.ToString(CultureInfo.InvariantCulture));
}
