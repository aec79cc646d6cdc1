// A file of JSON lines, one object with a "step" each. A resumed run goes on behind its checkpoint's step, so what was
// written after it, or half written when the run died, is dropped first. When the disk is full lines wait in memory for
// the next attempt, and the file ends with a whole line. Does not know what the lines say.

using System.Text;
using System.Text.Json;

namespace AsciiGen.Training;

/// <summary>An append-only log by steps.</summary>
public sealed class StepLog : IDisposable
{
    private readonly FileStream _file;
    private readonly StringBuilder _waiting = new();

    /// <summary>Opens or makes the file and keeps the lines of the steps up to <paramref name="step"/>.</summary>
    public StepLog(string path, int step)
    {
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        var kept = lines.Where(line => StepOf(line) is { } at && at <= step).ToArray();
        if (kept.Length < lines.Length)
        {
            var text = string.Concat(kept.Select(line => line + "\n"));
            Formats.AtomicFile.SaveText(path, text);
        }

        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Adds a line; when it cannot be written it waits.</summary>
    public void Append(string line)
    {
        _waiting.Append(line).Append('\n');
        TryWrite();
    }

    /// <summary>Makes sure that every line is on the disk.</summary>
    /// <exception cref="IOException">It takes no more.</exception>
    public void Flush()
    {
        if (TryWrite() is { } error) throw error;
        _file.Flush(flushToDisk: true);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        TryWrite();
        _file.Dispose();
    }

    private IOException? TryWrite()
    {
        if (_waiting.Length == 0) return null;
        var whole = _file.Length;
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(_waiting.ToString()));
            _waiting.Clear();
            return null;
        }
        catch (IOException error)
        {
            _file.SetLength(whole);
            _file.Position = whole;
            return error;
        }
    }

    private static int? StepOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("step", out var step) ? step.GetInt32() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
