// What keeps the program from starting, with its exit code: 2 for options, 1 for everything else. What goes wrong with one
// request is a RequestProblem.

namespace AsciiGen.Server;

/// <summary>An error with its one-line message and exit code.</summary>
internal sealed class ServerException(int exitCode, string message) : AsciiGenException(message)
{
    public const int Failed = 1;
    public const int Usage = 2;

    public int ExitCode { get; } = exitCode;
}
