// The whole of `ascii-gen`: parse, load, draw. The drawing goes to standard output row by row, everything else to
// standard error. An error a person can cause is one line and an exit code; anything else that is thrown is a bug.

using System.Diagnostics;
using System.Globalization;
using AsciiGen.Cli.Bench;
using AsciiGen.Cli.Levels;
using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Cli;

internal static class Program
{
    /// <summary>Runs the fastest build of the program that is inside, or else this one.</summary>
    /// <returns>The exit code.</returns>
    public static int Main(string[] args)
    {
        try
        {
            return CarriedBuilds.Run(args) ?? Run(args);
        }
        catch (ProgramException error)
        {
            return Complain(error);
        }
    }

    /// <summary>Does what the arguments say.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        using var interrupt = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = !interrupt.IsCancellationRequested; // a second Ctrl-C ends the process at once
            interrupt.Cancel();
        };

        try
        {
            if (args.Length == 0)
            {
                StandardStreams.Tell(HelpText.Text); // never where a script expects a drawing
                return ExitCode.Usage;
            }

            var command = CommandLine.Parse(args);
            switch (command.Action)
            {
                case ProgramAction.Help:
                    StandardStreams.Write(HelpText.Text);
                    break;
                case ProgramAction.Version:
                    StandardStreams.Write($"ascii-gen {ProgramInfo.Version}\n");
                    break;
                case ProgramAction.Info:
                    StandardStreams.Write(ProgramInfo.Describe(command.ModelPath));
                    break;
                case ProgramAction.Bench:
                    var figures = EngineBench.Run(command.ModelPath, interrupt.Token);
                    StandardStreams.Write(command.IsJson ? figures.ToJson() : figures.ToTable());
                    break;
                case ProgramAction.ListSubjects:
                    SubjectChoice.List(command.ModelPath, command.Word);
                    break;
                default:
                    Draw(command, interrupt.Token);
                    break;
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (error is AsciiGenException or IOException or UnauthorizedAccessException)
        {
            return Complain(error);
        }
    }

    private static int Complain(Exception error)
    {
        StandardStreams.Tell($"ascii-gen: {StandardStreams.OneLine(error.Message)}\n");
        return error is ProgramException { ExitCode: var code } ? code : ExitCode.Failed;
    }

    private static void Draw(CommandLine command, CancellationToken cancel)
    {
        var model = ModelSource.Load(command.ModelPath);
        var options = SubjectChoice.Settle(command, command.Options!, model.Config);
        ModelSource.CheckPromptFits(options.Prompt, model.Config);
        var generator = new Generator(new Transformer(model.Config, model.Weights));
        var clock = Stopwatch.StartNew();
        foreach (var row in generator.Rows(options, cancel)) StandardStreams.Write(row + "\n");
        if (!command.Verbose) return;
        var seconds = clock.Elapsed.TotalSeconds;
        var run = generator.Statistics;
        var tokens = run.PromptTokens + run.DrawingTokens;
        var guidance = options.Guidance ?? model.Config.Guidance;
        StandardStreams.Tell(
            $"ascii-gen: seed {options.Sampling.Seed}{(run.DrawingCount > 1 ? $", the best of {run.DrawingCount} (alone: --candidates 1 --seed {run.Seed})" : "")}, "
            + $"'{options.Prompt}' in the style {Styles.NameOf(options.Style)}, limits {options.Width} x {options.Height}, {(guidance == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"guidance {guidance}, "))}"
            + $"model {ProgramInfo.NameOf(model)}, {tokens} tokens in {seconds:0.000} s ({tokens / seconds:0} tokens/s)"
            + (run.IsComplete ? "" : ", cut where the model's context ended") + "\n");
    }
}
