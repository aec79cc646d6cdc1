// `verify`: is this model directory whole? Files, shapes and values are checked by loading each of its weights; real
// numbers are written again and compared, quantised ones held against their digest and the real numbers, and each is
// asked for one drawing.

using System.CommandLine;
using AsciiGen.Decoding;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Training.Checkpoints;

namespace AsciiGen.Lab;

internal static class VerifyCommand
{
    // Root mean square error over that of the weights. Rounding costs normal weights 0.008 and 0.08; another model's 1.4.
    private const double MostInt8Error = 0.03, MostInt4Error = 0.2;

    internal static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "A model directory" };
        var command = new Command("verify", "Checks a model directory: files, shapes, finite values, round trip, quantised weights, one drawing of each.") { directory };
        command.Does((parsed, _) => Verify(parsed.GetRequiredValue(directory)));
        return command.WithExamples("ascii-lab verify out", "ascii-lab verify models/default");
    }

    private static void Verify(string directory)
    {
        var path = ModelFiles.WeightsIn(directory);
        var hasExact = File.Exists(Path.Combine(directory, ModelFiles.WeightsName));
        var exact = hasExact ? ModelFiles.LoadFile(Path.Combine(directory, ModelFiles.WeightsName)) : null;
        if (exact is not null)
        {
            Console.WriteLine($"{ModelFiles.WeightsName}: files, shapes, finite values: ok ({TensorCatalog.Of(exact.Config).Count} tensors, {exact.Config.ParameterCount:N0} parameters, {Precisions.NameOf(exact.StoredType)})");
            RoundTrip(directory, exact);
            DrawOne(ModelFiles.WeightsName, exact);
        }
        else if (!File.Exists(path))
        {
            _ = ModelFiles.LoadDirectory(directory); // which says what is missing
        }

        if (ModelFiles.LoadSubjects(directory) is { } subjects) Console.WriteLine($"{ModelFiles.SubjectsName}: ok ({subjects.Count:N0} subjects)");
        var hasConfig = File.Exists(Path.Combine(directory, ModelFiles.QuantConfigName));
        if (!hasConfig && path == Path.Combine(directory, ModelFiles.WeightsName)) return;
        foreach (var file in ModelFiles.ReadQuantConfig(directory, Path.GetFileName(path))) VerifyQuantized(directory, file, exact);
    }

    private static void RoundTrip(string directory, LoadedModel model)
    {
        var copy = Directory.CreateTempSubdirectory("ascii-lab-verify-");
        try
        {
            ModelFiles.SaveDirectory(copy.FullName, model.Config, spec => model.Weights.Tensor(spec.Name).ToFloats(), model.StoredType, model.Description);
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

        Console.WriteLine($"{ModelFiles.WeightsName}: round trip: ok (every value the same after writing and reading)");
    }

    private static void VerifyQuantized(string directory, QuantizedFile file, LoadedModel? exact)
    {
        var path = Path.Combine(directory, file.Name);
        var model = ModelFiles.LoadFile(path);
        if (model.StoredType != file.Precision) throw new AsciiGenException($"{path}: holds {Precisions.NameOf(model.StoredType)}, {ModelFiles.QuantConfigName} says {Precisions.NameOf(file.Precision)}; export the model anew");
        var digest = Checkpoint.Digest(path);
        if (digest != file.Sha256) throw new AsciiGenException($"{path}: SHA-256 is {digest}, {ModelFiles.QuantConfigName} says {file.Sha256}; export the model anew");
        Console.WriteLine($"{file.Name}: digest, shapes, scales, values: ok ({Precisions.NameOf(file.Precision)}, {file.ByteCount:N0} bytes)");
        if (exact is not null) Compare(path, file, model, exact);
        DrawOne(file.Name, model);
    }

    private static void Compare(string path, QuantizedFile file, LoadedModel model, LoadedModel exact)
    {
        var most = file.Precision == Precision.Int8 ? MostInt8Error : MostInt4Error;
        var (worst, name) = (0.0, "");
        foreach (var spec in TensorCatalog.Of(exact.Config))
        {
            var error = RelativeError(exact.Weights.Values(spec.Name), model.Weights.Values(spec.Name));
            if (error > worst) (worst, name) = (error, spec.Name);
        }

        if (worst > most) throw new AsciiGenException($"{path}: tensor '{name}' differs from {ModelFiles.WeightsName} by {100 * worst:0.0}%, expected at most {100 * most:0}%; export the model anew");
        Console.WriteLine($"{file.Name}: against {ModelFiles.WeightsName}: ok (no tensor differs by more than {100 * worst:0.00}%, '{name}')");
    }

    private static double RelativeError(ReadOnlySpan<float> exact, ReadOnlySpan<float> found)
    {
        double squares = 0, errors = 0;
        for (var i = 0; i < exact.Length; i++)
        {
            squares += (double)exact[i] * exact[i];
            errors += ((double)found[i] - exact[i]) * ((double)found[i] - exact[i]);
        }

        return errors == 0 ? 0 : Math.Sqrt(errors / squares);
    }

    private static void DrawOne(string name, LoadedModel model)
    {
        var drawing = new Generator(new Transformer(model.Config, model.Weights)).Draw(new GenerateOptions { Prompt = "cat", Width = 24, Height = 12 });
        var rows = drawing.Split('\n');
        if (rows.Length > 12 || rows.Any(row => row.Length > 24)) throw new AsciiGenException($"{name}: a drawing broke its limits; this is a bug, please report it");
        Console.WriteLine($"{name}: one drawing under limits: ok ({rows.Max(row => row.Length)}x{rows.Length} of 24x12)");
    }
}
