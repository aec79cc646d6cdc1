// float16 and bfloat16, as files hold them, to float32 and back. Little-endian, at any address.

using System.Runtime.InteropServices;

namespace AsciiGen.Numerics;

/// <summary>Real numbers in two bytes.</summary>
internal static class NarrowFloats
{
    /// <summary>Widens IEEE binary16; exact.</summary>
    public static void FromFloat16(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        var halves = MemoryMarshal.Cast<byte, Half>(bytes);
        for (var i = 0; i < halves.Length; i++) destination[i] = (float)halves[i];
    }

    /// <summary>Widens the upper halves of float32; exact.</summary>
    public static void FromBFloat16(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        var uppers = MemoryMarshal.Cast<byte, ushort>(bytes);
        for (var i = 0; i < uppers.Length; i++) destination[i] = FromBFloat16(uppers[i]);
    }

    /// <summary>Widens one upper half of a float32.</summary>
    public static float FromBFloat16(ushort upper) => BitConverter.UInt32BitsToSingle((uint)upper << 16);

    /// <summary>The nearest bfloat16, ties to even.</summary>
    public static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        // A NaN whose low half alone is set would round to infinity.
        if (float.IsNaN(value)) return (ushort)((bits >> 16) | 0x40);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
