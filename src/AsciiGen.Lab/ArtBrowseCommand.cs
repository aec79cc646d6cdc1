// `art browse`: the collection as one web page that needs neither a server nor a network: search, filter, copy. The page
// itself is browse.html, where the drawings are put in as JSON.

using System.CommandLine;
using System.Text.Json;
using AsciiGen.Corpus.Collection;

namespace AsciiGen.Lab;

internal static class ArtBrowseCommand
{
    private const string Place = "/*DRAWINGS*/";

    internal static Command Create()
    {
        var folder = ArtCommand.FolderOption();
        var output = new Option<string>("--out") { Description = "Page to write", HelpName = "FILE", DefaultValueFactory = _ => "collection.html" };
        var command = new Command("browse", "Writes the collection as a web page to search and copy from.") { folder, output };
        command.Does((parsed, _) =>
        {
            var drawings = CollectionFolder.Load(DrawingFile.Find([parsed.GetRequiredValue(folder)]));
            using var template = new StreamReader(typeof(ArtBrowseCommand).Assembly.GetManifestResourceStream("browse.html")!);
            var path = parsed.GetRequiredValue(output);
            File.WriteAllText(path, template.ReadToEnd().Replace(Place, ToJson(drawings), StringComparison.Ordinal));
            Console.WriteLine($"{drawings.Count} drawings in {path}. Open it in a browser.");
        });
        return command.WithExamples("ascii-lab art browse", "ascii-lab art browse --out cats.html");
    }

    // The writer escapes '<', so a drawing cannot end the script it stands in.
    private static string ToJson(IEnumerable<Corpus.Collection.Drawing> drawings) => JsonSerializer.Serialize(drawings
        .OrderBy(drawing => drawing.Subject, StringComparer.Ordinal)
        .ThenBy(drawing => drawing.Size.MaxWidth)
        .Select(drawing => new
        {
            subject = drawing.Subject,
            aliases = drawing.Aliases,
            size = drawing.Size.Name,
            tags = drawing.Tags.Select(tag => tag.ToString()),
            file = DrawingFile.PathOf(drawing.Subject).Replace('\\', '/'),
            text = drawing.Text,
        }));
}
