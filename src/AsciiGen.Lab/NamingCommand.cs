// `ascii-lab naming`: can a stranger name what a model draws? `sheets` draws a list of words on numbered pages, `score`
// counts the answers. Same order, judge and table of decided guesses as the review of the hand-drawn collection.

using System.CommandLine;

namespace AsciiGen.Lab;

internal static class NamingCommand
{
    internal static Command Create() => new Command("naming", "Has a model's drawings named by somebody who does not know the words.")
    {
        NamingSheetsCommand.Create(),
        NamingScoreCommand.Create(),
    }.WithExamples(
        "ascii-lab naming sheets --model models/default --words bench/naming/everyday.txt --out everyday",
        "ascii-lab naming score --key everyday.key.tsv --answers answers.txt --undecided pairs.tsv");
}
