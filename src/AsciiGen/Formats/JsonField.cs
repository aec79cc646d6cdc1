// A field of a request with its name, so that whatever is wrong with its value can be said with both. Values out of range are
// refused, never clamped; null is no value. Does not know which fields there are.

using System.Globalization;
using System.Text.Json;

namespace AsciiGen.Formats;

/// <summary>A field and its value.</summary>
internal readonly record struct JsonField(string Name, JsonElement Value)
{
    private const int MostShown = 40;

    /// <summary>A part of a request as it can stand in a message: short and printable.</summary>
    public static string Show(string text)
    {
        var shown = text.Length > MostShown ? string.Concat(text.AsSpan(0, MostShown), "...") : text;
        return string.Concat(shown.Select(c => c is >= ' ' and <= '~' ? c : '?'));
    }

    /// <summary>A text.</summary>
    public string Text() => Value.ValueKind == JsonValueKind.String ? TextOf(Name, Value) : throw Wrong("a text");

    /// <summary>Yes or no.</summary>
    public bool Flag() => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    /// <summary>A whole number.</summary>
    public long Whole(long least, long most) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"a whole number from {least} to {most}");

    /// <summary>A number.</summary>
    public float Number(float least, float most) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetSingle(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    /// <summary>Texts without line ends.</summary>
    public IReadOnlyList<string> Rows(int most)
    {
        if (Value.ValueKind != JsonValueKind.Array) throw Wrong("a list of texts");
        if (Value.GetArrayLength() > most) throw new DrawingFieldException($"{Name} has {Value.GetArrayLength()} rows, the most is {most}");
        var rows = new List<string>();
        foreach (var element in Value.EnumerateArray())
        {
            var name = $"{Name}[{rows.Count}]";
            if (element.ValueKind != JsonValueKind.String) throw new JsonField(name, element).Wrong("a text");
            var row = TextOf(name, element);
            if (row.AsSpan().ContainsAny('\r', '\n')) throw new DrawingFieldException($"{name} holds a line end; give each row alone");
            rows.Add(row);
        }

        return rows;
    }

    private DrawingFieldException Wrong(string expected) => new DrawingFieldException($"{Name} is {Show(Value.GetRawText())}, expected {expected}");

    private static string TextOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new DrawingFieldException($"{name} holds half a surrogate pair; send whole characters"); // "\ud800" is JSON all the same
        }
    }
}
