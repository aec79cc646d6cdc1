// `corpus sheets`: pages of drawings of a corpus as PNG files, chosen at random, to see what the pictures have become:
// with their subjects, or numbered for somebody who is to name them, the key beside the folder.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Formats;
using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Lab;

internal static class CorpusSheetsCommand
{
    private const int PagePixels = 1_200_000; // viewers that shrink larger pictures blur the strokes

    internal static Command Create()
    {
        var style = new Option<string>("--style") { Description = string.Join(", ", Styles.Names), HelpName = "NAME", DefaultValueFactory = _ => Styles.NameOf(Style.Line) };
        var source = new Option<string?>("--source") { Description = "Only drawings of this source", HelpName = "NAME" };
        var width = new Option<int>("--max-width") { Description = "Most columns of a drawing", HelpName = "N", DefaultValueFactory = _ => 32 };
        var count = new Option<int>("--count") { Description = "Drawings in all", HelpName = "N", DefaultValueFactory = _ => 60 };
        var seed = new Option<ulong>("--seed") { Description = "Chooses them", HelpName = "N", DefaultValueFactory = _ => 1 };
        var blind = new Option<bool>("--blind") { Description = "Numbers instead of subjects; the key becomes DIR.key.tsv" };
        var output = new Option<string>("--out") { Description = "Folder for the pages, where old ones are deleted", HelpName = "DIR", DefaultValueFactory = _ => "sheets" };
        var (font, database) = (ArtCommand.FontOption(), CorpusCommand.DatabaseOption());
        var command = new Command("sheets", "Draws pages of drawings chosen at random.") { style, source, width, count, seed, blind, output, font, database };
        command.Does((parsed, cancel) =>
        {
            if (parsed.GetValue(count) < 1) throw new ArgumentException($"--count is {parsed.GetValue(count)}; give 1 or more");
            if (parsed.GetValue(width) is < 1 or > ArtworkRules.MaxWidth) throw new ArgumentException($"--max-width is {parsed.GetValue(width)}; give 1..{ArtworkRules.MaxWidth}");
            using var corpus = CorpusDatabase.Open(parsed.GetRequiredValue(database), readOnly: true);
            var chosen = ArtworkQueries.Sample(
                corpus, StyleOption.Read(parsed, style), parsed.GetValue(source), parsed.GetValue(width), parsed.GetValue(count), parsed.GetValue(seed));
            if (chosen.Count == 0) throw new CorpusException("no valid drawing is of that style, source and width. 'ascii-lab corpus stats' lists what there is.");
            var folder = PageFolder.Make(parsed.GetRequiredValue(output));
            var isBlind = parsed.GetValue(blind);
            var labelled = chosen.Select((artwork, index) => (isBlind ? $"#{index + 1}" : $"{artwork.Subject} ({artwork.Source})", artwork.Text)).ToList();
            var pages = Write(ArtCommand.Writer(parsed.GetValue(font)), folder, labelled, cancel);
            if (isBlind)
            {
                AtomicFile.SaveText($"{folder}.key.tsv", string.Concat(chosen.Select((artwork, index) => $"{index + 1}\t{artwork.Subject}\t{artwork.Source}\t{artwork.SourceId}\n")));
            }

            Console.WriteLine($"{chosen.Count} drawings on {pages} page{(pages == 1 ? "" : "s")} in {folder}{(isBlind ? $"; the key is {folder}.key.tsv: keep it from the viewer" : "")}.");
        });
        return command.WithExamples("ascii-lab corpus sheets --style solid", "ascii-lab corpus sheets --source lucide --max-width 20 --count 100 --seed 7");
    }

    private static int Write(SheetWriter writer, string folder, List<(string Label, string Text)> drawings, CancellationToken cancel)
    {
        var (columns, rows) = (drawings.Max(drawing => drawing.Text.Split('\n').Max(row => row.Length)), drawings.Max(drawing => drawing.Text.Split('\n').Length));
        var (cellWidth, cellHeight) = ((columns + 2) * GlyphAtlas.CellWidth, (rows + 2) * GlyphAtlas.CellHeight);
        // About 4 to 3, as screens are.
        var across = Math.Clamp((int)Math.Round(Math.Sqrt(PagePixels * 4.0 / 3) / cellWidth), 1, 8);
        var down = Math.Max(1, PagePixels / (across * cellWidth * cellHeight));
        var layout = new SheetLayout(columns, rows, across, down);
        var pages = 0;
        foreach (var page in drawings.Chunk(layout.Count))
        {
            cancel.ThrowIfCancellationRequested();
            writer.Write(PageFolder.PathOf(folder, ++pages), layout, page);
        }

        return pages;
    }
}
