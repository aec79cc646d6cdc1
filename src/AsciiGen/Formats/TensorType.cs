// The element types a safetensors file may hold here, with their sizes and their names in a header.

namespace AsciiGen.Formats;

/// <summary>Element type of a stored tensor.</summary>
internal enum TensorType
{
    /// <summary>IEEE binary32, 4 bytes.</summary>
    F32,

    /// <summary>IEEE binary16, 2 bytes.</summary>
    F16,

    /// <summary>The upper half of a binary32, 2 bytes.</summary>
    BF16,

    /// <summary>Signed byte.</summary>
    I8,

    /// <summary>Unsigned byte.</summary>
    U8,

    /// <summary>Signed 32-bit integer, 4 bytes.</summary>
    I32,
}

/// <summary>Sizes and header names of the element types.</summary>
internal static class TensorTypes
{
    /// <summary>The name in a header, for example <c>F32</c>.</summary>
    public static string NameOf(TensorType type) => type switch
    {
        TensorType.F32 => "F32",
        TensorType.F16 => "F16",
        TensorType.BF16 => "BF16",
        TensorType.I8 => "I8",
        TensorType.U8 => "U8",
        TensorType.I32 => "I32",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Finds a type by its header name.</summary>
    public static bool TryParse(string? name, out TensorType type)
    {
        foreach (var candidate in (ReadOnlySpan<TensorType>)[TensorType.F32, TensorType.F16, TensorType.BF16, TensorType.I8, TensorType.U8, TensorType.I32])
        {
            if (NameOf(candidate) != name) continue;
            type = candidate;
            return true;
        }

        type = default;
        return false;
    }

    /// <summary>Bytes of one element, 1, 2 or 4.</summary>
    public static int SizeOf(TensorType type) => type switch
    {
        TensorType.F32 or TensorType.I32 => 4,
        TensorType.F16 or TensorType.BF16 => 2,
        _ => 1,
    };

    /// <summary>True for the types that hold real numbers: F32, F16, BF16.</summary>
    public static bool IsFloat(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16;
}
