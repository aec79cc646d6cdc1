// `ascii-lab convert`: one picture file -> one drawing on stdout, to see what an import would make of it.

using System.CommandLine;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Raster;

namespace AsciiGen.Lab;

internal static class ConvertCommand
{
    internal static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A PNG, JPEG or SVG file" };
        var width = new Option<int>("--width") { Description = "Most columns, 4..400", DefaultValueFactory = _ => 40, HelpName = "N" };
        var height = new Option<int?>("--height") { Description = "Most rows, 2..200; default: half the width", HelpName = "N" };
        var command = new Command("convert", "Draws a picture file with line characters.") { file, width, height };
        command.Does((parsed, _) =>
        {
            var columns = parsed.GetRequiredValue(width);
            var rows = parsed.GetValue(height) ?? Math.Clamp((columns + 3) / 2, 2, 200);
            if (columns is < 4 or > 400) throw new ArgumentException($"--width is {columns}; give 4..400");
            if (rows is < 2 or > 200) throw new ArgumentException($"--height is {rows}; give 2..200");
            Console.WriteLine(LineConverter.Convert(PictureFile.Load(parsed.GetRequiredValue(file)), new LineOptions(columns, rows)));
        });
        return command.WithExamples("ascii-lab convert cat.svg", "ascii-lab convert photo.jpg --width 60", "ascii-lab convert logo.png --width 20 --height 8");
    }
}
