// `corpus import figlet`: texts in large letters: letters, numbers, phrases, everyday words and those the corpus can draw
// already; or a list of one's own.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Sources;

namespace AsciiGen.Lab;

internal static class CorpusImportFigletCommand
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Fonts (.flf, .tlf), or folders with them", Arity = ArgumentArity.OneOrMore };
        var license = new Option<string>("--license") { Description = "SPDX identifier of the fonts' licence", HelpName = "ID", Required = true };
        var name = new Option<string>("--name") { Description = "Name of the source", HelpName = "NAME", DefaultValueFactory = _ => "figlet" };
        var version = new Option<string>("--source-version") { Description = "Version of the fonts, for the record", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var attribution = new Option<string>("--attribution") { Description = "Whom the licence asks to name", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var words = new Option<string?>("--words") { Description = "Texts to draw, one a line [default: letters, numbers, phrases, common words and subjects of the corpus]", HelpName = "FILE" };
        var count = new Option<int>("--count") { Description = "Texts for each font", HelpName = "N", DefaultValueFactory = _ => 200 };
        var seed = new Option<ulong>("--seed") { Description = "Decides which texts each font gets, and in which case", HelpName = "N", DefaultValueFactory = _ => 1 };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("figlet", "Words, numbers and phrases drawn with FIGlet fonts, in the style 'banner'.")
        {
            paths, license, name, version, attribution, words, count, seed, database,
        };
        command.Does((parsed, cancel) =>
        {
            if (parsed.GetValue(count) < 1) throw new ArgumentException("--count is below 1; ask for at least one text");
            var fonts = FigletSource.FindFonts(parsed.GetRequiredValue(paths));
            var chosen = parsed.GetValue(words) is { } file ? FigletSource.LoadTexts(file) : null;
            var source = new SourceInfo(
                parsed.GetRequiredValue(name), "figlet", parsed.GetRequiredValue(version), parsed.GetRequiredValue(license), parsed.GetRequiredValue(attribution));
            CorpusImportCommand.Run(
                parsed.GetRequiredValue(database), source,
                corpus => FigletSource.Read(fonts, chosen ?? BannerTexts.Of(ArtworkQueries.OneWordSubjects(corpus, BannerTexts.LongestWord)), parsed.GetValue(count), parsed.GetValue(seed)), cancel);
        });
        return command.WithExamples(
            "ascii-lab corpus import figlet /usr/share/figlet --license BSD-3-Clause",
            "ascii-lab corpus import figlet my.flf --license CC0-1.0 --name my-fonts --words words.txt");
    }
}
