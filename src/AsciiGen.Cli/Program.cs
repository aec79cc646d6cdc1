// The whole of `ascii-gen`: parse, then do the one thing that is asked for. Drawings go to standard output, everything else to
// standard error. An error a person can cause is one line and an exit code; anything else that is thrown is a bug.

using AsciiGen.Cli.Bench;
using AsciiGen.Cli.Levels;

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
    public static int Run(string[] args) => Run(args, Do);

#if MCP
    /// <summary>Does what the arguments say if that is <see cref="ProgramAction.Mcp"/>, and can do nothing else: where this is called the rest is left out.</summary>
    /// <returns>The exit code.</returns>
    public static int RunMcp(string[] args) => Run(args, Serve);
#endif

    private static int Run(string[] args, Func<CommandLine, CancellationToken, int> act)
    {
        using var interrupt = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = !interrupt.IsCancellationRequested; // a second Ctrl-C ends the process at once
            interrupt.Cancel();
        };

        try
        {
            if (args.Length > 0) return act(CommandLine.Parse(args), interrupt.Token);
            StandardStreams.Tell(HelpText.Text); // never where a script expects a drawing
            return ExitCode.Usage;
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

    /// <summary>Tells an error in one line.</summary>
    /// <returns>Its exit code.</returns>
    public static int Complain(Exception error)
    {
        StandardStreams.Tell($"ascii-gen: {StandardStreams.OneLine(error.Message)}\n");
        return ExitCodeOf(error);
    }

    /// <summary>What the program returns for an error.</summary>
    public static int ExitCodeOf(Exception error) => error switch
    {
        ProgramException { ExitCode: var code } => code,
        PromptException => ExitCode.Usage,
        LimitsException or UnknownSubjectException => ExitCode.Limits,
        _ => ExitCode.Failed,
    };

    private static int Do(CommandLine command, CancellationToken cancel)
    {
        switch (command.Action)
        {
            case ProgramAction.Help:
                StandardStreams.Write(HelpText.Text);
                break;
            case ProgramAction.ManualPage:
                StandardStreams.Write(ManualPage.Text);
                break;
            case ProgramAction.Completions:
                StandardStreams.Write(Completions.For(command.Word));
                break;
            case ProgramAction.Version:
                StandardStreams.Write($"ascii-gen {ProgramInfo.Version}\n");
                break;
            case ProgramAction.Info:
                StandardStreams.Write(ProgramInfo.Describe(command.ModelPath));
                break;
            case ProgramAction.Bench:
                var figures = EngineBench.Run(command.ModelPath, cancel);
                StandardStreams.Write(command.IsJson ? figures.ToJson() : figures.ToTable());
                break;
            case ProgramAction.ListSubjects:
                ListSubjects(command);
                break;
#if MCP
            case ProgramAction.Mcp:
                return Serve(command, cancel);
#endif
            case ProgramAction.Batch:
                return new DrawingPrinter(ModelSource.LoadArtist(command.ModelPath), command, cancel).DrawLines();
            default:
                Tokens.PromptSpelling.Read(command.Word); // before a model is read for it
                new DrawingPrinter(ModelSource.LoadArtist(command.ModelPath), command, cancel).Draw();
                break;
        }

        return ExitCode.Done;
    }

#if MCP
    private static int Serve(CommandLine command, CancellationToken cancel)
    {
        Mcp.McpProgram.Run(ModelSource.LoadArtist(command.ModelPath), cancel);
        return ExitCode.Done;
    }
#endif

    private static void ListSubjects(CommandLine command)
    {
        var names = ModelSource.LoadArtist(command.ModelPath).FindSubjects(command.Word);
        StandardStreams.Write(string.Concat(names.Select(name => name + '\n')));
        if (names.Count == 0) StandardStreams.Tell($"ascii-gen: no subject has to do with '{command.Word}'. Leave the word out to list them all.\n");
    }
}
