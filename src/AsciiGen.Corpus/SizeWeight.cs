// A weight for drawings up to a size, as in `corpus pack --hand-sizes 24x12=3`.

using System.Globalization;

namespace AsciiGen.Corpus;

/// <summary>How often drawings that fit a size are drawn in training, relative to others.</summary>
/// <param name="Width">Most columns, from 1.</param>
/// <param name="Height">Most rows, from 1.</param>
/// <param name="Weight">Above 0.</param>
public sealed record SizeWeight(int Width, int Height, double Weight)
{
    /// <summary>Reads <c>WIDTHxHEIGHT=WEIGHT</c>, as <see cref="ToString"/> writes it.</summary>
    /// <exception cref="ArgumentException">The text is none; the message says what is expected.</exception>
    public static SizeWeight Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('=', 'x');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && text.IndexOf('x', StringComparison.Ordinal) < text.IndexOf('=', StringComparison.Ordinal)
            ? new(width, height, weight)
            : throw new ArgumentException($"'{text}' is not WIDTHxHEIGHT=WEIGHT, like 24x12=3");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}={Weight}");
}
