// The fields of one JSON object of a recipe, read by name and type; every error names file, place, field, what was
// found and what was expected. A field nobody asked for is unknown: callers read all they know, then call Finish.

using System.Text.Json;

namespace AsciiGen.Corpus.Recipes;

internal sealed class RecipeFields
{
    private const int MaxText = 500;

    private readonly JsonElement _object;
    private readonly string _place;
    private readonly List<string> _known = [];

    internal RecipeFields(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new CorpusException($"{place} is {Shown(element)}, expected an object.");
        (_object, _place) = (element, place);
    }

    internal string Text(string field) => OptionalText(field) ?? throw Missing(field);

    internal string? OptionalText(string field) => Find(field) is { } element ? TextOf(element, $"field '{field}'") : null;

    internal bool Flag(string field) => Find(field) is { } element
        && (element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Wrong(field, Shown(element), "true or false"));

    internal int Count(string field) => OptionalCount(field) ?? throw Missing(field);

    internal int? OptionalCount(string field)
    {
        if (Find(field) is not { } element) return null;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value > 0
            ? value
            : throw Wrong(field, Shown(element), "a whole number above 0");
    }

    /// <summary>Index of the field's text among the names.</summary>
    internal int OneOf(string field, IReadOnlyList<string> names) => IndexOf(field, Text(field), names);

    internal int IndexOf(string field, string text, IReadOnlyList<string> names)
    {
        var index = names.ToList().IndexOf(text);
        return index >= 0 ? index : throw Wrong(field, $"'{text}'", $"one of {string.Join(", ", names)}");
    }

    /// <summary>A list of different texts, empty when the field is absent.</summary>
    internal IReadOnlyList<string> Texts(string field)
    {
        if (Find(field) is not { } element) return [];
        if (element.ValueKind != JsonValueKind.Array) throw Wrong(field, Shown(element), "a list of texts");
        var texts = element.EnumerateArray().Select(item => TextOf(item, $"an entry of field '{field}'")).ToList();
        if (texts.Count == 0) throw Wrong(field, "empty", "at least one entry, or no such field");
        return texts.GroupBy(text => text, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw Problem($"field '{field}' holds '{twice.Key}' twice")
            : texts;
    }

    /// <summary>The objects of a list, each with its place.</summary>
    internal IEnumerable<RecipeFields> Objects(string field, bool required)
    {
        var element = Find(field) ?? (required ? throw Missing(field) : default);
        if (element.ValueKind == JsonValueKind.Undefined) return [];
        if (element.ValueKind != JsonValueKind.Array) throw Wrong(field, Shown(element), "a list of objects");
        if (required && element.GetArrayLength() == 0) throw Wrong(field, "empty", "at least one entry");
        return element.EnumerateArray().Select((item, index) => new RecipeFields(item, $"{_place} {field}[{index}]{NameOf(item)}"));
    }

    internal RecipeFields? OptionalObject(string field) => Find(field) is { } element ? new RecipeFields(element, $"{_place} {field}") : null;

    /// <summary>A text, under the name "", or an object of texts.</summary>
    internal Dictionary<string, string> TextByKey(string field)
    {
        var element = Find(field) ?? throw Missing(field);
        if (element.ValueKind != JsonValueKind.Object) return new(StringComparer.Ordinal) { [""] = TextOf(element, $"field '{field}'") };
        var texts = element.EnumerateObject().ToDictionary(item => item.Name, item => TextOf(item.Value, $"field '{field}.{item.Name}'"), StringComparer.Ordinal);
        return texts.Count > 0 ? texts : throw Wrong(field, "empty", "at least one entry");
    }

    /// <summary>Refuses what no caller asked for.</summary>
    internal void Finish()
    {
        foreach (var item in _object.EnumerateObject())
        {
            if (!_known.Contains(item.Name)) throw Problem($"field '{Clean(item.Name)}' is unknown; known are {string.Join(", ", _known.Distinct())}");
        }
    }

    internal CorpusException Wrong(string field, string found, string expected) => Problem($"field '{field}' is {found}, expected {expected}");

    internal CorpusException Problem(string problem) => new($"{_place}: {problem}.");

    private CorpusException Missing(string field) => Problem($"has no field '{field}'");

    private JsonElement? Find(string field)
    {
        _known.Add(field);
        return _object.TryGetProperty(field, out var element) ? element : null;
    }

    private string TextOf(JsonElement element, string what)
    {
        if (element.ValueKind != JsonValueKind.String) throw Problem($"{what} is {Shown(element)}, expected a text");
        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Problem($"{what} is no valid Unicode");
        }

        if (string.IsNullOrWhiteSpace(text)) throw Problem($"{what} is empty");
        if (text.Length > MaxText) throw Problem($"{what} has {text.Length} characters, the most is {MaxText}");
        return text.Trim() == text && !text.Any(char.IsControl) ? text : throw Problem($"{what} has blanks around it or control characters");
    }

    private static string NameOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? $" ({Clean(name.GetRawText().Trim('"'))})" : "";

    private static string Shown(JsonElement element) => Clean(element.GetRawText());

    private static string Clean(string text)
    {
        var line = string.Concat(text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c)));
        return line.Length <= 40 ? line : line[..40] + "...";
    }
}
