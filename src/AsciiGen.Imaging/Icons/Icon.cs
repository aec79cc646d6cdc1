// One picture of an icon set and how to turn it into strokes.

using System.Globalization;
using System.Numerics;
using AsciiGen.Imaging.Raster;
using AsciiGen.Imaging.Svg;

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

    /// <summary>The picture as an SVG document, transforms not applied.</summary>
    public string Svg => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"{Corner.X} {Corner.Y} {Size.X} {Size.Y}\">{Body}</svg>");

    /// <summary>The picture as strokes: middles of lines, outlines of filled areas.</summary>
    /// <exception cref="AsciiGenException">The SVG is malformed, refused or draws nothing.</exception>
    public Sketch ToSketch()
    {
        if (Problem is not null) throw new ImageException(Problem);
        var name = $"{Set}:{Name}";
        var sketch = PictureFile.FromSvg(SvgDocument.Parse(Svg, name), name);
        if (Turn == 0 && !FlipAcross && !FlipDown) return sketch;
        var matrix = Matrix3x2.CreateScale(FlipAcross ? -1 : 1, FlipDown ? -1 : 1) * Matrix3x2.CreateRotation(Turn * MathF.PI / 2);
        return sketch.Transform(matrix);
    }
}
