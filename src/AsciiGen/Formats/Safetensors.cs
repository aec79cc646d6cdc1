// A safetensors file in memory: 8 bytes of header length, a JSON header, the data. It is checked completely when it
// is read, so whoever holds one can trust every name, shape and offset. Little-endian machines only, as .NET's
// native targets are. Does not know models; ModelFiles does.

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AsciiGen.Numerics;

namespace AsciiGen.Formats;

/// <summary>Reads safetensors; see docs/FORMAT.md section 8.</summary>
internal sealed class Safetensors
{
    /// <summary>Longest header accepted, in bytes (16 MiB).</summary>
    public const int MaxHeaderLength = 16 << 20;

    internal const int LengthPrefix = 8;

    private readonly string _name;
    private readonly byte[] _bytes;
    private readonly int _dataStart;
    private readonly SafetensorsHeader _header;
    private readonly Dictionary<string, TensorEntry> _byName;

    private Safetensors(byte[] bytes, string name)
    {
        _name = name;
        _bytes = bytes;
        if (bytes.Length < LengthPrefix) throw new SafetensorsException(name, $"has {bytes.Length} bytes, expected at least {LengthPrefix}; is this a safetensors file?");
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (headerLength > MaxHeaderLength) throw new SafetensorsException(name, $"has a header of {headerLength} bytes, the most is {MaxHeaderLength}; is this a safetensors file?");
        var available = bytes.Length - LengthPrefix;
        if ((int)headerLength > available) throw new SafetensorsException(name, $"has a header of {headerLength} bytes but only {available} follow; the file is cut short or damaged");
        _dataStart = LengthPrefix + (int)headerLength;
        _header = SafetensorsHeader.Parse(bytes.AsSpan(LengthPrefix, (int)headerLength), bytes.Length - _dataStart, name);
        _byName = _header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The whole file.</summary>
    internal ReadOnlySpan<byte> File => _bytes;

    /// <summary>The header's texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>All tensors in the order of their data.</summary>
    public IReadOnlyList<TensorEntry> Tensors => _header.Tensors;

    /// <summary>The entry of a tensor.</summary>
    /// <exception cref="SafetensorsException">The file has no such tensor.</exception>
    public TensorEntry this[string tensor] => _byName.TryGetValue(tensor, out var entry)
        ? entry
        : throw new SafetensorsException(_name, $"has no tensor '{tensor}'");

    /// <summary>Reads a file.</summary>
    /// <exception cref="SafetensorsException">The file cannot be read or is not well-formed.</exception>
    public static Safetensors Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(System.IO.File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SafetensorsException(path, "no such file; check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SafetensorsException(path, $"cannot be read: {MessageText.OneLine(e.Message, 200)}", e);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The file's bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SafetensorsException">The bytes are not well-formed.</exception>
    public static Safetensors Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
        {
            var length = stream.Length - stream.Position;
            if (length > Array.MaxLength) throw new SafetensorsException(name, $"has {length} bytes, the most is {Array.MaxLength}");
            var bytes = GC.AllocateUninitializedArray<byte>((int)length);
            stream.ReadExactly(bytes);
            return Parse(bytes, name);
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Parse(copy.ToArray(), name);
    }

    /// <summary>Reads bytes, which must not change afterwards.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SafetensorsException">The bytes are not well-formed.</exception>
    public static Safetensors Parse(byte[] bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(name);
        return new Safetensors(bytes, name);
    }

    /// <summary>True when the file has the tensor.</summary>
    public bool Contains(string tensor) => _byName.ContainsKey(tensor);

    /// <summary>The stored bytes of a tensor.</summary>
    /// <exception cref="SafetensorsException">The file has no such tensor.</exception>
    public ReadOnlySpan<byte> Bytes(string tensor) => Memory(tensor).Span;

    /// <summary>The stored bytes of a tensor, not copied.</summary>
    /// <exception cref="SafetensorsException">The file has no such tensor.</exception>
    public ReadOnlyMemory<byte> Memory(string tensor)
    {
        var entry = this[tensor];
        return _bytes.AsMemory(_dataStart + (int)entry.Offset, (int)entry.ByteCount);
    }

    /// <summary>The elements of a U8 tensor.</summary>
    /// <exception cref="SafetensorsException">No such tensor, or another dtype.</exception>
    public byte[] ReadU8(string tensor)
    {
        Require(tensor, TensorType.U8);
        return Bytes(tensor).ToArray();
    }

    /// <summary>The elements of an I32 tensor.</summary>
    /// <exception cref="SafetensorsException">No such tensor, or another dtype.</exception>
    public int[] ReadI32(string tensor)
    {
        Require(tensor, TensorType.I32);
        return MemoryMarshal.Cast<byte, int>(Bytes(tensor)).ToArray();
    }

    /// <summary>The elements of an F32, F16 or BF16 tensor, widened to float32.</summary>
    /// <exception cref="SafetensorsException">No such tensor, or another dtype.</exception>
    public float[] ReadFloats(string tensor)
    {
        var values = new float[this[tensor].ElementCount];
        ReadFloats(tensor, values);
        return values;
    }

    /// <summary>The elements of an F32, F16 or BF16 tensor, widened to float32.</summary>
    /// <param name="tensor">Name.</param>
    /// <param name="destination">As many floats as the tensor has elements.</param>
    /// <exception cref="SafetensorsException">No such tensor, another dtype or another number of elements.</exception>
    public void ReadFloats(string tensor, Span<float> destination)
    {
        var entry = this[tensor];
        if (entry.ElementCount != destination.Length) throw new SafetensorsException(_name, $"tensor '{tensor}' has {entry.ElementCount} elements, expected {destination.Length}");
        var bytes = Bytes(tensor);
        switch (entry.Type)
        {
            case TensorType.F32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);
                break;
            case TensorType.F16:
                NarrowFloats.FromFloat16(bytes, destination);
                break;
            case TensorType.BF16:
                NarrowFloats.FromBFloat16(bytes, destination);
                break;
            default:
                throw new SafetensorsException(_name, $"tensor '{tensor}' has dtype {TensorTypes.NameOf(entry.Type)}, expected F32, F16 or BF16");
        }
    }

    private void Require(string tensor, TensorType type)
    {
        var found = this[tensor].Type;
        if (found != type) throw new SafetensorsException(_name, $"tensor '{tensor}' has dtype {TensorTypes.NameOf(found)}, expected {TensorTypes.NameOf(type)}");
    }
}
