// Files appear whole or not at all: written beside their place under a temporary name, flushed to disk, renamed.

using System.Text;

namespace AsciiGen.Formats;

/// <summary>Saves files so that no reader ever sees half of one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Where it goes; its directory must exist.</param>
    /// <param name="write">Writes the contents.</param>
    /// <param name="overwrite">Whether it replaces one that is there.</param>
    /// <exception cref="AsciiGenException">The file cannot be written, or one is there and to be left; it is untouched.</exception>
    public static void Save(string path, Action<Stream> write, bool overwrite = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite);
        }
        catch (Exception e)
        {
            TryDelete(temporary);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new AsciiGenException($"{path}: cannot be written: {MessageText.OneLine(e.Message, 200)}", e);
            }

            throw;
        }
    }

    /// <summary>Writes a text in UTF-8, replacing a file that is there.</summary>
    /// <param name="path">Where it goes; its directory must exist.</param>
    /// <param name="text">The whole contents.</param>
    /// <exception cref="AsciiGenException">As <see cref="Save"/>.</exception>
    public static void SaveText(string path, string text) => Save(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; a leftover .tmp file harms nobody.
        }
    }
}
