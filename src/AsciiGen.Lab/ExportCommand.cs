// `export`: checkpoint or model -> model directory that ascii-gen reads, with quantised weights beside the exact ones.
// Without either, a fresh untrained model for smoke tests.

using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Subjects;
using AsciiGen.Training.Checkpoints;

namespace AsciiGen.Lab;

internal static class ExportCommand
{
    private static readonly Dictionary<string, Precision> _types = Enum.GetValues<Precision>().Where(Precisions.IsFloat).ToDictionary(Precisions.NameOf);
    private static readonly Dictionary<string, Precision[]> _quantizations = new()
    {
        ["none"] = [], ["int8"] = [Precision.Int8], ["int4"] = [Precision.Int4], ["both"] = [Precision.Int8, Precision.Int4],
    };

    private static readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "Checkpoint to export; without one, an untrained model of --preset", HelpName = "PATH" };
    private static readonly Option<string?> _model = new("--model") { Description = "Model directory or a weights file to export again, instead of a checkpoint", HelpName = "PATH" };
    private static readonly Option<string?> _other = new("--average-with") { Description = "Model directory or weights file of a later or earlier state of the same training, to average the weights with", HelpName = "PATH" };
    private static readonly Option<float> _share = new("--average-share") { Description = "How much of the average that one is, above 0 and below 1", HelpName = "W", DefaultValueFactory = _ => 0.5f };
    private static readonly Option<string> _output = new("--output-dir") { Description = "The model directory", HelpName = "DIR", Required = true };
    private static readonly Option<string?> _type = new("--dtype") { Description = "float32, float16 or bfloat16; float16, or what --model has, if one of them", HelpName = "TYPE" };
    private static readonly Option<string> _quantize = new("--quantize") { Description = "Smaller weights to write too: none, int8, int4 or both", HelpName = "BITS", DefaultValueFactory = _ => "int8" };
    private static readonly Option<int> _largest = new("--int8-largest")
    {
        Description = $"Largest whole number of int8 weights, {Quantizer.LeastLargestInt8} to {Quantizer.LargestInt8}; a file of smaller ones compresses better", HelpName = "N", DefaultValueFactory = _ => Quantizer.LargestInt8,
    };

    private static readonly Option<string?> _name = new("--name") { Description = "Name of the model, for config.json", HelpName = "TEXT" };
    private static readonly Option<string?> _license = new("--license") { Description = "Licence of the weights (SPDX), for config.json", HelpName = "ID" };
    private static readonly Option<string?> _text = new("--description") { Description = "One line about the model, for config.json", HelpName = "TEXT" };
    private static readonly Option<string?> _subjects = new("--subjects") { Description = "What the model knows, from corpus subjects; else what --model has", HelpName = "FILE" };
    private static readonly Option<ulong> _seed = new("--seed") { Description = "Seed of an untrained model", HelpName = "N", DefaultValueFactory = _ => 1 };

    internal static Command Create()
    {
        var (shape, steering) = (new ModelOptions(), new SteeringOptions());
        var command = new Command("export", "Writes a model directory: model.safetensors, quantised weights, config.json, tokenizer.json, subjects.tsv.")
        {
            _checkpoint, _model, _other, _share, _output, _type, _quantize, _largest, _name, _license, _text, _subjects, _seed,
        };
        shape.AddTo(command);
        steering.AddTo(command);
        command.Does((parsed, _) => Export(parsed, shape, steering));
        return command.WithExamples(
            "ascii-lab export --checkpoint runs/first --output-dir out --subjects data/subjects.tsv",
            "ascii-lab export --model models/default --output-dir out --quantize both",
            "ascii-lab export --checkpoint runs/last --average-with earlier --average-share 0.7 --output-dir out",
            "ascii-lab export --preset tiny --output-dir out --quantize none --dtype float32");
    }

    private static void Export(ParseResult parsed, ModelOptions shape, SteeringOptions steering)
    {
        var precisions = Choose(_quantizations, "--quantize", parsed.GetRequiredValue(_quantize));
        var largest = parsed.GetValue(_largest); // checked before anything is written
        if (largest is < Quantizer.LeastLargestInt8 or > Quantizer.LargestInt8) throw new ArgumentException($"{_largest.Name} is {largest}, expected {Quantizer.LeastLargestInt8} to {Quantizer.LargestInt8}");
        var asked = parsed.GetValue(_type) is { } name ? Choose(_types, "--dtype", name) : (Precision?)null;
        var source = Source(parsed, shape);
        source.Config = steering.Apply(parsed, source.Config);
        if (parsed.GetValue(_other) is { } other) (source.Values, source.Origin) = (Averaged(source.Values, source.Config, other, parsed.GetValue(_share)), $"{source.Origin}, averaged with {other}");
        else if (parsed.IsTyped(_share)) throw new ArgumentException($"{_share.Name} goes with {_other.Name}");
        var subjects = parsed.GetValue(_subjects) is { } list ? SubjectTable.Load(list) : parsed.GetValue(_model) is { } model ? ModelFiles.LoadSubjects(model) : null;
        var stored = asked ?? source.Stored;
        var before = source.Description;
        var description = new ModelDescription(parsed.GetValue(_name) ?? before?.Name, parsed.GetValue(_license) ?? before?.License, parsed.GetValue(_text) ?? before?.Description);
        var directory = parsed.GetRequiredValue(_output);
        ModelFiles.SaveDirectory(directory, source.Config, source.Values, stored, description);
        var path = Path.Combine(directory, ModelFiles.WeightsName);
        Console.WriteLine($"{path}: {source.Config.ParameterCount:N0} parameters as {Precisions.NameOf(stored)}, {new FileInfo(path).Length:N0} bytes, {source.Origin}.");
        if (subjects is not null)
        {
            subjects.Save(Path.Combine(directory, ModelFiles.SubjectsName));
            Console.WriteLine($"{Path.Combine(directory, ModelFiles.SubjectsName)}: {subjects.Count:N0} subjects.");
        }

        if (precisions.Length == 0) return;
        var files = QuantizedModel.Save(directory, ModelFiles.LoadFile(path), precisions, bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)), largest);
        foreach (var file in files) Console.WriteLine($"{Path.Combine(directory, file.Name)}: as {Precisions.NameOf(file.Precision)}, {file.ByteCount:N0} bytes.");
    }

    private static (ModelConfig Config, Func<TensorSpec, ReadOnlyMemory<float>> Values, Precision Stored, ModelDescription? Description, string Origin) Source(ParseResult parsed, ModelOptions shape)
    {
        var (checkpoint, model) = (parsed.GetValue(_checkpoint), parsed.GetValue(_model));
        if (checkpoint is not null && model is not null) throw new ArgumentException("give --checkpoint or --model, not both");
        if ((checkpoint ?? model) is not null && shape.IsGiven(parsed)) throw new ArgumentException($"{(model is null ? "--checkpoint" : "--model")} brings its own shape; leave the model options out");
        if (model is not null)
        {
            var (file, loaded) = LoadExact(model);
            var (isExact, stored) = (Precisions.IsFloat(loaded.StoredType), Precisions.NameOf(loaded.StoredType));
            return (loaded.Config, spec => loaded.Weights.Tensor(spec.Name).ToFloats(), isExact ? loaded.StoredType : Precision.Float16, loaded.Description, $"from {(isExact ? model : $"the {stored} of {file}, which is no exacter")}");
        }

        if (checkpoint is null)
        {
            var config = shape.Read(parsed);
            return (config, ModelInitializer.Fresh(config, parsed.GetValue(_seed)), Precision.Float16, null, "untrained");
        }

        var saved = Checkpoint.Load(checkpoint);
        return (saved.State.Config, saved.Weight, Precision.Float16, null, $"step {saved.State.Step:N0}");
    }

    // The float weights of a directory where it has them.
    private static (string File, LoadedModel Model) LoadExact(string path)
    {
        var exact = Path.Combine(path, ModelFiles.WeightsName);
        var file = !Directory.Exists(path) ? path : File.Exists(exact) ? exact : ModelFiles.WeightsIn(path);
        return (file, ModelFiles.LoadFile(file));
    }

    // The mean of two sets of weights, each as float32. What two ends of one training have in common stays, what each has by chance shrinks (Wortsman et al. 2022, model soups).
    private static Func<TensorSpec, ReadOnlyMemory<float>> Averaged(Func<TensorSpec, ReadOnlyMemory<float>> values, ModelConfig config, string path, float share)
    {
        if (!(share > 0 && share < 1)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{_share.Name} is {share}, expected above 0 and below 1"));
        var other = LoadExact(path).Model;
        var sameShape = config with { Preset = other.Config.Preset, Guidance = other.Config.Guidance, Temperature = other.Config.Temperature, VariedTemperature = other.Config.VariedTemperature };
        if (sameShape != other.Config) throw new AsciiGenException($"{path}: it has another shape; only states of one training can be averaged");
        return spec =>
        {
            var mean = values(spec).ToArray();
            var others = other.Weights.Tensor(spec.Name).ToFloats();
            for (var i = 0; i < mean.Length; i++) mean[i] = ((1 - share) * mean[i]) + (share * others[i]);
            return mean;
        };
    }

    private static T Choose<T>(Dictionary<string, T> choices, string option, string name) =>
        choices.TryGetValue(name, out var choice) ? choice : throw new ArgumentException($"{option} '{name}' is unknown; use {string.Join(", ", choices.Keys)}");
}
