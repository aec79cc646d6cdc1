// Text of a person's file or of standard input, never more of it than could be meant: whole, or a line at a time.

using System.Text;

namespace AsciiGen.Cli;

internal static class BoundedText
{
    private const int MostCharacters = 100_000; // thirty times the largest canvas

    /// <summary>Reads a file, or standard input for null.</summary>
    /// <exception cref="ProgramException">It cannot be read, or is too long to be a drawing.</exception>
    public static string Read(string? path)
    {
        try
        {
            using var reader = new StreamReader(path is null ? Console.OpenStandardInput() : File.OpenRead(path), Encoding.UTF8);
            var text = new char[MostCharacters + 1];
            var length = reader.ReadBlock(text);
            if (length > MostCharacters) throw new ProgramException(ExitCode.Usage, $"{path ?? "standard input"} has more than {MostCharacters:N0} characters. Name a text file with a drawing.");
            return new string(text, 0, length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProgramException(ExitCode.Failed, $"{path} cannot be read: {error.Message.TrimEnd('.')}. Name a text file.");
        }
    }

    /// <summary>Lines of standard input; of a line that is too long as much as tells that it is.</summary>
    public static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var line = new StringBuilder();
        for (int next; (next = reader.Read()) >= 0;)
        {
            if (next != '\n')
            {
                if (line.Length < MostCharacters) line.Append((char)next);
                continue;
            }

            yield return line.ToString();
            line.Clear();
        }

        if (line.Length > 0) yield return line.ToString();
    }
}
