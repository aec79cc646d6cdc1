// `ascii-lab art`: the group of commands around our own hand-drawn collection, art/hand: check it, look at it, have it
// named blind, browse it. Each command lives in its own file; what they share is where the collection stands.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Collection;
using AsciiGen.Imaging.Sheets;

namespace AsciiGen.Lab;

internal static class ArtCommand
{
    internal const string DefaultFolder = "art/hand";

    internal static Command Create() => new Command("art", "Looks after the collection of hand-drawn artworks.")
    {
        ArtCheckCommand.Create(),
        ArtSortCommand.Create(),
        ArtContactCommand.Create(),
        ArtBrowseCommand.Create(),
        ArtSheetsCommand.Create(),
        ArtReviewCommand.Create(),
        ArtStatsCommand.Create(),
        ArtCoverageCommand.Create(),
    }.WithExamples(
        "ascii-lab art check art/hand/c/cat.txt --show",
        "ascii-lab art browse --out collection.html",
        "ascii-lab art stats");

    /// <summary>A new argument for files and folders; every command needs its own.</summary>
    internal static Argument<string[]> PathsArgument() => new("PATH")
    {
        Description = $"Files, or folders with *.txt in or below them [default: {DefaultFolder}]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The typed paths, or the collection.</summary>
    internal static IReadOnlyList<string> Files(this ParseResult parsed, Argument<string[]> paths) =>
        DrawingFile.Find(parsed.GetValue(paths) is { Length: > 0 } typed ? typed : [DefaultFolder]);

    /// <summary>A new --collection option, for commands that write or need its tables.</summary>
    internal static Option<string> FolderOption() => new("--collection")
    {
        Description = "Folder of the collection",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultFolder,
    };

    /// <summary>A new --font option, for commands that write pictures.</summary>
    internal static Option<string?> FontOption() => new("--font") { Description = "Monospaced font file [default: one of this system]", HelpName = "FILE" };

    /// <summary>Draws with the typed font or one that is known to be good.</summary>
    internal static SheetWriter Writer(string? font) => new(Atlas(font));

    /// <summary>The characters of the typed font or one that is known to be good.</summary>
    internal static GlyphAtlas Atlas(string? font) => GlyphAtlas.Load(font ?? GlyphAtlas.FindFont()
        ?? throw new CorpusException("no monospaced font was found. Give one with --font FILE, or install one: apt-get install fonts-dejavu-core."));

    /// <summary>Writes the pages of drawings of one size, each to the file that is named for its number from 1, and counts them.</summary>
    internal static int WritePages(
        SheetWriter writer, DrawingSize size, IEnumerable<(string Label, string Text)> drawings, Func<int, string> nameOf, CancellationToken cancel)
    {
        var layout = Layout(size);
        var pages = 0;
        foreach (var page in drawings.Chunk(layout.Count))
        {
            cancel.ThrowIfCancellationRequested();
            writer.Write(nameOf(++pages), layout, page);
        }

        return pages;
    }

    /// <summary>Pages for drawings of one size, of at most 1.2 million pixels: viewers that shrink larger pictures blur the strokes.</summary>
    private static SheetLayout Layout(DrawingSize size)
    {
        var (across, down) = size == DrawingSize.Small ? (6, 5) : size == DrawingSize.Medium ? (4, 4) : (3, 2);
        return new(size.MaxWidth, size.MaxHeight, across, down);
    }
}
