// Reads a safetensors header and proves it before anything is done with it: every tensor named once, of a known
// type, with a shape that fits its bytes, and all tensors together covering the data exactly. Nothing is allocated
// from a number in the file. Does not read the data.

using System.Text.Json;

namespace AsciiGen.Formats;

internal sealed class SafetensorsHeader
{
    private readonly string _file;
    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<TensorEntry> _tensors = [];
    private readonly HashSet<string> _names = [];
    private bool _metadataSeen;

    private SafetensorsHeader(string file) => _file = file;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>In the order of the data.</summary>
    public IReadOnlyList<TensorEntry> Tensors => _tensors;

    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength, string file)
    {
        var header = new SafetensorsHeader(file);
        try
        {
            var reader = new Utf8JsonReader(json);
            header.ReadObject(ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new SafetensorsException(file, $"the header is not valid JSON ({MessageText.OneLine(e.Message)}); is this a safetensors file?", e);
        }

        header.CheckLayout(dataLength);
        return header;
    }

    private void ReadObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw Problem("the header is not a JSON object; is this a safetensors file?");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "__metadata__") ReadMetadata(ref reader);
            else if (!_names.Add(name)) throw Problem(name, "is listed twice");
            else _tensors.Add(ReadEntry(ref reader, name));
        }

        // Anything but blanks after the object makes this Read throw.
        reader.Read();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (_metadataSeen) throw Problem("__metadata__ is listed twice");
        _metadataSeen = true;
        if (reader.TokenType != JsonTokenType.StartObject) throw Problem("__metadata__ is not an object of texts");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) throw Problem($"__metadata__ '{MessageText.OneLine(key)}' is not a text");
            if (!_metadata.TryAdd(key, reader.GetString()!)) throw Problem($"__metadata__ '{MessageText.OneLine(key)}' is listed twice");
        }
    }

    private TensorEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Problem(name, "is not described by an object");
        TensorType? type = null;
        List<long>? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString();
            reader.Read();
            switch (field)
            {
                case "dtype" when type is null:
                    type = ReadType(ref reader, name);
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, name, field);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, name, field);
                    break;
                default:
                    throw Problem(name, $"has the field '{MessageText.OneLine(field!)}' twice or an unknown one, expected dtype, shape, data_offsets");
            }
        }

        if (type is null) throw Problem(name, "has no dtype");
        if (shape is null) throw Problem(name, "has no shape");
        if (offsets is not { Count: 2 }) throw Problem(name, $"has {offsets?.Count ?? 0} data_offsets, expected 2");
        if (offsets[0] > offsets[1]) throw Problem(name, $"ends at {offsets[1]}, before it begins at {offsets[0]}");
        return CheckedEntry(name, type.Value, shape, offsets[0], offsets[1]);
    }

    private TensorType ReadType(ref Utf8JsonReader reader, string name)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : reader.TokenType.ToString();
        return TensorTypes.TryParse(text, out var type)
            ? type
            : throw Problem(name, $"has dtype '{MessageText.OneLine(text)}', expected F32, F16, BF16, I8, U8 or I32");
    }

    private List<long> ReadNumbers(ref Utf8JsonReader reader, string name, string field)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Problem(name, $"has a {field} that is not a list");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
            {
                throw Problem(name, $"has a {field} that is not a list of whole numbers from 0");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private TensorEntry CheckedEntry(string name, TensorType type, List<long> shape, long begin, long end)
    {
        Int128 bytes = TensorTypes.SizeOf(type);
        foreach (var size in shape)
        {
            if (size > int.MaxValue) throw Problem(name, $"has a dimension of {size}, the most is {int.MaxValue}");
        }

        var isEmpty = shape.Contains(0);
        foreach (var size in isEmpty ? [0] : shape)
        {
            bytes *= size;
            // No file is this long; stopping here keeps the product from overflowing.
            if (bytes > long.MaxValue) break;
        }

        if (bytes != end - begin)
        {
            var expected = bytes > long.MaxValue ? "more than any file holds" : $"{bytes}";
            throw Problem(name, $"of shape [{MessageText.OneLine(string.Join(", ", shape))}] and dtype {TensorTypes.NameOf(type)} has {end - begin} bytes, expected {expected}");
        }

        return new TensorEntry(name, type, [.. shape.Select(size => (int)size)], begin, end - begin);
    }

    private void CheckLayout(long dataLength)
    {
        // A stable sort: tensors without elements keep their place in the header.
        var ordered = _tensors.OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.ByteCount).ToList();
        _tensors.Clear();
        _tensors.AddRange(ordered);
        var position = 0L;
        foreach (var tensor in _tensors)
        {
            var end = tensor.Offset + tensor.ByteCount;
            if (end > dataLength) throw Problem(tensor.Name, $"ends at byte {end} of the data, which has {dataLength}; the file is cut short or damaged");
            if (tensor.Offset < position) throw Problem(tensor.Name, $"begins at byte {tensor.Offset} and overlaps the one before it, expected {position}");
            if (tensor.Offset > position) throw Problem(tensor.Name, $"begins at byte {tensor.Offset} and leaves a gap, expected {position}");
            position = end;
        }

        if (position != dataLength) throw Problem($"the tensors end at byte {position} of the data, expected {dataLength}; the file has bytes that belong to no tensor");
    }

    private SafetensorsException Problem(string problem) => new(_file, problem);

    private SafetensorsException Problem(string tensor, string problem) =>
        new(_file, $"tensor '{MessageText.OneLine(tensor)}' {problem}");
}
