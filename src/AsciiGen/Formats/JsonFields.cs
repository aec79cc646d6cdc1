// The fields of one JSON object, read by name and type; every error names file, field, expected and found.

using System.Text.Json;

namespace AsciiGen.Formats;

internal sealed class JsonFields
{
    private readonly JsonElement _object;
    private readonly string _file;

    public JsonFields(JsonElement element, string file)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new AsciiGenException($"{file}: is not a JSON object");
        (_object, _file) = (element, file);
    }

    public void RequireFormat(string format, int version)
    {
        var found = OptionalText("format") ?? throw Problem("has no field 'format'; this is not a file of ascii-gen");
        if (found != format) throw Problem($"format is '{MessageText.OneLine(found)}', expected '{format}'");
        var foundVersion = Int("format_version");
        if (foundVersion != version) throw Problem($"format_version is {foundVersion}, this program reads {version}; {(foundVersion > version ? "use a newer ascii-gen" : "export the model again")}");
    }

    public void RequireEqual(string field, int expected, string meaning)
    {
        var found = Int(field);
        if (found != expected) throw Problem($"{field} is {found}, expected {expected}, {meaning}");
    }

    public int Int(string field)
    {
        var element = Required(field);
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : throw Wrong(field, element, "a whole number");
    }

    public int IntOr(string field, int missing) => _object.TryGetProperty(field, out _) ? Int(field) : missing;

    public float? OptionalFloat(string field) => _object.TryGetProperty(field, out _) ? Float(field) : null;

    public float FloatOr(string field, float missing) => OptionalFloat(field) ?? missing;

    public float Float(string field)
    {
        var element = Required(field);
        return element.ValueKind == JsonValueKind.Number && element.TryGetSingle(out var value) && float.IsFinite(value) ? value : throw Wrong(field, element, "a number");
    }

    public JsonElement List(string field)
    {
        var element = Required(field);
        return element.ValueKind == JsonValueKind.Array ? element : throw Wrong(field, element, "a list");
    }

    public string Text(string field) => OptionalText(field) ?? throw Problem($"has no field '{field}'");

    public string? OptionalText(string field)
    {
        if (!_object.TryGetProperty(field, out var element) || element.ValueKind == JsonValueKind.Null) return null;
        return element.ValueKind == JsonValueKind.String && JsonText.TextOf(element) is { } text ? text : throw Wrong(field, element, "a text");
    }

    private JsonElement Required(string field) => _object.TryGetProperty(field, out var element) ? element : throw Problem($"has no field '{field}'");

    private AsciiGenException Wrong(string field, JsonElement found, string expected) =>
        Problem($"{field} is {MessageText.OneLine(found.GetRawText(), 40)}, expected {expected}");

    private AsciiGenException Problem(string problem) => new($"{_file}: {problem}");
}
