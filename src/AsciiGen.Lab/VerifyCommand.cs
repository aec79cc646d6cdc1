// `verify`: is this model directory whole? Files, shapes and finite values are checked by loading it; then it is
// written again and compared, and asked for one drawing.

using System.CommandLine;
using AsciiGen.Decoding;
using AsciiGen.Formats;
using AsciiGen.Model;

namespace AsciiGen.Lab;

internal static class VerifyCommand
{
    internal static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "A model directory" };
        var command = new Command("verify", "Checks a model directory: files, shapes, finite values, round trip, one drawing.") { directory };
        command.Does((parsed, _) => Verify(parsed.GetRequiredValue(directory)));
        return command.WithExamples("ascii-lab verify out", "ascii-lab verify models/default");
    }

    private static void Verify(string directory)
    {
        var model = ModelFiles.LoadDirectory(directory);
        Console.WriteLine($"files, shapes, finite values: ok ({TensorCatalog.Of(model.Config).Count} tensors, {model.Config.ParameterCount:N0} parameters, {Precisions.NameOf(model.StoredType)})");

        var copy = Directory.CreateTempSubdirectory("ascii-lab-verify-");
        try
        {
            ModelFiles.SaveDirectory(copy.FullName, model.Config, spec => model.Weights.Values(spec.Name).ToArray(), model.StoredType, model.Description);
            var again = ModelFiles.LoadDirectory(copy.FullName);
            foreach (var spec in TensorCatalog.Of(model.Config))
            {
                if (!model.Weights.Values(spec.Name).SequenceEqual(again.Weights.Values(spec.Name)))
                {
                    throw new AsciiGenException($"{directory}: tensor '{spec.Name}' changed when it was written and read again; export the model anew");
                }
            }
        }
        finally
        {
            copy.Delete(recursive: true);
        }

        Console.WriteLine("round trip: ok (every value the same after writing and reading)");
        var drawing = new Generator(new Transformer(model.Config, model.Weights)).Draw(new GenerateOptions { Prompt = "cat", Width = 24, Height = 12 });
        var rows = drawing.Split('\n');
        if (rows.Length > 12 || rows.Any(row => row.Length > 24)) throw new AsciiGenException($"{directory}: a drawing broke its limits; this is a bug, please report it");
        Console.WriteLine($"one drawing under limits: ok ({rows.Max(row => row.Length)}x{rows.Length} of 24x12)");
    }
}
