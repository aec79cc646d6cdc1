// `bench convert`: how alike drawings and pictures are, how many characters are noise and how fast it goes, for our
// converter and, on the very same pictures, sizes and placements, for chafa. What is measured and how: Imaging/Measures.

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AsciiGen.Imaging.Icons;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Measures;
using AsciiGen.Imaging.Sheets;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class BenchConvertCommand
{
    private const int WarmUp = 60; // pictures converted before the clock counts

    private static readonly string[] _styles = ["line", "solid"];

    private sealed record Settings(IReadOnlyList<Icon> Icons, int[] Widths, string[] Styles, GlyphAtlas Atlas, Chafa? Chafa);

    internal static Command Create()
    {
        var sets = new Option<string[]>("--sets") { Description = "Unpacked @iconify-json packages", HelpName = "DIR", Required = true, AllowMultipleArgumentsPerToken = true };
        var count = new Option<int>("--count") { Description = "Pictures, evenly over the sets", HelpName = "N", DefaultValueFactory = _ => 500 };
        var widths = new Option<string>("--widths") { Description = "Widths to draw each picture in", HelpName = "W,W", DefaultValueFactory = _ => "16,32,48" };
        var styles = new Option<string>("--styles") { Description = "Styles to draw each picture in", HelpName = "S,S", DefaultValueFactory = _ => string.Join(',', _styles) };
        var seed = new Option<ulong>("--seed") { Description = "Chooses the pictures", HelpName = "N", DefaultValueFactory = _ => 1 };
        var chafa = new Option<bool>("--chafa") { Description = "Also measure chafa on the same pictures" };
        var json = new Option<string?>("--json") { Description = "Also write the table to a file", HelpName = "FILE" };
        var font = ArtCommand.FontOption();
        var command = new Command("convert", "Measures drawings made from icons.") { sets, count, widths, styles, seed, chafa, json, font };
        command.Does((parsed, cancel) =>
        {
            if (parsed.GetRequiredValue(count) < 1) throw new ArgumentException($"--count is {parsed.GetRequiredValue(count)}; give 1 or more");
            var icons = IconSample.Pick(parsed.GetRequiredValue(sets).Select(IconSet.Load), parsed.GetRequiredValue(count), parsed.GetRequiredValue(seed));
            if (icons.Count == 0) throw new AsciiGenException("the sets have no icon named after a thing. Give other sets.");
            var settings = new Settings(
                icons, ParseWidths(parsed.GetRequiredValue(widths)), ParseStyles(parsed.GetRequiredValue(styles)),
                ArtCommand.Atlas(parsed.GetValue(font)), parsed.GetValue(chafa) ? Chafa.Find() : null);
            var results = Measure(settings, cancel);
            Print(results, settings);
            if (parsed.GetValue(json) is { } file) File.WriteAllText(file, JsonSerializer.Serialize(results.Select(result => result.Summary), JsonSerializerOptions.Web) + "\n");
        });
        return command.WithExamples(
            "ascii-lab bench convert --sets lucide tabler --count 100",
            "ascii-lab bench convert --sets lucide tabler --chafa --widths 32 --json convert.json");
    }

    private static List<ConvertResult> Measure(Settings settings, CancellationToken cancel)
    {
        var results = new List<ConvertResult>();
        foreach (var style in settings.Styles)
        {
            foreach (var icon in settings.Icons.Take(WarmUp)) Prepare(icon, style)(settings.Widths[0]);
            foreach (var width in settings.Widths)
            {
                ConvertResult ours = new(style, width, "ascii-lab"), theirs = new(style, width, "chafa");
                foreach (var icon in settings.Icons)
                {
                    cancel.ThrowIfCancellationRequested();
                    MeasureIcon(settings, icon, ours, settings.Chafa is null ? null : theirs);
                }

                results.Add(ours);
                if (settings.Chafa is null) continue;
                ours.CompareWith(theirs);
                results.Add(theirs);
            }
        }

        return results;
    }

    // Processor time, not the clock's, so that whatever else the machine does is not counted.
    private static void MeasureIcon(Settings settings, Icon icon, ConvertResult ours, ConvertResult? theirs)
    {
        var start = Environment.CpuUsage.TotalTime;
        var draw = Prepare(icon, ours.Style);
        var read = Environment.CpuUsage.TotalTime;
        var trial = draw(ours.Width);
        ours.AddTime(read - start, Environment.CpuUsage.TotalTime - read);
        var picture = trial.DrawPicture();
        ours.Add(trial.Rows, picture, settings.Atlas);
        theirs?.Add(settings.Chafa!.Draw(trial.DrawInput()), picture, settings.Atlas);
    }

    // Reads an icon; what comes back draws it.
    private static Func<int, Trial> Prepare(Icon icon, string style)
    {
        var picture = icon.ToPicture();
        if (style == "solid")
        {
            var shape = picture.ToShape();
            return width => Trial.OfSolid(shape, new(width, DrawingLimits.SquareHeight(width)));
        }

        var sketch = picture.ToSketch();
        return width => Trial.OfLines(sketch, new(width, DrawingLimits.SquareHeight(width)));
    }

    private static void Print(List<ConvertResult> results, Settings settings)
    {
        var table = LabTable.Create("style", "width", "program", "median", "mean", "stray %", "better %", "per s", "read too");
        foreach (var column in table.Columns.Where((_, index) => index != 0 && index != 2)) column.RightAligned();
        foreach (var row in results.Select(result => result.Summary))
        {
            table.AddTextRow(
                row.Style, row.Width.ToString(CultureInfo.InvariantCulture), row.Program, Text(row.MedianSimilarity, "0.000"), Text(row.MeanSimilarity, "0.000"),
                Text(100 * row.StrayShare, "0.00"), Text(100 * row.BetterShare, "0.0"), Text(row.PicturesPerSecond, "0"), Text(row.PicturesPerSecondWithReading, "0"));
        }

        AnsiConsole.Write(table);
        var peer = settings.Chafa is { } chafa ? $" {chafa.Version}." : "";
        Console.WriteLine(
            $"{settings.Icons.Count} pictures. SSIM median and mean; stray characters; pictures with the higher SSIM; "
            + $"pictures per second of one core, converted and with reading.{peer}");
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string[] ParseStyles(string text)
    {
        var styles = text.Split(',', StringSplitOptions.TrimEntries);
        return styles.Except(_styles).FirstOrDefault() is { } unknown
            ? throw new ArgumentException($"--styles has '{unknown}'; use {string.Join(", ", _styles)}")
            : styles;
    }

    private static int[] ParseWidths(string text)
    {
        var widths = text.Split(',').Select(part => int.TryParse(part.Trim(), out var width) ? width : 0).ToArray();
        return widths.All(width => width is >= DrawingLimits.MinWidth and <= DrawingLimits.MaxWidth)
            ? widths
            : throw new ArgumentException($"--widths is '{text}'; give numbers of {DrawingLimits.MinWidth}..{DrawingLimits.MaxWidth} with commas between, such as 16,32,48");
    }
}
