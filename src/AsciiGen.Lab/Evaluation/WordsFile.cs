// A list of subjects, one a line; lines that start with # are comments. Each must be a prompt.

using AsciiGen.Tokens;

namespace AsciiGen.Lab.Evaluation;

internal static class WordsFile
{
    /// <summary>Reads a list.</summary>
    /// <exception cref="AsciiGenException">It cannot be read, is empty, or a line is no prompt.</exception>
    internal static List<string> Load(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"{path}: cannot be read ({error.Message.TrimEnd('.')}). Give a list of subjects with --words.", error);
        }

        var words = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is not { Length: > 0 } line || line[0] == '#') continue;
            try
            {
                words.Add(Prompt.Normalize(line));
            }
            catch (ArgumentException error)
            {
                throw new AsciiGenException($"{path}:{i + 1}: {error.Message}", error);
            }
        }

        return words.Count > 0 ? words : throw new AsciiGenException($"{path}: names no subjects. Write one a line.");
    }
}
