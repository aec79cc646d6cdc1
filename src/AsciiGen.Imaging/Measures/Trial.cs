// One conversion under test: the drawing with its margins, and the picture it should look like, on the same grid. Each
// style has its own idea of that picture: the area itself for solids, thin strokes for lines. Converters of pixels do not see strokes so thin, so
// they are given bold ones.

using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Solid;

namespace AsciiGen.Imaging.Measures;

/// <summary>A drawing that can be measured.</summary>
public sealed class Trial
{
    private readonly Func<Coverage> _drawPicture;
    private readonly Func<Coverage> _drawInput;

    private Trial(Conversion conversion, Func<Coverage> drawPicture, Func<Coverage> drawInput) =>
        (Rows, _drawPicture, _drawInput) = (conversion.Rows, drawPicture, drawInput);

    /// <summary>The drawing, untrimmed: all rows are equally long.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>Draws a sketch in the style <c>line</c>.</summary>
    /// <exception cref="AsciiGenException">Nothing is left to see at this size.</exception>
    public static Trial OfLines(Sketch sketch, DrawingLimits limits)
    {
        var conversion = LineConverter.Draw(sketch, limits);
        return new(
            conversion,
            () => StrokePicture.Draw(sketch, conversion.Placement, StrokePicture.FontStroke),
            () => StrokePicture.Draw(sketch, conversion.Placement, StrokePicture.BoldStroke));
    }

    /// <summary>Draws a shape in the style <c>solid</c>.</summary>
    /// <exception cref="AsciiGenException">Nothing is left to see at this size.</exception>
    public static Trial OfSolid(Shape shape, DrawingLimits limits)
    {
        var conversion = SolidConverter.Draw(shape, limits);
        return new(conversion, Area, Area);

        Coverage Area()
        {
            var placement = conversion.Placement with { Offset = conversion.Placement.Offset + (shape.Corner * conversion.Placement.Scale) };
            var picture = new Coverage(placement.Columns, placement.Rows);
            new AreaSums(shape).Resample(placement, Coverage.CellWidth, Coverage.CellHeight).CopyTo(picture.Ink, 0);
            return picture;
        }
    }

    /// <summary>Draws what the drawing should look like; takes its time, so that conversions can be timed without it.</summary>
    public Coverage DrawPicture() => _drawPicture();

    /// <summary>Draws what another converter should be given to make such a drawing.</summary>
    public Coverage DrawInput() => _drawInput();
}
