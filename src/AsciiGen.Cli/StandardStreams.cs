// The program's two ways out. A closed pipe is quiet; a full disk or a closed output is an error that names it; nobody
// hears an error about the error stream. Knows nothing of what is written.

namespace AsciiGen.Cli;

internal static class StandardStreams
{
    private static readonly Stream _output = Console.OpenStandardOutput();
    private static readonly Stream _error = Console.OpenStandardError();

    /// <summary>Writes text to standard output at once.</summary>
    /// <exception cref="ProgramException">It takes no text.</exception>
    public static void Write(string text) => Write(Console.OutputEncoding.GetBytes(text));

    /// <summary>Writes bytes to standard output at once.</summary>
    /// <exception cref="ProgramException">It takes none.</exception>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _output.Write(bytes);
            _output.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var why = error is IOException ? error.Message.TrimEnd('.') : "it is closed";
            throw new ProgramException(ExitCode.Failed, $"standard output cannot be written: {why}. Check where it goes.");
        }
    }

    /// <summary>Writes text to standard error, if it can be written.</summary>
    public static void Tell(string text)
    {
        try
        {
            _error.Write(Console.OutputEncoding.GetBytes(text));
            _error.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // There is no other place to say so; the exit code still tells.
        }
    }

    /// <summary>Text that may come from a file or an argument as one harmless line: no control characters.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
