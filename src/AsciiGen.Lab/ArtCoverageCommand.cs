// `art coverage`: how many names of each list the collection draws often enough, and which it does not.

using System.CommandLine;
using AsciiGen.Corpus.Collection;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class ArtCoverageCommand
{
    internal static Command Create()
    {
        var folder = ArtCommand.FolderOption();
        var missing = new Option<bool>("--missing") { Description = "List the names with fewer drawings than wanted" };
        var command = new Command("coverage", "Counts which names of the lists of common words are drawn.") { folder, missing };
        command.Does((parsed, _) =>
        {
            var collection = parsed.GetRequiredValue(folder);
            var counts = CollectionFolder.Load(DrawingFile.Find([collection])).CountBy(drawing => drawing.Subject).ToDictionary();
            var table = LabTable.Create("list", "names", "wanted each", "enough", "fewer", "brand", "abstract", "left out");
            foreach (var column in table.Columns.Skip(1)) column.RightAligned();
            foreach (var list in CoverageTable.Load(Path.Combine(collection, CoverageTable.FileName)).GroupBy(row => row.List))
            {
                var wanted = CoverageTable.Wanted(list.Key);
                var fewer = list.Where(row => row.Outcome == CoverageTable.Drawn && counts.GetValueOrDefault(row.Subject) < wanted).ToList();
                var enough = list.Count(row => row.Outcome == CoverageTable.Drawn) - fewer.Count;
                table.AddTextRow(list.Key, $"{list.Count():N0}", $"{wanted}", $"{enough:N0}", $"{fewer.Count:N0}", Count("brand"), Count("abstract"), Count("left out"));
                if (!parsed.GetValue(missing)) continue;
                foreach (var row in fewer) Console.WriteLine($"{row.List}: {row.Name}: {counts.GetValueOrDefault(row.Subject)} of {row.Subject}");

                string Count(string outcome) => $"{list.Count(row => row.Outcome == outcome):N0}";
            }

            AnsiConsole.Write(table);
        });
        return command.WithExamples("ascii-lab art coverage", "ascii-lab art coverage --missing");
    }
}
