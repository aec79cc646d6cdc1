// `export`: checkpoint -> model directory that ascii-gen reads; without a checkpoint, a fresh untrained model for
// smoke tests.

using System.CommandLine;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Training.Checkpoints;

namespace AsciiGen.Lab;

internal static class ExportCommand
{
    private static readonly Dictionary<string, Precision> _types = Enum.GetValues<Precision>().Where(Precisions.IsFloat).ToDictionary(Precisions.NameOf);

    internal static Command Create()
    {
        var checkpoint = new Option<string?>("--checkpoint") { Description = "Checkpoint to export; without one, an untrained model of --preset", HelpName = "PATH" };
        var output = new Option<string>("--output-dir") { Description = "The model directory", HelpName = "DIR", Required = true };
        var type = new Option<string>("--dtype") { Description = "float32, float16 or bfloat16", HelpName = "TYPE", DefaultValueFactory = _ => "float16" };
        var name = new Option<string?>("--name") { Description = "Name of the model, for config.json", HelpName = "TEXT" };
        var license = new Option<string?>("--license") { Description = "Licence of the weights (SPDX), for config.json", HelpName = "ID" };
        var text = new Option<string?>("--description") { Description = "One line about the model, for config.json", HelpName = "TEXT" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of an untrained model", HelpName = "N", DefaultValueFactory = _ => 1 };
        var model = new ModelOptions();
        var command = new Command("export", "Writes a model directory: model.safetensors, config.json, tokenizer.json.") { checkpoint, output, type, name, license, text, seed };
        model.AddTo(command);
        command.Does((parsed, _) =>
        {
            var typeName = parsed.GetRequiredValue(type);
            if (!_types.TryGetValue(typeName, out var stored)) throw new ArgumentException($"--dtype '{typeName}' is unknown; use {string.Join(", ", _types.Keys)}");
            var path = parsed.GetValue(checkpoint);
            if (path is not null && model.IsGiven(parsed)) throw new ArgumentException("--checkpoint brings its own shape; leave the model options out");
            var saved = path is null ? null : Checkpoint.Load(path);
            var config = saved?.State.Config ?? model.Read(parsed);
            var directory = parsed.GetRequiredValue(output);
            var values = saved is null ? ModelInitializer.Fresh(config, parsed.GetValue(seed)) : saved.Weight;
            ModelFiles.SaveDirectory(directory, config, values, stored, new ModelDescription(parsed.GetValue(name), parsed.GetValue(license), parsed.GetValue(text)));
            var size = new FileInfo(Path.Combine(directory, ModelFiles.WeightsName)).Length;
            Console.WriteLine($"{directory}: {config.ParameterCount:N0} parameters as {typeName}, {size:N0} bytes{(saved is null ? ", untrained" : $", step {saved.State.Step:N0}")}.");
        });
        return command.WithExamples(
            "ascii-lab export --checkpoint runs/first --output-dir out",
            "ascii-lab export --checkpoint runs/first/best.json --output-dir out --dtype float32",
            "ascii-lab export --preset tiny --output-dir out");
    }
}
