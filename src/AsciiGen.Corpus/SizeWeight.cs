// A weight for drawings up to a size, as in `corpus pack --hand-sizes 24x12=3`.

using System.Globalization;
using AsciiGen.Decoding;

namespace AsciiGen.Corpus;

/// <summary>How often drawings that fit a size are drawn in training, relative to others.</summary>
/// <param name="Size">Most columns and rows, each from 1.</param>
/// <param name="Weight">Above 0.</param>
internal sealed record SizeWeight(CanvasSize Size, double Weight)
{
    /// <summary>Reads <c>WIDTHxHEIGHT=WEIGHT</c>, as <see cref="ToString"/> writes it.</summary>
    /// <exception cref="ArgumentException">The text is none; the message says what is expected.</exception>
    public static SizeWeight Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=') is [var size, var share] && size.Split('x') is [var columns, var rows]
            && int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? new(new CanvasSize(width, height), weight)
            : throw new ArgumentException($"'{text}' is not WIDTHxHEIGHT=WEIGHT, like 24x12=3");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Size}={Weight}");
}
