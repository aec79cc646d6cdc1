// `art sheets`: numbered pages without words, for somebody who does not know what the drawings were meant to show. The
// key is written beside the folder of pages, never into it.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Collection;

namespace AsciiGen.Lab;

internal static class ArtSheetsCommand
{
    internal static Command Create()
    {
        var paths = ArtCommand.PathsArgument();
        var folder = ArtCommand.FolderOption();
        var output = new Option<string>("--out") { Description = "Folder for the pages, where old ones are deleted; the key becomes DIR.key.tsv", HelpName = "DIR", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "Chooses the order", HelpName = "N", DefaultValueFactory = _ => 1 };
        var count = new Option<int?>("--count") { Description = "Most drawings [default: all]", HelpName = "N" };
        var all = new Option<bool>("--all") { Description = "Also drawings that have a verdict already" };
        var font = ArtCommand.FontOption();
        var command = new Command("sheets", "Draws numbered pages for blind naming, with the key beside them.") { paths, folder, output, seed, count, all, font };
        command.Does((parsed, cancel) =>
        {
            if (parsed.GetValue(count) is < 1) throw new ArgumentException($"--count is {parsed.GetValue(count)}; give 1 or more");
            var review = ReviewTable.Load(Path.Combine(parsed.GetRequiredValue(folder), CollectionFolder.ReviewFile));
            var drawings = CollectionFolder.Load(parsed.Files(paths)).Where(drawing => parsed.GetValue(all) || review.Find(drawing.Id) is null).DistinctBy(drawing => drawing.Id);
            var order = BlindOrder.Shuffle(BlindOrder.Sample(drawings, parsed.GetValue(count) ?? int.MaxValue, parsed.GetValue(seed)), parsed.GetValue(seed));
            if (order.Count == 0) throw new CorpusException("every drawing has a verdict. Give --all to show them again.");
            var pages = PageFolder.Make(parsed.GetRequiredValue(output));
            BlindNaming.SaveKey(pages + ".key.tsv", $"{Path.GetFileName(pages)}/{parsed.GetValue(seed)}", order);
            var files = Write(ArtCommand.Writer(parsed.GetValue(font)), pages, order, cancel);
            Console.WriteLine($"{order.Count} drawings on {files} pages in {pages}; the key is {pages}.key.tsv: keep it from the viewer.");
        });
        return command.WithExamples("ascii-lab art sheets --out sheets --seed 7", "ascii-lab art sheets --out sample --all --count 100");
    }

    private static int Write(Imaging.Sheets.SheetWriter writer, string folder, IReadOnlyList<Corpus.Collection.Drawing> order, CancellationToken cancel)
    {
        var pages = 0;
        foreach (var size in order.Index().GroupBy(numbered => numbered.Item.Size))
        {
            var before = pages;
            var labelled = size.Select(numbered => ($"#{numbered.Index + 1}", numbered.Item.Text));
            pages += ArtCommand.WritePages(writer, size.Key, labelled, k => PageFolder.PathOf(folder, before + k), cancel);
        }

        return pages;
    }
}
