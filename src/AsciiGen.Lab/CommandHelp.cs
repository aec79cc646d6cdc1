// Help that ends with examples: a command carries its own, and --help prints them under what the parser writes.
// Every command group of this program uses it. Does not know commands.

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AsciiGen.Lab;

internal static partial class CommandHelp
{
    private static readonly ConditionalWeakTable<Command, string[]> _examples = [];

    /// <summary>Gives a command the example lines its help ends with.</summary>
    internal static T WithExamples<T>(this T command, params string[] examples) where T : Command
    {
        _examples.AddOrUpdate(command, examples);
        return command;
    }

    /// <summary>Makes --help of a root command and all below it print examples.</summary>
    internal static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <summary>One line on what is wrong with a command line, and where to look it up.</summary>
    internal static string Explain(ParseResult parsed)
    {
        var what = parsed.UnmatchedTokens.Count > 0
            ? $"'{parsed.UnmatchedTokens[0]}' is no command or option here"
            : parsed.Errors[0].Message.TrimEnd('.');
        // The parser names the types of the language, which mean nothing to whoever types the command.
        what = WholeNumberType().Replace(what, "as a whole number");
        what = NumberType().Replace(what, "as a number");
        return $"{what}. See '{PathOf(parsed.CommandResult.Command)} --help'.";
    }

    [GeneratedRegex(@"as expected type 'System\.U?Int\d+'")]
    private static partial Regex WholeNumberType();

    [GeneratedRegex(@"as expected type 'System\.(Single|Double)'")]
    private static partial Regex NumberType();

    /// <summary>The command with its parents, as one types it.</summary>
    private static string PathOf(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "ascii-lab" : $"{PathOf(parent)} {command.Name}";
    }

    private sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = inner.Invoke(parseResult);
            if (_examples.TryGetValue(parseResult.CommandResult.Command, out var examples))
            {
                Console.WriteLine("Examples:");
                foreach (var example in examples) Console.WriteLine($"  {example}");
            }

            return result;
        }
    }
}
