// The body of a request for a drawing -> its fields; which there are is known to DrawingFields.

using System.Text.Json;
using System.Text.Unicode;
using AsciiGen.Formats;
using AsciiGen.Model;

namespace AsciiGen.Server.Drawings;

internal static class DrawingBody
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="config">The model, whose canvas bounds width and height.</param>
    /// <exception cref="RequestProblem">It is no request; the message names the field.</exception>
    public static DrawingFields Read(ReadOnlyMemory<byte> body, ModelConfig config)
    {
        if (body.IsEmpty) throw RequestProblem.Bad("the body is empty; send JSON such as {\"prompt\":\"cat\"}");
        if (!Utf8.IsValid(body.Span)) throw RequestProblem.Bad("the body is not valid UTF-8; send JSON in UTF-8");
        using var document = Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw RequestProblem.Bad("the body is no JSON object; send one such as {\"prompt\":\"cat\"}");
        try
        {
            var fields = DrawingFields.Read(document.RootElement.EnumerateObject().Select(property => KeyValuePair.Create(NameOf(property), property.Value)), config);
            return fields with { Options = fields.Options with { Threads = 1 } };
        }
        catch (DrawingFieldException error)
        {
            throw RequestProblem.Bad(error.Message);
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw RequestProblem.Bad("the name of a field holds half a surrogate pair; send whole characters");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            throw RequestProblem.Bad($"the body cannot be read as JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}; send an object such as {{\"prompt\":\"cat\"}}");
        }
    }
}
