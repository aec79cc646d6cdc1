// One picture of an icon set and how to read it.

using System.Globalization;
using System.Numerics;

namespace AsciiGen.Imaging.Icons;

/// <summary>An icon as its set describes it.</summary>
/// <param name="Set">Prefix of the set, for example <c>lucide</c>.</param>
/// <param name="Name">Name inside the set, for example <c>alarm-clock</c>.</param>
/// <param name="Body">SVG elements.</param>
/// <param name="Corner">Left upper corner of the view box.</param>
/// <param name="Size">Width and height of the view box.</param>
/// <param name="Turn">Quarter turns clockwise, 0..3.</param>
/// <param name="FlipAcross">Mirrored left to right.</param>
/// <param name="FlipDown">Mirrored top to bottom.</param>
/// <param name="Aliases">Other names of the same picture.</param>
public sealed record Icon(
    string Set, string Name, string Body, Vector2 Corner, Vector2 Size, int Turn, bool FlipAcross, bool FlipDown, IReadOnlyList<string> Aliases)
{
    /// <summary>What is wrong with the set's description of it, in one line; null when it is well-formed.</summary>
    public string? Problem { get; init; }

    /// <summary>The picture as an SVG document, turned and mirrored about its middle.</summary>
    public string Svg
    {
        get
        {
            ReadOnlySpan<int> cosines = [1, 0, -1, 0], sines = [0, 1, 0, -1];
            var (cos, sin) = (cosines[Turn & 3], sines[Turn & 3]);
            var (across, down) = (FlipAcross ? -1 : 1, FlipDown ? -1 : 1);
            var (a, b, c, d) = (cos * across, sin * across, -sin * down, cos * down);
            var middle = Corner + (Size / 2);
            var move = middle - new Vector2((a * middle.X) + (c * middle.Y), (b * middle.X) + (d * middle.Y));
            var size = (Turn & 1) == 1 ? new Vector2(Size.Y, Size.X) : Size;
            var corner = middle - (size / 2);
            var body = a == 1 && d == 1 ? Body : string.Create(CultureInfo.InvariantCulture, $"<g transform=\"matrix({a} {b} {c} {d} {move.X} {move.Y})\">{Body}</g>");
            return string.Create(
                CultureInfo.InvariantCulture,
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"{corner.X} {corner.Y} {size.X} {size.Y}\">{body}</svg>");
        }
    }

    /// <summary>Reads the picture.</summary>
    /// <exception cref="AsciiGenException">The SVG is malformed, refused or draws nothing.</exception>
    public Picture ToPicture() => Problem is null ? Picture.ReadSvg(Svg, $"{Set}:{Name}") : throw new ImageException(Problem);
}
