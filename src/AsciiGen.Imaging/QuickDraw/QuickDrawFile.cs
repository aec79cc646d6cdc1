// Reads Quick, Draw! drawings, one JSON object a line: {"word", "key_id", "drawing": [[[x...], [y...]], ...]},
// plain or gzipped. A malformed line is a result with its line number; the rest of the file goes on.

using System.IO.Compression;
using System.Numerics;
using System.Text.Json;

namespace AsciiGen.Imaging.QuickDraw;

/// <summary>One drawing of the file.</summary>
/// <param name="Word">What it shows, lower-case, without a leading "the".</param>
/// <param name="KeyId">Google's id of the drawing.</param>
/// <param name="Sketch">The strokes.</param>
public sealed record QuickDrawing(string Word, string KeyId, Sketch Sketch);

/// <summary>One line of the file: a drawing, or what is wrong with the line.</summary>
/// <param name="Line">Line number from 1.</param>
/// <param name="Drawing">The drawing, null when the line is malformed.</param>
/// <param name="Error">One line, null when the drawing is there.</param>
public sealed record QuickDrawLine(int Line, QuickDrawing? Drawing, string? Error);

/// <summary>Reads Quick, Draw! files.</summary>
public static class QuickDrawFile
{
    private const int MaxLineLength = 1_000_000;

    /// <summary>Reads a .ndjson or .ndjson.gz file line by line; blank lines are skipped.</summary>
    /// <exception cref="ImageException">The file cannot be read.</exception>
    public static IEnumerable<QuickDrawLine> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FileStream file;
        try
        {
            file = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ImageException($"{path}: cannot be opened; give the path of a .ndjson or .ndjson.gz file", e);
        }

        return ReadAndClose(file, path);
    }

    private static IEnumerable<QuickDrawLine> ReadAndClose(FileStream file, string path)
    {
        using var closing = file;
        foreach (var line in Read(file, path)) yield return line;
    }

    /// <summary>Reads drawings from a stream, gzipped or not.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="ImageException">The gzip data is damaged.</exception>
    public static IEnumerable<QuickDrawLine> Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var packed = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = 0;
        using var unpacked = packed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
        using var reader = new StreamReader(unpacked, leaveOpen: true);
        for (var number = 1; NextLine(reader, name) is { } line; number++)
        {
            if (line.Trim().Length > 0) yield return ParseLine(number, line);
        }
    }

    private static string? NextLine(StreamReader reader, string name)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException e)
        {
            throw new ImageException($"{name}: the gzip data is damaged; get the file again", e);
        }
    }

    private static QuickDrawLine ParseLine(int number, string line)
    {
        try
        {
            if (line.Length > MaxLineLength) throw new FormatException($"{line.Length} characters, the most is {MaxLineLength}");
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new FormatException("not an object");
            var word = Subject(Text(root, "word"));
            if (!root.TryGetProperty("drawing", out var strokes) || strokes.ValueKind != JsonValueKind.Array) throw new FormatException("no \"drawing\" array");
            var sketch = new Sketch([.. strokes.EnumerateArray().Select(Stroke)]);
            return new(number, new(word, Text(root, "key_id"), sketch), null);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or AsciiGenException)
        {
            var why = e is JsonException ? "not valid JSON" : e.Message;
            return new(number, null, why.ReplaceLineEndings(" "));
        }
    }

    private static string Text(JsonElement root, string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 80 } text
            ? text
            : throw new FormatException($"\"{field}\" is missing or not a text of 1..80 characters");

    private static string Subject(string word)
    {
        var subject = word.Trim().ToLowerInvariant();
        return subject.StartsWith("the ", StringComparison.Ordinal) ? subject[4..].TrimStart() : subject;
    }

    private static IReadOnlyList<Vector2> Stroke(JsonElement stroke)
    {
        if (stroke.ValueKind != JsonValueKind.Array || stroke.GetArrayLength() < 2) throw new FormatException("a stroke is not [[x...], [y...]]");
        JsonElement xs = stroke[0], ys = stroke[1];
        if (xs.ValueKind != JsonValueKind.Array || ys.ValueKind != JsonValueKind.Array || xs.GetArrayLength() != ys.GetArrayLength())
        {
            throw new FormatException("a stroke's x and y are not lists of one length");
        }

        return [.. xs.EnumerateArray().Zip(ys.EnumerateArray(), (x, y) => new Vector2(Number(x), Number(y)))];
    }

    private static float Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) ? number : throw new FormatException("a stroke's x or y is not a number");
}
