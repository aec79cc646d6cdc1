// The small text files of a model directory, read with a limit: what is larger than any of them can be is not read.

using System.Text;

namespace AsciiGen.Formats;

internal static class ModelText
{
    private const int MostBytes = 4 << 20; // a quant_config.json of the largest model has a twentieth of this

    /// <summary>Reads a file that must stand beside the weights.</summary>
    /// <exception cref="AsciiGenException">It is missing, too large or cannot be read.</exception>
    public static string Read(string path, string weightsName)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.CanSeek && stream.Length > MostBytes) throw new AsciiGenException($"{path}: has {stream.Length} bytes, the most is {MostBytes}; is this the file of a model?");
            var bytes = new byte[stream.CanSeek ? stream.Length : MostBytes];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(bytes.AsSpan(0, count)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AsciiGenException($"{path}: no such file; it must stand beside {weightsName}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"{path}: cannot be read: {MessageText.OneLine(e.Message, 200)}", e);
        }
    }
}
