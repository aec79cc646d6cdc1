// `ascii-lab convert`: one picture file -> one drawing on stdout, to see what an import would make of it.

using System.CommandLine;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Solid;

namespace AsciiGen.Lab;

internal static class ConvertCommand
{
    private static readonly string _widthRange = $"{DrawingLimits.MinWidth}..{DrawingLimits.MaxWidth}";
    private static readonly string _heightRange = $"{DrawingLimits.MinHeight}..{DrawingLimits.MaxHeight}";

    internal static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A PNG, JPEG or SVG file" };
        var width = new Option<int>("--width") { Description = $"Most columns, {_widthRange}", DefaultValueFactory = _ => 40, HelpName = "N" };
        var height = new Option<int?>("--height") { Description = $"Most rows, {_heightRange}; default: half the width", HelpName = "N" };
        var style = new Option<string>("--style") { Description = "line: its lines; solid: its areas, filled", HelpName = "STYLE", DefaultValueFactory = _ => Styles.NameOf(Style.Line) };
        var command = new Command("convert", "Draws a picture file as text.") { file, width, height, style };
        command.Does((parsed, _) =>
        {
            var columns = parsed.GetRequiredValue(width);
            var rows = parsed.GetValue(height) ?? Math.Clamp(DrawingLimits.SquareHeight(columns), DrawingLimits.MinHeight, DrawingLimits.MaxHeight);
            if (columns is < DrawingLimits.MinWidth or > DrawingLimits.MaxWidth) throw new ArgumentException($"--width is {columns}; give {_widthRange}");
            if (rows is < DrawingLimits.MinHeight or > DrawingLimits.MaxHeight) throw new ArgumentException($"--height is {rows}; give {_heightRange}");
            var name = parsed.GetRequiredValue(style);
            if (!Styles.TryParse(name, out var look) || look is not (Style.Line or Style.Solid)) throw new ArgumentException($"--style is '{name}'; give line or solid");
            var picture = Picture.Load(parsed.GetRequiredValue(file));
            var limits = new DrawingLimits(columns, rows);
            Console.WriteLine(look == Style.Solid ? SolidConverter.Convert(picture, limits) : LineConverter.Convert(picture.ToSketch(), limits));
        });
        return command.WithExamples("ascii-lab convert cat.svg", "ascii-lab convert cat.svg --style solid --width 60", "ascii-lab convert logo.png --width 20 --height 8");
    }
}
