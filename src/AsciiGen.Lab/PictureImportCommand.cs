// `corpus import icons` and `corpus import quickdraw`: pictures -> drawings in several widths -> corpus. All sizes and
// styles of one picture share a group, so they never end up on both sides of the split.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Icons;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.QuickDraw;
using AsciiGen.Tokens;

namespace AsciiGen.Lab;

internal static class PictureImportCommand
{
    private const int SmallestWidth = 8;
    private const int LargestWidth = ArtworkRules.MaxWidth;

    private static readonly string[] _licenses =
        ["MIT", "ISC", "Apache-2.0", "CC0-1.0", "CC-BY-4.0", "CC-BY-3.0", "OFL-1.1"];

    internal static Command CreateIcons()
    {
        var folder = new Argument<string>("FOLDER") { Description = "An unpacked @iconify-json package" };
        var name = new Option<string?>("--set") { Description = "Name of the source; default: the set's prefix", HelpName = "NAME" };
        var (widths, style, database) = (WidthsOption(), StyleOption(), CorpusCommand.DatabaseOption());
        var command = new Command("icons", "Icons named after things, as line drawings.") { folder, name, widths, style, database };
        command.Does((parsed, cancel) =>
        {
            var sizes = ParseWidths(parsed.GetRequiredValue(widths));
            CheckStyle(parsed.GetRequiredValue(style));
            var set = IconSet.Load(parsed.GetRequiredValue(folder));
            if (!_licenses.Contains(set.License))
            {
                throw new AsciiGenException($"the icon set '{set.Prefix}' is under {set.License}; only {string.Join(", ", _licenses)} may be imported");
            }

            var source = new SourceInfo(
                parsed.GetValue(name) ?? set.Prefix, "icons", set.Version, set.License, $"{set.Title} by {set.Author}, redrawn as text");
            CorpusImportCommand.Run(parsed.GetRequiredValue(database), source, _ => IconItems(set, sizes), cancel);
        });
        return command.WithExamples(
            "ascii-lab corpus import icons node_modules/@iconify-json/lucide",
            "ascii-lab corpus import icons lucide --widths 16,24,32");
    }

    internal static Command CreateQuickDraw()
    {
        var file = new Argument<string>("FILE") { Description = "A .ndjson or .ndjson.gz file" };
        var perWord = new Option<int>("--per-word") { Description = "Most drawings of one word", DefaultValueFactory = _ => 10, HelpName = "N" };
        var (widths, database) = (WidthsOption(), CorpusCommand.DatabaseOption());
        var command = new Command("quickdraw", "Quick, Draw! drawings, as line drawings.") { file, perWord, widths, database };
        command.Does((parsed, cancel) =>
        {
            var sizes = ParseWidths(parsed.GetRequiredValue(widths));
            var most = parsed.GetRequiredValue(perWord);
            if (most < 1) throw new ArgumentException($"--per-word is {most}; give 1 or more");
            var path = parsed.GetRequiredValue(file);
            var source = new SourceInfo("quickdraw", "quickdraw", "", "CC-BY-4.0", "Quick, Draw! The Data, Google");
            CorpusImportCommand.Run(
                parsed.GetRequiredValue(database), source, _ => QuickDrawItems(QuickDrawFile.Load(path), Path.GetFileName(path), most, sizes), cancel);
        });
        return command.WithExamples("ascii-lab corpus import quickdraw quickdraw345.ndjson.gz --per-word 10");
    }

    private static IEnumerable<ImportResult> IconItems(IconSet set, int[] widths)
    {
        foreach (var icon in set.Icons)
        {
            if (!SubjectNames.TryFind(icon.Name, out var subject, out var picture)) continue;
            string[] aliases =
            [
                .. icon.Aliases.Select(alias => SubjectNames.TryFind(alias, out var other, out _) ? other : "")
                    .Where(other => other.Length > 0 && other != subject).Distinct(),
            ];
            var place = $"{set.Prefix}:{icon.Name}";
            var group = $"icons/{set.Prefix}/{picture}";
            foreach (var result in Convert(() => icon.ToPicture().ToSketch(), place, widths, (text, width) =>
                new(text, subject, aliases, Style.Line, $"{icon.Name}@{width}", group, set.Author)))
            {
                yield return result;
            }
        }
    }

    private static IEnumerable<ImportResult> QuickDrawItems(IEnumerable<QuickDrawLine> lines, string file, int perWord, int[] widths)
    {
        var taken = new Dictionary<string, int>();
        foreach (var line in lines)
        {
            if (line.Drawing is not { } drawing)
            {
                yield return ImportResult.Unreadable($"{file}:{line.Line}", line.Error!);
                continue;
            }

            var count = taken.GetValueOrDefault(drawing.Word);
            if (count == perWord) continue;
            taken[drawing.Word] = count + 1;
            foreach (var result in Convert(() => drawing.Sketch, $"{file}:{line.Line}", widths, (text, width) =>
                new(text, drawing.Word, [], Style.Line, $"{drawing.KeyId}@{width}", $"quickdraw/{drawing.KeyId}", null)))
            {
                yield return result;
            }
        }
    }

    // A picture that cannot be read is one problem; one that is too small at a width is left out at that width.
    private static IEnumerable<ImportResult> Convert(
        Func<Sketch> read, string place, int[] widths, Func<string, int, ImportItem> item)
    {
        Sketch? sketch = null;
        ImportResult? problem = null;
        try
        {
            sketch = read();
        }
        catch (AsciiGenException error)
        {
            problem = ImportResult.Unreadable(place, error.Message);
        }

        if (problem is not null) yield return problem;
        if (sketch is null) yield break;
        foreach (var width in widths)
        {
            yield return Draw(sketch, width, place, text => item(text, width));
        }
    }

    private static ImportResult Draw(Sketch sketch, int width, string place, Func<string, ImportItem> item)
    {
        try
        {
            return ImportResult.Of(item(LineConverter.Convert(sketch, new DrawingLimits(width, HeightFor(width)))));
        }
        catch (AsciiGenException error)
        {
            return ImportResult.Unreadable(place, error.Message);
        }
    }

    private static int HeightFor(int width) => Math.Min(ArtworkRules.MaxHeight, DrawingLimits.SquareHeight(width));

    private static Option<string> WidthsOption() => new("--widths")
    {
        Description = $"Widths to draw each picture in, {SmallestWidth}..{LargestWidth}",
        HelpName = "W,W",
        DefaultValueFactory = _ => "16,24,32",
    };

    private static Option<string> StyleOption() => new("--style")
    {
        Description = "Style of the drawings: line",
        HelpName = "STYLE",
        DefaultValueFactory = _ => "line",
    };

    private static void CheckStyle(string style)
    {
        if (style != "line") throw new ArgumentException($"--style is '{style}'; only 'line' can be made from pictures");
    }

    private static int[] ParseWidths(string text)
    {
        var widths = text.Split(',').Select(part => int.TryParse(part.Trim(), out var width) ? width : 0).Distinct().Order().ToArray();
        return widths.All(width => width is >= SmallestWidth and <= LargestWidth)
            ? widths
            : throw new ArgumentException($"--widths is '{text}'; give numbers of {SmallestWidth}..{LargestWidth} with commas between, such as 16,24,32");
    }
}
