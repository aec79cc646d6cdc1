// `corpus import hand`: drawings in the block format of art/hand.

using System.CommandLine;
using AsciiGen.Corpus.Collection;
using AsciiGen.Corpus.Sources;

namespace AsciiGen.Lab;

internal static class CorpusImportHandCommand
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, or folders with *.txt in or below them", Arity = ArgumentArity.OneOrMore };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("hand", "Our own drawings: blocks of 'subject | aliases | size | tags', the drawing, '%%'.") { paths, database };
        command.Does((parsed, cancel) =>
        {
            var files = DrawingFile.Find(parsed.GetRequiredValue(paths));
            CorpusImportCommand.Run(parsed.GetRequiredValue(database), HandDrawnSource.Info, _ => HandDrawnSource.Read(files), cancel);
        });
        return command.WithExamples("ascii-lab corpus import hand art/hand", "ascii-lab corpus import hand my.txt --db my.db");
    }
}
