// `art check`: every rule of the collection, one line per fault. With --show the drawings themselves, for whoever is
// drawing; with --hints the rows that spoil an almost perfect symmetry.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Collection;

namespace AsciiGen.Lab;

internal static class ArtCheckCommand
{
    internal static Command Create()
    {
        var paths = ArtCommand.PathsArgument();
        var show = new Option<bool>("--show") { Description = "Print the drawings" };
        var hints = new Option<bool>("--hints") { Description = "Name rows that are almost symmetrical" };
        var command = new Command("check", "Checks drawings: form, size, characters, duplicates, spelled words.") { paths, show, hints };
        command.Does((parsed, _) =>
        {
            var results = DrawingFile.Read(parsed.Files(paths)).ToList();
            var drawings = results.Select(result => result.Drawing).OfType<Corpus.Collection.Drawing>().ToList();
            if (parsed.GetValue(show)) Print(drawings);
            if (parsed.GetValue(hints)) PrintHints(drawings);
            var faults = CollectionChecker.Check(results).ToList();
            // Where a file belongs is a question to the collection only, not to a folder of it or to one's own drawings.
            var folders = parsed.GetValue(paths) is { Length: > 0 } typed ? typed : [ArtCommand.DefaultFolder];
            foreach (var collection in folders.Where(CollectionFolder.IsCollection)) faults.AddRange(CollectionFolder.CheckPlaces(collection));
            foreach (var fault in faults) Console.WriteLine($"{fault.Place}: {fault.Message}");
            if (faults.Count > 0) throw new CorpusException($"{drawings.Count} drawings, {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}. Mend the places above.");
            Console.WriteLine($"{drawings.Count} drawings of {drawings.Select(drawing => drawing.Subject).Distinct().Count()} subjects, no fault.");
        });
        return command.WithExamples("ascii-lab art check", "ascii-lab art check art/hand/c/cat.txt --show", "ascii-lab art check mine.txt --hints");
    }

    private static void Print(IEnumerable<Corpus.Collection.Drawing> drawings)
    {
        foreach (var drawing in drawings) Console.WriteLine($"{drawing.Place}  {drawing.Header}\n\n{drawing.Text}\n");
    }

    private static void PrintHints(IEnumerable<Corpus.Collection.Drawing> drawings)
    {
        foreach (var drawing in drawings)
        {
            var rows = MirrorSymmetry.OddRows(drawing.Text);
            if (rows.Count > 0) Console.WriteLine($"{drawing.Place}: {drawing.Subject}: almost symmetrical, but not in row {string.Join(", ", rows)}");
        }
    }
}
