// Small JSON documents as text: parsed with one-line errors, written indented.

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsciiGen.Formats;

internal static class JsonText
{
    private static readonly JsonWriterOptions _readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonDocument Parse(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var document = JsonDocument.Parse(json);
            RefuseTwins(document.RootElement);
            return document;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new AsciiGenException($"{name}: is not valid JSON ({MessageText.OneLine(e.Message, 200)})", e);
        }
    }

    // JsonDocumentOptions could do this, but takes random numbers from OpenSSL, which a native program would need installed.
    private static void RefuseTwins(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var each in element.EnumerateArray()) RefuseTwins(each);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var field in element.EnumerateObject())
            {
                if (!names.Add(field.Name)) throw new JsonException($"field '{field.Name}' is listed twice");
                RefuseTwins(field.Value);
            }
        }
    }

    /// <summary>Text of a JSON string; null where it is no valid Unicode.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string Format(Action<Utf8JsonWriter> fields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _readable))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
