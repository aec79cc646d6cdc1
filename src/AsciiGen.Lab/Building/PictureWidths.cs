// The widths a picture is drawn in. A model that saw only 16, 24 and 32 would know no other limit, so every picture gets
// four widths of its own, from small to large (filled ones two), decided by its key alone; or the widths somebody asked for.

using System.Security.Cryptography;
using System.Text;

namespace AsciiGen.Lab.Building;

/// <summary>Chooses widths in columns.</summary>
internal sealed class PictureWidths
{
    // What stands twice is twice as likely. 24 and 32 are what people ask for; filled shapes above 48 have too many tokens.
    private static readonly int[][] _line = [[12, 14, 16, 16], [18, 20, 22], [24, 24, 26, 28, 30], [32, 32, 36, 40, 48, 60]];
    private static readonly int[][] _solid = [[14, 16, 18, 20, 24], [26, 28, 30, 32, 36, 40, 48]];

    private readonly int[]? _fixed;

    private PictureWidths(int[]? widths) => _fixed = widths;

    /// <summary>Four from small to large for lines, two for filled shapes; 12..60 columns.</summary>
    internal static PictureWidths Varied { get; } = new(null);

    /// <summary>The same for all pictures.</summary>
    internal static PictureWidths Of(int[] widths) => new(widths);

    /// <summary>What decides the drawings besides the pictures, for a build's fingerprint.</summary>
    internal string Description => _fixed is null ? string.Join(";", _line.Concat(_solid).Select(list => string.Join(',', list))) : string.Join(',', _fixed);

    /// <summary>Widths for one style of a picture, rising.</summary>
    internal IReadOnlyList<int> For(string groupKey, Style style)
    {
        if (_fixed is not null) return _fixed;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Styles.NameOf(style)}\n{groupKey}"));
        return [.. (style == Style.Solid ? _solid : _line).Select((list, index) => list[hash[index] % list.Length])];
    }
}
