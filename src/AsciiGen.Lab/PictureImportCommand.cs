// `corpus import icons` and `corpus import quickdraw`: pictures -> drawings in several widths -> corpus. All sizes and
// styles of one picture share a group, so they never end up on both sides of the split.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Building;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Imaging.Icons;
using AsciiGen.Lab.Building;

namespace AsciiGen.Lab;

internal static class PictureImportCommand
{
    private const int SmallestWidth = 8;
    private const int LargestWidth = ArtworkRules.MaxWidth;

    internal static Command CreateIcons()
    {
        var folder = new Argument<string>("FOLDER") { Description = "An unpacked @iconify-json package" };
        var name = new Option<string?>("--set") { Description = "Name of the source; default: the set's prefix", HelpName = "NAME" };
        var (widths, style, database) = (WidthsOption(), StyleOption(), CorpusCommand.DatabaseOption());
        var command = new Command("icons", "Icons named after things, as line or solid drawings.") { folder, name, widths, style, database };
        command.Does((parsed, cancel) =>
        {
            var sizes = ParseWidths(parsed.GetRequiredValue(widths));
            var styles = ParseStyles(parsed.GetRequiredValue(style));
            var set = IconSet.Load(parsed.GetRequiredValue(folder));
            if (!OpenLicenses.OfSources.Contains(set.License))
            {
                throw new AsciiGenException($"the icon set '{set.Prefix}' is under {set.License}; only {string.Join(", ", OpenLicenses.OfSources)} may be imported");
            }

            var source = new SourceInfo(
                parsed.GetValue(name) ?? set.Prefix, "icons", set.Version, set.License, $"{set.Title} by {set.Author}, redrawn as text");
            Import(parsed.GetRequiredValue(database), source, IconPictures.Of(set, _ => true, styles, PictureWidths.Of(sizes)), cancel);
        });
        return command.WithExamples(
            "ascii-lab corpus import icons node_modules/@iconify-json/lucide",
            "ascii-lab corpus import icons game-icons --style line,solid --widths 16,24,32");
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
            var source = new SourceInfo("quickdraw", "quickdraw", "", "CC-BY-4.0", "Quick, Draw! The Data, Google");
            var pictures = QuickDrawPictures.Of(parsed.GetRequiredValue(file), _ => true, most, PictureWidths.Of(sizes));
            Import(parsed.GetRequiredValue(database), source, pictures, cancel);
        });
        return command.WithExamples("ascii-lab corpus import quickdraw data/quickdraw345.ndjson.gz --per-word 10");
    }

    private static void Import(string database, SourceInfo source, IEnumerable<Func<IReadOnlyList<ImportResult>>> pictures, CancellationToken cancel) =>
        CorpusImportCommand.Run(database, source, _ => OrderedWork.Run(pictures, cancel).SelectMany(results => results), cancel);

    private static Option<string> WidthsOption() => new("--widths")
    {
        Description = $"Widths to draw each picture in, {SmallestWidth}..{LargestWidth}",
        HelpName = "W,W",
        DefaultValueFactory = _ => "16,24,32",
    };

    private static Option<string> StyleOption() => new("--style")
    {
        Description = "Styles of the drawings: line, solid or both",
        HelpName = "STYLE,STYLE",
        DefaultValueFactory = _ => "line",
    };

    private static Style[] ParseStyles(string text)
    {
        var styles = text.Split(',').Select(part => Styles.TryParse(part.Trim(), out var style) ? style : Style.Hand).Distinct().Order().ToArray();
        return styles.All(style => style is Style.Line or Style.Solid)
            ? styles
            : throw new ArgumentException($"--style is '{text}'; only line and solid can be made from pictures");
    }

    private static int[] ParseWidths(string text)
    {
        var widths = text.Split(',').Select(part => int.TryParse(part.Trim(), out var width) ? width : 0).Distinct().Order().ToArray();
        return widths.All(width => width is >= SmallestWidth and <= LargestWidth)
            ? widths
            : throw new ArgumentException($"--widths is '{text}'; give numbers of {SmallestWidth}..{LargestWidth} with commas between, such as 16,24,32");
    }
}
