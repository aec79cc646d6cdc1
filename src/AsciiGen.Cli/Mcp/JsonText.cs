// JSON as an element that stands on its own.

using System.Text;
using System.Text.Json;

namespace AsciiGen.Cli.Mcp;

internal static class JsonText
{
    public static JsonElement Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    public static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
