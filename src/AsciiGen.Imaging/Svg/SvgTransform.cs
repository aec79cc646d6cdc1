// The `transform` attribute of SVG -> one matrix.

using System.Globalization;
using System.Numerics;

namespace AsciiGen.Imaging.Svg;

internal static class SvgTransform
{
    /// <summary>Parses a list of transforms; the last one is applied first.</summary>
    /// <exception cref="FormatException">Not a transform.</exception>
    public static Matrix3x2 Parse(string text)
    {
        var matrix = Matrix3x2.Identity;
        var rest = text.AsSpan().Trim(" ,\n\r\t");
        while (rest.Length > 0)
        {
            int open = rest.IndexOf('('), close = rest.IndexOf(')');
            if (open < 0 || close < open) throw new FormatException("malformed transform");
            matrix = One(rest[..open].Trim().ToString(), Numbers(rest[(open + 1)..close])) * matrix;
            rest = rest[(close + 1)..].Trim(" ,\n\r\t");
        }

        return matrix;
    }

    private static Matrix3x2 One(string kind, float[] v)
    {
        const float Degree = MathF.PI / 180;
        return (kind, v.Length) switch
        {
            ("matrix", 6) => new(v[0], v[1], v[2], v[3], v[4], v[5]),
            ("translate", 1) => Matrix3x2.CreateTranslation(v[0], 0),
            ("translate", 2) => Matrix3x2.CreateTranslation(v[0], v[1]),
            ("scale", 1) => Matrix3x2.CreateScale(v[0]),
            ("scale", 2) => Matrix3x2.CreateScale(v[0], v[1]),
            ("rotate", 1) => Matrix3x2.CreateRotation(v[0] * Degree),
            ("rotate", 3) => Matrix3x2.CreateRotation(v[0] * Degree, new(v[1], v[2])),
            ("skewX", 1) => Matrix3x2.CreateSkew(v[0] * Degree, 0),
            ("skewY", 1) => Matrix3x2.CreateSkew(0, v[0] * Degree),
            _ => throw new FormatException($"transform with {v.Length} values is not one of matrix, translate, scale, rotate, skewX, skewY"),
        };
    }

    private static float[] Numbers(ReadOnlySpan<char> text) =>
        [.. text.ToString().Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => float.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture))];
}
