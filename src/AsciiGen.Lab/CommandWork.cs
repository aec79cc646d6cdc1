// What every command of this program shares: how its work runs and how it asks whether an option was typed.

using System.CommandLine;

namespace AsciiGen.Lab;

internal static class CommandWork
{
    /// <summary>Runs a command's work with the token that Ctrl-C cancels; exit code 0 unless it throws.</summary>
    internal static void Does(this Command command, Action<ParseResult, CancellationToken> work) =>
        command.SetAction((parsed, cancel) =>
        {
            work(parsed, cancel);
            return Task.FromResult(0);
        });

    /// <summary>True when the option was typed, false when it has its default.</summary>
    internal static bool IsTyped(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
