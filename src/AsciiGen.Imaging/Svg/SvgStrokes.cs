// Checked SVG -> strokes, for pictures that are drawn with strokes only: every stroked shape becomes polylines
// through its middle, whatever its stroke width. Says when a picture also has fills, masks or anything else that
// only rendering shows; those go through the bitmap reader instead.

using System.Globalization;
using System.Numerics;
using System.Xml.Linq;

namespace AsciiGen.Imaging.Svg;

internal sealed class SvgStrokes
{
    private const int MaxStrokes = 50_000;
    private const int MaxPoints = 1_000_000;

    private readonly string _name;
    private readonly float _chord;
    private readonly List<IReadOnlyList<Vector2>> _strokes = [];
    private readonly ILookup<string, XElement> _byId;

    private SvgStrokes(XElement root, string name)
    {
        _name = name;
        var (_, size) = ViewBox(root, name);
        _chord = MathF.Max(size.X, size.Y) / 120;
        _byId = root.Descendants().Where(e => e.Attribute("id") is not null).ToLookup(e => e.Attribute("id")!.Value);
    }

    private int _points;

    private bool HasMore { get; set; }

    private readonly record struct Paint(bool Fill, bool Stroke);

    /// <summary>Reads the strokes of a document checked by <see cref="SvgDocument"/>.</summary>
    /// <returns>False when fills, masks, text or the like carry part of the picture.</returns>
    /// <exception cref="ImageException">A shape or transform is malformed.</exception>
    public static bool TryRead(XElement root, string name, out List<IReadOnlyList<Vector2>> strokes)
    {
        var reader = new SvgStrokes(root, name);
        try
        {
            reader.Walk(root, Matrix3x2.Identity, new Paint(Fill: true, Stroke: false));
        }
        catch (FormatException e)
        {
            throw new ImageException($"{name}: {e.Message}", e);
        }

        strokes = reader._strokes;
        return !reader.HasMore && strokes.Count > 0;
    }

    /// <summary>Corner and size of the picture's own coordinates.</summary>
    /// <exception cref="ImageException">No usable size.</exception>
    public static (Vector2 Corner, Vector2 Size) ViewBox(XElement root, string name)
    {
        var numbers = root.Attribute("viewBox")?.Value.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        numbers ??= ["0", "0", Length(root, "width"), Length(root, "height")];
        var values = new float[4];
        for (var i = 0; i < 4; i++)
        {
            if (numbers.Length != 4 || !float.TryParse(numbers[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !(MathF.Abs(values[i]) <= 1e6f))
            {
                throw new ImageException($"{name}: the SVG has no usable size; give it viewBox=\"0 0 WIDTH HEIGHT\" with values up to 1,000,000");
            }
        }

        if (!(values[2] > 1e-3f && values[3] > 1e-3f)) throw new ImageException($"{name}: the SVG's size is {values[2]}x{values[3]}, expected above 0");
        return (new(values[0], values[1]), new(values[2], values[3]));
    }

    private static string Length(XElement root, string side) => (root.Attribute(side)?.Value ?? "").Replace("px", "", StringComparison.Ordinal).Trim();

    private void Walk(XElement element, Matrix3x2 matrix, Paint paint)
    {
        if (element.Attribute("transform")?.Value is { } transform) matrix = SvgTransform.Parse(transform) * matrix;
        paint = new(Painted(element, "fill", paint.Fill), Painted(element, "stroke", paint.Stroke));
        if (Value(element, "display") == "none" || Value(element, "visibility") == "hidden") return;
        if (Value(element, "mask") is not null || Value(element, "clip-path") is not null) HasMore = true;
        switch (element.Name.LocalName)
        {
            case "svg" or "g":
                foreach (var child in element.Elements()) Walk(child, matrix, paint);
                break;
            case "use":
                var move = Matrix3x2.CreateTranslation(Number(element, "x"), Number(element, "y"));
                foreach (var target in _byId[SvgDocument.Reference(element)].Take(1)) Walk(target, move * matrix, paint);
                break;
            case "defs" or "title" or "desc" or "metadata": break;
            case "path" or "line" or "polyline" or "polygon" or "rect" or "circle" or "ellipse":
                if (paint.Stroke) AddShape(element, matrix);
                else if (paint.Fill) HasMore = true;
                break;
            default:
                if (element.Name.Namespace == element.Document?.Root?.Name.Namespace) HasMore = true;
                break;
        }
    }

    private static bool Painted(XElement element, string property, bool inherited) =>
        Value(element, property) is { } value ? value is not ("none" or "transparent") : inherited;

    private static string? Value(XElement element, string property)
    {
        foreach (var declaration in (element.Attribute("style")?.Value ?? "").Split(';'))
        {
            var colon = declaration.IndexOf(':');
            if (colon > 0 && declaration.AsSpan(0, colon).Trim().SequenceEqual(property)) return declaration[(colon + 1)..].Trim();
        }

        return element.Attribute(property)?.Value.Trim();
    }

    private void AddShape(XElement element, Matrix3x2 matrix)
    {
        float Get(string name) => Number(element, name);
        switch (element.Name.LocalName)
        {
            case "path":
                Add(PathData.Parse(element.Attribute("d")?.Value ?? "", _chord), matrix);
                break;
            case "line":
                Add([[new(Get("x1"), Get("y1")), new(Get("x2"), Get("y2"))]], matrix);
                break;
            case "polyline" or "polygon":
                var points = "M" + element.Attribute("points")?.Value + (element.Name.LocalName == "polygon" ? "Z" : "");
                Add(PathData.Parse(points, _chord), matrix);
                break;
            case "rect":
                AddRectangle(new(Get("x"), Get("y")), new(Get("width"), Get("height")), element, matrix);
                break;
            case "circle":
                AddEllipse(new(Get("cx"), Get("cy")), new(Get("r")), matrix);
                break;
            default:
                AddEllipse(new(Get("cx"), Get("cy")), new(Get("rx"), Get("ry")), matrix);
                break;
        }
    }

    private void AddEllipse(Vector2 centre, Vector2 radii, Matrix3x2 matrix)
    {
        if (radii.X <= 0 || radii.Y <= 0) return;
        AddPath($"M{centre.X - radii.X} {centre.Y}A{radii.X} {radii.Y} 0 1 1 {centre.X + radii.X} {centre.Y}A{radii.X} {radii.Y} 0 1 1 {centre.X - radii.X} {centre.Y}", matrix);
    }

    private void AddRectangle(Vector2 corner, Vector2 size, XElement element, Matrix3x2 matrix)
    {
        if (size.X <= 0 || size.Y <= 0) return;
        float rx = Number(element, "rx", -1), ry = Number(element, "ry", -1);
        if (rx < 0) rx = MathF.Max(0, ry);
        if (ry < 0) ry = rx;
        rx = MathF.Min(rx, size.X / 2);
        ry = MathF.Min(ry, size.Y / 2);
        float w = size.X - (2 * rx), h = size.Y - (2 * ry);
        AddPath($"M{corner.X + rx} {corner.Y}h{w}a{rx} {ry} 0 0 1 {rx} {ry}v{h}a{rx} {ry} 0 0 1 {-rx} {ry}h{-w}a{rx} {ry} 0 0 1 {-rx} {-ry}v{-h}a{rx} {ry} 0 0 1 {rx} {-ry}z", matrix);
    }

    private void AddPath(FormattableString data, Matrix3x2 matrix) => Add(PathData.Parse(FormattableString.Invariant(data), _chord), matrix);

    private void Add(List<List<Vector2>> strokes, Matrix3x2 matrix)
    {
        foreach (var stroke in strokes)
        {
            _strokes.Add([.. stroke.Select(point => Vector2.Transform(point, matrix))]);
            _points += stroke.Count;
        }

        if (_strokes.Count > MaxStrokes || _points > MaxPoints) throw new ImageException($"{_name}: more than {MaxStrokes} strokes or {MaxPoints} points; simplify the picture");
    }

    private static float Number(XElement element, string attribute, float otherwise = 0)
    {
        if (element.Attribute(attribute)?.Value is not { } text) return otherwise;
        text = text.Replace("px", "", StringComparison.Ordinal);
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw new FormatException($"{attribute} is not a number");
    }
}
