// tokenizer.json lists the names of all tokens, so that a model can be read by other programs and a model made for
// another alphabet is noticed. There is one alphabet; a file either is it or is refused.

using System.Text.Json;
using AsciiGen.Tokens;

namespace AsciiGen.Formats;

internal static class TokenizerJson
{
    private const string FormatName = "ascii-gen-tokenizer";
    private const int FormatVersion = 1;

    public static void Verify(string json, string name)
    {
        using var document = JsonText.Parse(json, name);
        var fields = new JsonFields(document.RootElement, name);
        fields.RequireFormat(FormatName, FormatVersion);
        var tokens = fields.List("tokens");
        if (tokens.GetArrayLength() != Vocabulary.Size) throw new AsciiGenException($"{name}: tokens has {tokens.GetArrayLength()} names, expected {Vocabulary.Size}");
        var id = 0;
        foreach (var token in tokens.EnumerateArray())
        {
            var found = token.ValueKind == JsonValueKind.String ? JsonText.TextOf(token) : null;
            if (found != Vocabulary.NameOf(id)) throw new AsciiGenException($"{name}: token {id} is {Shown(found ?? "no text")}, expected {Shown(Vocabulary.NameOf(id))}; the model was made for another alphabet");
            id++;
        }
    }

    public static string Format() => JsonText.Format(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("format_version", FormatVersion);
        json.WriteStartArray("tokens");
        for (var id = 0; id < Vocabulary.Size; id++) json.WriteStringValue(Vocabulary.NameOf(id));
        json.WriteEndArray();
    });

    private static string Shown(string token) => token == "\n" ? "'\\n'" : $"'{MessageText.OneLine(token)}'";
}
