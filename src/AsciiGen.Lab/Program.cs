// `ascii-lab`: everything that makes a model. Composes the commands and is the one place where an exception becomes
// a line on stderr and an exit code: 0 done, 1 failed, 2 usage, 130 interrupted; a closed pipe ends quietly.
// Does not know what the commands do.

using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using AsciiGen;
using AsciiGen.Lab;

const int Failed = 1, Usage = 2, Interrupted = 130;

var root = new RootCommand("Makes models for ascii-gen: collects drawings, trains, exports.")
{
    ArtCommand.Create(),
    BenchCommand.Create(),
    CorpusCommand.Create(),
    ConvertCommand.Create(),
    TrainCommand.Create(),
    AblateCommand.Create(),
    ExportCommand.Create(),
    VerifyCommand.Create(),
    EvalCommand.Create(),
    NamingCommand.Create(),
    DrawCommand.Create(),
    ProbeCommand.Create(),
}.WithExamples(
    "ascii-lab corpus init",
    "ascii-lab corpus import hand art/hand",
    "ascii-lab train --db-path data/ascii_art.db --preset small --checkpoint-dir runs/first",
    "ascii-lab export --checkpoint runs/first --output-dir out");
CommandHelp.Install(root);

using var interrupt = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var parsed = root.Parse(args);
if (parsed.Action is ParseErrorAction)
{
    return Report(CommandHelp.Explain(parsed), Usage);
}

if (CommandHelp.EmptyText(parsed) is { } empty)
{
    return Report(empty, Usage);
}

try
{
    var quiet = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    return await parsed.InvokeAsync(quiet, interrupt.Token);
}
catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
{
    return Report("interrupted.", Interrupted);
}
catch (Exception error) when (Environment.GetEnvironmentVariable("ASCII_LAB_TRACE") != "1")
{
    return error switch
    {
        AsciiGenException => Report(error.Message, Failed),
        IOException or UnauthorizedAccessException => Report($"{error.Message.TrimEnd('.')}. Check the path, its permissions and the room on the disk.", Failed),
        ArgumentException => Report(error.Message.Split(" (Parameter '")[0], Usage),
        OutOfMemoryException => Report("there is not enough memory for this; give a smaller model, --batch-tokens or file", Failed),
        _ => Report($"internal error: {error.GetType().Name}: {error.Message} Set ASCII_LAB_TRACE=1 for the details.", Failed),
    };
}

// The first signal asks the command to stop, the second ends the program as if there were no handler.
void Stop(PosixSignalContext signal)
{
    if (interrupt.IsCancellationRequested) return;
    signal.Cancel = true;
    interrupt.Cancel();
}

static int Report(string message, int exitCode)
{
    var line = string.Concat(message.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? ' ' : c));
    try
    {
        Console.Error.WriteLine($"ascii-lab: {line}");
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException)
    {
        // Standard error takes nothing; the exit code still tells.
    }

    return exitCode;
}
