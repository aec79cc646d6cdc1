// CRC-32C (Castagnoli), by which the engine notices weights that are not those their quant_config.json describes. The
// processor computes it, so it costs a drawing a millisecond; a cryptographic digest would cost it a library. It guards
// against mix-ups and damage, not against forgers.

using System.Numerics;
using System.Runtime.InteropServices;

namespace AsciiGen.Formats;

internal static class Crc32C
{
    /// <summary>The checksum; of the letters 123456789 it is e3069283.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (var single in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, single);
        return ~crc;
    }
}
