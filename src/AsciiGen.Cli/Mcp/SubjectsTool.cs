// The tool `list_subjects`: what the model knows, or what of it has to do with a word.

using System.Text;
using System.Text.Json;
using AsciiGen.Formats;
using ModelContextProtocol.Protocol;

namespace AsciiGen.Cli.Mcp;

/// <summary>Lists subjects for an assistant.</summary>
internal static class SubjectsTool
{
    public const string Name = "list_subjects";

    private const int UsualLimit = 100;
    private const int MostLimit = 5000;

    /// <summary>What an assistant is told about it.</summary>
    public static Tool Description { get; } = new()
    {
        Name = Name,
        Title = "List what can be drawn",
        Description = "Lists the subjects the model was trained to draw; with a query those that have to do with it, the nearest first. Anything else is drawn as the nearest of them.",
        InputSchema = JsonText.Parse(
            $$"""
            {
              "type": "object",
              "properties": {
                "query": { "type": "string", "description": "a word, such as animal or dog; all subjects unless given" },
                "limit": { "type": "integer", "minimum": 1, "maximum": {{MostLimit}}, "default": {{UsualLimit}} }
              },
              "additionalProperties": false
            }
            """),
        OutputSchema = JsonText.Parse(
            """
            {
              "type": "object",
              "properties": {
                "total": { "type": "integer", "description": "how many there are" },
                "subjects": { "type": "array", "items": { "type": "string" }, "description": "the first of them" }
              },
              "required": ["total", "subjects"]
            }
            """),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, DestructiveHint = false, OpenWorldHint = false, IdempotentHint = true },
    };

    /// <summary>Lists them.</summary>
    /// <exception cref="AsciiGenException">The arguments are no query.</exception>
    public static CallToolResult Call(AsciiArtist artist, IDictionary<string, JsonElement> arguments)
    {
        var (query, limit) = ("", UsualLimit);
        foreach (var (name, value) in arguments)
        {
            var field = new JsonField(name, value);
            if (name == "query") query = field.Text();
            else if (name == "limit") limit = (int)field.Whole(1, MostLimit);
            else throw new DrawingFieldException($"there is no field '{JsonField.Show(name)}'; the fields are query, limit");
        }

        var names = artist.FindSubjects(query.Trim());
        var shown = names.Take(limit).ToList();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("total", names.Count);
            json.WriteStartArray("subjects");
            foreach (var subject in shown) json.WriteStringValue(subject);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        var text = new StringBuilder(string.Join('\n', shown));
        if (names.Count == 0) text.Append("no subject has to do with that; leave the query out to list them all");
        if (names.Count > shown.Count) text.Append($"\n({names.Count - shown.Count} more)");
        return new CallToolResult { Content = [new TextContentBlock { Text = text.ToString() }], StructuredContent = JsonText.Parse(buffer.ToArray()) };
    }
}
