// Errors of the command line itself, and the exit codes of the program.

namespace AsciiGen.Cli;

/// <summary>What the program returns to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Limits = 3;
    public const int Interrupted = 130;
}

/// <summary>An error with its one-line message and exit code.</summary>
internal sealed class ProgramException(int exitCode, string message) : AsciiGenException(message)
{
    public int ExitCode { get; } = exitCode;
}
