// The lines of the program: one on standard output, where it listens, and the others on standard error. A stream that takes
// nothing stops no server. Whatever is written is one line without control characters, since parts of it may come from outside.

namespace AsciiGen.Server;

internal static class ServerLog
{
    private static readonly Lock _lock = new();

    /// <summary>Writes a line to standard error.</summary>
    public static void Write(string message) => Write(Console.Error, $"ascii-gen-server: {message}");

    /// <summary>Writes a line to standard output.</summary>
    public static void Announce(string message) => Write(Console.Out, message);

    private static void Write(TextWriter writer, string message)
    {
        try
        {
            lock (_lock)
            {
                writer.Write(string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c)) + '\n');
                writer.Flush();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // There is no other place to say so.
        }
    }
}
