// One file of quantised weights as quant_config.json describes it. The engine holds name, size and checksum against the
// file; the rest is for people and for `ascii-lab verify`.

namespace AsciiGen.Formats;

/// <summary>What quant_config.json says of a weights file; see docs/FORMAT.md section 9.</summary>
/// <param name="Name">Name of the file, without a directory.</param>
/// <param name="Precision">What its linear maps are stored in: <see cref="Precision.Int8"/> or <see cref="Precision.Int4"/>.</param>
/// <param name="ByteCount">Its size.</param>
/// <param name="Crc32C">CRC-32C of the whole file.</param>
/// <param name="Sha256">SHA-256 of the whole file, hexadecimal, lower case.</param>
internal sealed record QuantizedFile(string Name, Precision Precision, long ByteCount, uint Crc32C, string Sha256);
