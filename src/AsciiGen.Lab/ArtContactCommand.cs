// `art contact`: pages of drawings with their subjects, to look at many at once.

using System.CommandLine;
using AsciiGen.Corpus.Collection;

namespace AsciiGen.Lab;

internal static class ArtContactCommand
{
    internal static Command Create()
    {
        var paths = ArtCommand.PathsArgument();
        var output = new Option<string>("--out") { Description = "Folder for the pages", HelpName = "DIR", DefaultValueFactory = _ => "contact" };
        var font = ArtCommand.FontOption();
        var command = new Command("contact", "Draws contact sheets: pages of labelled drawings as PNG files.") { paths, output, font };
        command.Does((parsed, cancel) =>
        {
            var drawings = CollectionFolder.Load(parsed.Files(paths));
            var writer = ArtCommand.Writer(parsed.GetValue(font));
            var folder = Directory.CreateDirectory(parsed.GetRequiredValue(output)).FullName;
            var pages = 0;
            foreach (var size in DrawingSize.All)
            {
                var labelled = drawings.Where(drawing => drawing.Size == size).Select(drawing => (drawing.Subject, drawing.Text));
                pages += ArtCommand.WritePages(writer, size, labelled, k => Path.Combine(folder, $"{size.Name}-{k:000}.png"), cancel);
            }

            Console.WriteLine($"{drawings.Count} drawings on {pages} pages in {folder}.");
        });
        return command.WithExamples("ascii-lab art contact", "ascii-lab art contact art/hand/c --out pages");
    }
}
