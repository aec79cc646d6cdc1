// quant_config.json <-> the list of quantised files. The names, shapes and kinds of their tensors are written for other
// programs; this one takes them from the config and from the files themselves, which must agree anyway.

using System.Globalization;
using System.Text.Json;
using AsciiGen.Model;

namespace AsciiGen.Formats;

internal static class QuantConfigJson
{
    private const string FormatName = "ascii-gen-quant";
    private const int FormatVersion = 1;
    private const int DigestLength = 64; // hexadecimal digits of a SHA-256

    public static IReadOnlyList<QuantizedFile> Parse(string json, string name)
    {
        using var document = JsonText.Parse(json, name);
        var fields = new JsonFields(document.RootElement, name);
        fields.RequireFormat(FormatName, FormatVersion);
        var files = new List<QuantizedFile>();
        foreach (var element in fields.List("files").EnumerateArray())
        {
            var file = ParseFile(new JsonFields(element, name), name);
            if (files.Any(other => other.Name == file.Name)) throw new AsciiGenException($"{name}: lists the file '{MessageText.OneLine(file.Name)}' twice");
            files.Add(file);
        }

        return files;
    }

    public static string Format(ModelConfig config, IEnumerable<QuantizedFile> files) => JsonText.Format(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("format_version", FormatVersion);
        json.WriteStartArray("files");
        foreach (var file in files) WriteFile(json, config, file);
        json.WriteEndArray();
    });

    private static QuantizedFile ParseFile(JsonFields fields, string name)
    {
        AsciiGenException Wrong(string field, string found, string expected) => new($"{name}: {field} is '{MessageText.OneLine(found, 40)}', expected {expected}");
        var precisionName = fields.Text("precision");
        var precision = precisionName == Precisions.NameOf(Precision.Int8) ? Precision.Int8
            : precisionName == Precisions.NameOf(Precision.Int4) ? Precision.Int4
            : throw Wrong("precision", precisionName, "int8 or int4");
        if (precision == Precision.Int4) fields.RequireEqual("group_size", WeightTensor.GroupSize, "the only one this program reads");
        var checksum = fields.Text("crc32c");
        if (!uint.TryParse(checksum, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc)) throw Wrong("crc32c", checksum, "8 hexadecimal digits");
        var digest = fields.Text("sha256");
        if (digest.Length != DigestLength || !digest.All(char.IsAsciiHexDigitLower)) throw Wrong("sha256", digest, $"{DigestLength} hexadecimal digits in lower case");
        return new QuantizedFile(fields.Text("file"), precision, fields.Int("bytes"), crc, digest);
    }

    private static void WriteFile(Utf8JsonWriter json, ModelConfig config, QuantizedFile file)
    {
        var isInt8 = file.Precision == Precision.Int8;
        json.WriteStartObject();
        json.WriteString("file", file.Name);
        json.WriteString("precision", Precisions.NameOf(file.Precision));
        json.WriteString("scheme", isInt8 ? "symmetric, one scale a row" : "symmetric, one scale a group of columns in the blocks' linear maps; tables as in int8");
        json.WriteNumber("bits", isInt8 ? 8 : 4);
        if (!isInt8) json.WriteNumber("group_size", WeightTensor.GroupSize);
        json.WriteNumber("bytes", file.ByteCount);
        json.WriteString("crc32c", file.Crc32C.ToString("x8", CultureInfo.InvariantCulture));
        json.WriteString("sha256", file.Sha256);
        json.WriteStartObject("tensors");
        foreach (var spec in TensorCatalog.Of(config))
        {
            // One line a tensor; names and numbers need no escapes.
            json.WritePropertyName(spec.Name);
            json.WriteRawValue($$"""{"precision": "{{Precisions.NameOf(StoredWeights.KindOf(spec, file.Precision))}}", "shape": {{TensorEntry.TextOf(spec.Shape)}}}""");
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
