// `art sort`: takes drawings from anywhere into the collection, each into the file of its subject, in the one written
// form. Drawings the review dropped are left out.

using System.CommandLine;
using AsciiGen.Corpus.Collection;

namespace AsciiGen.Lab;

internal static class ArtSortCommand
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders to take in beside what the collection holds", Arity = ArgumentArity.ZeroOrMore };
        var folder = ArtCommand.FolderOption();
        var command = new Command("sort", "Puts every drawing into the file of its subject and leaves out what the review dropped.") { paths, folder };
        command.Does((parsed, _) =>
        {
            var collection = parsed.GetRequiredValue(folder);
            var held = Directory.Exists(collection) && Directory.EnumerateFiles(collection, "*.txt", SearchOption.AllDirectories).Any() ? DrawingFile.Find([collection]) : [];
            var drawings = CollectionFolder.Load(held.Concat(parsed.GetValue(paths) is { Length: > 0 } typed ? DrawingFile.Find(typed) : []));
            var review = ReviewTable.Load(Path.Combine(collection, CollectionFolder.ReviewFile));
            var kept = drawings.Where(drawing => review.Find(drawing.Id)?.Verdict != ReviewVerdict.Dropped).DistinctBy(drawing => drawing.Id).ToList();
            var changed = CollectionFolder.Save(collection, kept);
            Console.WriteLine($"{kept.Count} drawings kept, {drawings.Count - kept.Count} dropped or doubled, {changed} files written or deleted.");
        });
        return command.WithExamples("ascii-lab art sort", "ascii-lab art sort mine.txt");
    }
}
