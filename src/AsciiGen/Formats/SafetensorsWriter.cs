// Collects tensors and writes them as one safetensors file, in the order they were added, data starting at a
// multiple of 64 bytes. The same tensors give the same bytes. Does not know models.

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using AsciiGen.Numerics;

namespace AsciiGen.Formats;

/// <summary>Writes safetensors; see docs/FORMAT.md section 8.</summary>
internal sealed class SafetensorsWriter
{
    /// <summary>The data section starts at a multiple of this many bytes.</summary>
    public const int DataAlignment = 64;

    private readonly KeyValuePair<string, string>[] _metadata;
    private readonly List<(TensorEntry Entry, ReadOnlyMemory<byte> Bytes)> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal) { "__metadata__" };
    private long _dataLength;

    /// <summary>An empty file.</summary>
    /// <param name="metadata">Texts for the header, if any; written in order of their keys.</param>
    public SafetensorsWriter(IReadOnlyDictionary<string, string>? metadata = null) =>
        _metadata = metadata is null ? [] : [.. metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>Adds a tensor of any type from its bytes, which must not change until the file is written.</summary>
    /// <param name="name">Name, used once.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <param name="bytes">Elements in row-major order, little-endian.</param>
    /// <exception cref="ArgumentException">The name was used before, or the bytes do not fit the shape.</exception>
    public void Add(string name, TensorType type, int[] shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        Int128 expected = TensorTypes.SizeOf(type);
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            expected = expected > long.MaxValue ? expected : expected * size;
        }

        if (expected != bytes.Length) throw new ArgumentException($"tensor '{name}' of shape {TensorEntry.TextOf(shape)} needs {expected} bytes, got {bytes.Length}", nameof(bytes));
        if (!_names.Add(name)) throw new ArgumentException($"tensor '{name}' is already there", nameof(name));
        _tensors.Add((new TensorEntry(name, type, [.. shape], _dataLength, bytes.Length), bytes));
        _dataLength += bytes.Length;
    }

    /// <summary>Adds a tensor of real numbers, rounded to nearest even where the type is narrower than float32.</summary>
    /// <param name="name">Name, used once.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <param name="values">Elements in row-major order.</param>
    /// <param name="type">F32, F16 or BF16.</param>
    /// <exception cref="ArgumentException">The name was used before, the values do not fit the shape, or another type.</exception>
    public void AddFloats(string name, int[] shape, ReadOnlySpan<float> values, TensorType type = TensorType.F32)
    {
        if (!TensorTypes.IsFloat(type)) throw new ArgumentException($"dtype {TensorTypes.NameOf(type)} does not hold real numbers", nameof(type));
        var bytes = new byte[checked(values.Length * TensorTypes.SizeOf(type))];
        switch (type)
        {
            case TensorType.F32:
                values.CopyTo(MemoryMarshal.Cast<byte, float>(bytes.AsSpan()));
                break;
            case TensorType.F16:
                var halves = MemoryMarshal.Cast<byte, Half>(bytes.AsSpan());
                for (var i = 0; i < values.Length; i++) halves[i] = (Half)values[i];
                break;
            default:
                var uppers = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
                for (var i = 0; i < values.Length; i++) uppers[i] = NarrowFloats.ToBFloat16(values[i]);
                break;
        }

        Add(name, type, shape, bytes);
    }

    /// <summary>Adds a U8 tensor.</summary>
    /// <exception cref="ArgumentException">The name was used before, or the values do not fit the shape.</exception>
    public void AddU8(string name, int[] shape, ReadOnlySpan<byte> v) => Add(name, TensorType.U8, shape, v.ToArray());

    /// <summary>Adds an I32 tensor.</summary>
    /// <exception cref="ArgumentException">The name was used before, or the values do not fit the shape.</exception>
    public void AddI32(string name, int[] shape, ReadOnlySpan<int> v) =>
        Add(name, TensorType.I32, shape, MemoryMarshal.AsBytes(v).ToArray());

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var json = HeaderJson();
        var dataStart = (Safetensors.LengthPrefix + json.Length + DataAlignment - 1) / DataAlignment * DataAlignment;
        var header = new byte[dataStart];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(dataStart - Safetensors.LengthPrefix));
        json.CopyTo(header.AsSpan(Safetensors.LengthPrefix));
        header.AsSpan(Safetensors.LengthPrefix + json.Length).Fill((byte)' ');
        stream.Write(header);
        foreach (var (_, bytes) in _tensors) stream.Write(bytes.Span);
    }

    /// <summary>Saves the file: written beside its place, flushed to disk, renamed.</summary>
    /// <exception cref="AsciiGenException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Save(path, Write);

    private byte[] HeaderJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (_metadata.Length > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, text) in _metadata) json.WriteString(key, text);
                json.WriteEndObject();
            }

            foreach (var (entry, _) in _tensors)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", TensorTypes.NameOf(entry.Type));
                json.WriteStartArray("shape");
                foreach (var size in entry.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(entry.Offset);
                json.WriteNumberValue(entry.Offset + entry.ByteCount);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
