// The chunks of a PNG file (ISO/IEC 15948): signature, header, texts, palette, pixels, end, each with its CRC-32. Does not know
// what the pixels show. They are packed at zlib's usual level: the highest makes files a tenth smaller and takes four times as long.

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AsciiGen.Rendering;

/// <summary>Writes one PNG file.</summary>
internal sealed class PngFile
{
    private const int PixelsPerMetre = 5669; // 144 to the inch: a display of two pixels for one
    private const byte ColoursOfPalette = 3;

    private static readonly uint[] _remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    private readonly Stream _file;

    /// <summary>Begins a file.</summary>
    /// <param name="file">Where it is written to.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="depth">Bits of a pixel, a number in the palette: 4 or 8.</param>
    public PngFile(Stream file, int width, int height, int depth)
    {
        _file = file;
        _file.Write([0x89, .. "PNG\r\n\x1A\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)depth;
        header[9] = ColoursOfPalette;
        Write("IHDR"u8, header);
        var density = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(density, PixelsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(density.AsSpan(4), PixelsPerMetre);
        density[8] = 1; // metres
        Write("pHYs"u8, density);
    }

    /// <summary>Adds a text that viewers show; what is not ASCII goes as UTF-8, since readers differ over the other kind's Latin-1.</summary>
    public void WriteText(string keyword, string text)
    {
        text = string.Concat(text.Where(c => c == '\n' || !char.IsControl(c)));
        var isPlain = text.All(char.IsAscii);
        byte[] content = [.. Encoding.Latin1.GetBytes(keyword), 0, .. isPlain ? Encoding.Latin1.GetBytes(text) : [0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]];
        Write(isPlain ? "tEXt"u8 : "iTXt"u8, content);
    }

    /// <summary>Writes the colours that the numbers stand for.</summary>
    /// <param name="colours">0xRRGGBB, at most 256.</param>
    public void WritePalette(ReadOnlySpan<int> colours)
    {
        var content = new byte[colours.Length * 3];
        for (var i = 0; i < colours.Length; i++) (content[i * 3], content[(i * 3) + 1], content[(i * 3) + 2]) = ((byte)(colours[i] >> 16), (byte)(colours[i] >> 8), (byte)colours[i]);
        Write("PLTE"u8, content);
    }

    /// <summary>Writes the pixels.</summary>
    /// <param name="writeRows">Hands over the rows from above, each with the number of its filter before it.</param>
    public void WritePixels(Action<Stream> writeRows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) writeRows(zlib);
        Write("IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>Ends the file.</summary>
    public void End() => Write("IEND"u8, []);

    private void Write(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        _file.Write(number);
        _file.Write(type);
        _file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checked(content, Checked(type, uint.MaxValue)));
        _file.Write(number);
    }

    private static uint Checked(ReadOnlySpan<byte> bytes, uint crc)
    {
        foreach (var single in bytes) crc = _remainders[(byte)(crc ^ single)] ^ (crc >> 8);
        return crc;
    }

    private static uint Remainder(int start)
    {
        var crc = (uint)start;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        return crc;
    }
}
