// Help that ends with examples: a command carries its own, and --help prints them under what the parser writes.
// Every command group of this program uses it. Does not know commands.

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AsciiGen.Lab;

internal static partial class CommandHelp
{
    private const int NarrowestHelp = 60;

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
        var inner = (HelpAction)help.Action!;
        // The help writer cannot wrap to less than this, and a terminal may say that it has no columns at all.
        inner.MaxWidth = Math.Max(inner.MaxWidth, NarrowestHelp);
        help.Action = new HelpWithExamples(inner);
    }

    /// <summary>One line on what is wrong with a command line, and where to look it up.</summary>
    internal static string Explain(ParseResult parsed)
    {
        var what = parsed.UnmatchedTokens.Count > 0
            ? $"'{parsed.UnmatchedTokens[0]}' is no command or option here"
            : parsed.Errors[0].Message.TrimEnd('.');
        // The parser names the types of the language, which mean nothing to whoever types the command.
        what = NaturalNumberType().Replace(what, "as a whole number from 0");
        what = WholeNumberType().Replace(what, $"as a whole number up to {int.MaxValue}");
        what = LongNumberType().Replace(what, "as a whole number");
        what = NumberType().Replace(what, "as a number");
        return $"{what}. See '{PathOf(parsed.CommandResult.Command)} --help'.";
    }

    /// <summary>One line on a text that was typed but is empty, as from an unset variable; null when there is none.
    /// What to draw or to find may be empty as far as the parser is concerned; their commands say more about it.</summary>
    internal static string? EmptyText(ParseResult parsed)
    {
        var name = parsed.CommandResult.Children.OfType<OptionResult>()
            .FirstOrDefault(option => option.Tokens.Any(token => token.Value.Length == 0))?.Option.Name
            ?? parsed.CommandResult.Children.OfType<ArgumentResult>()
                .FirstOrDefault(argument => argument.Argument.Name is not ("PROMPT" or "WORD") && argument.Tokens.Any(token => token.Value.Length == 0))?.Argument.Name;
        return name is null ? null : $"{name} is empty. See '{PathOf(parsed.CommandResult.Command)} --help'.";
    }

    [GeneratedRegex(@"as expected type 'System\.(Nullable`1\[System\.)?UInt\d+\]?'")]
    private static partial Regex NaturalNumberType();

    [GeneratedRegex(@"as expected type 'System\.(Nullable`1\[System\.)?Int32\]?'")]
    private static partial Regex WholeNumberType();

    [GeneratedRegex(@"as expected type 'System\.(Nullable`1\[System\.)?Int64\]?'")]
    private static partial Regex LongNumberType();

    [GeneratedRegex(@"as expected type 'System\.(Nullable`1\[System\.)?(Single|Double)\]?'")]
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
