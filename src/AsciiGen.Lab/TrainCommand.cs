// `train`: corpus, token pack or drawings of one's own -> checkpoints. Puts data, model, folder, trainer and screen
// together. Whatever the run needs lies in its folder, so it can always go on from there.

using System.CommandLine;
using System.Reflection;
using System.Text.Json.Nodes;
using AsciiGen.Formats;
using AsciiGen.Lab.Training;
using AsciiGen.Model;
using AsciiGen.Training;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Data;
using AsciiGen.Training.Reports;

namespace AsciiGen.Lab;

internal static class TrainCommand
{
    private const int MostThreads = 256;
    private const int SampleCount = 4;

    private static readonly Option<string> _directory = new("--checkpoint-dir") { Description = "Folder of the run: checkpoints, metrics, samples, report", HelpName = "DIR", DefaultValueFactory = _ => "runs/default" };
    private static readonly Option<string?> _resume = new("--resume-from") { Description = "Run or checkpoint to go on from, with its own shape and settings", HelpName = "PATH" };
    private static readonly Option<string?> _start = new("--init-from") { Description = "Checkpoint or model directory whose weights a new run starts from", HelpName = "PATH" };
    private static readonly Option<string> _device = new("--device") { Description = "Where to train; only cpu", HelpName = "NAME", DefaultValueFactory = _ => "cpu" };
    private static readonly Option<int> _threads = new("--threads") { Description = "Threads to train with", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string?> _samples = new("--sample") { Description = "Prompts drawn at every evaluation, 'none' for none; without it four common subjects of the pack", HelpName = "WORD,..." };

    internal static Command Create()
    {
        var (model, data, settings) = (new ModelOptions(), new TrainData(), new TrainSettings());
        var command = new Command("train", "Trains a model on drawings; Ctrl-C finishes the step and saves.");
        data.AddTo(command);
        foreach (var option in new Option[] { _directory, _resume, _start, _samples, _device, _threads }) command.Options.Add(option);
        settings.AddTo(command);
        model.AddTo(command);
        command.Subcommands.Add(TrainReportCommand.Create());
        command.Does((parsed, cancel) => Run(parsed, model, data, settings, cancel));
        return command.WithExamples(
            "ascii-lab train --db-path data/ascii_art.db --preset small --checkpoint-dir runs/first",
            "ascii-lab train --pack data/pack.safetensors --preset tiny --max-iters 200",
            "ascii-lab train --resume-from runs/first --pack data/pack.safetensors",
            "ascii-lab train --init-from models/default --drawings my-drawings --pack data/pack.safetensors --checkpoint-dir runs/mine");
    }

    /// <summary>The number of threads that was asked for.</summary>
    internal static int Threads(ParseResult parsed, Option<int> option)
    {
        var threads = parsed.GetValue(option);
        return threads is >= 1 and <= MostThreads ? threads : throw new ArgumentException($"{option.Name} is {threads}, expected 1..{MostThreads}");
    }

    private static void Run(ParseResult parsed, ModelOptions model, TrainData data, TrainSettings settings, CancellationToken cancel)
    {
        var device = parsed.GetRequiredValue(_device);
        if (device != "cpu") throw new ArgumentException($"--device {device} is not supported; only cpu is");
        var threads = Threads(parsed, _threads);
        Samples(parsed); // a prompt that cannot be one is refused before anything is made
        var directory = parsed.GetRequiredValue(_directory);
        var (resume, start) = (parsed.GetValue(_resume), parsed.GetValue(_start));
        if (resume is not null && model.IsGiven(parsed)) throw new ArgumentException("--resume-from goes on with the checkpoint's own shape; leave the model options out");
        if (resume is not null && start is not null) throw new ArgumentException("give --resume-from or --init-from, not both");
        var checkpoint = resume is null ? null : Load(resume);
        if (checkpoint is not null && !parsed.IsTyped(_directory)) directory = Path.GetDirectoryName(Path.GetFullPath(checkpoint.Path))!;
        var defaults = start is not null && data.HasDrawings(parsed) ? TrainSettings.FineTuning : new TrainingOptions();
        var options = checkpoint is null ? settings.Read(parsed, defaults) : settings.Override(checkpoint.State.Options, parsed);
        if (checkpoint is null && File.Exists(Path.Combine(directory, "last.json")))
        {
            throw new ArgumentException($"{directory} holds a run already; go on with --resume-from {directory}, or give another --checkpoint-dir");
        }

        if (checkpoint is not null && options.MaxIterations < checkpoint.State.Step)
        {
            throw new ArgumentException($"--max-iters is {options.MaxIterations}, but the checkpoint is at step {checkpoint.State.Step} already; give a larger number");
        }

        var (config, initial) = checkpoint is null ? Start(parsed, model, options.Seed) : (checkpoint.State.Config, checkpoint.Weight);
        var path = data.PackPath(parsed, directory, options.Seed, resume is not null);
        var pack = TokenPack.Load(path);
        using var folder = new RunFolder(directory, checkpoint?.State.Step ?? 0);
        var screen = TrainScreen.Create(directory);
        using var trainer = checkpoint is null
            ? new Trainer(config, options, pack, initial, folder, threads) { Say = screen.Say }
            : new Trainer(checkpoint, options, pack, folder, threads) { Say = screen.Say };
        var description = Describe(parsed, trainer, options, path, pack, directory, threads);
        folder.Describe(description);
        screen.Say(
            $"{config.ParameterCount:N0} parameters, {description.TrainingDrawings:N0} drawings to learn from, {description.ValidationDrawings:N0} to validate with, {trainer.Counts.LeftOut:N0} too large; "
            + $"step {trainer.Step:N0} of {options.MaxIterations:N0}, {threads} threads, checkpoints in {directory}");
        Train(trainer, folder, screen, new SampleDrawer(description.Samples), cancel);
        cancel.ThrowIfCancellationRequested();
        Console.WriteLine(Path.Combine(directory, "last.json"));
    }

    private static void Train(Trainer trainer, RunFolder folder, TrainScreen screen, SampleDrawer drawer, CancellationToken cancel) => screen.Watch(() => trainer.Run(
        progress =>
        {
            var drawings = progress.IsEvaluation ? drawer.Draw(trainer.Model, progress.Step) : [];
            foreach (var drawing in drawings) folder.Record(drawing);
            screen.Show(progress, drawings);
            if (!progress.IsEvaluation) return;
            try
            {
                TrainingReport.Save(folder.Path);
            }
            catch (AsciiGenException error)
            {
                screen.Say($"ascii-lab: the report could not be written ({error.Message}); training goes on.");
            }
        },
        cancel), () => trainer.LastSaved);

    /// <summary>The checkpoint a run goes on from: where a folder is given, its newest that is whole.</summary>
    private static Checkpoint Load(string path)
    {
        static void Warn(string message) => Console.Error.WriteLine($"ascii-lab: {message}");
        if (Directory.Exists(path)) return CheckpointFolder.LoadNewest(path, Warn);
        return Path.GetFileName(path) == "last.json" && File.Exists(path) ? CheckpointFolder.LoadNewest(Path.GetDirectoryName(Path.GetFullPath(path))!, Warn) : Checkpoint.Load(path);
    }

    /// <summary>Shape and first weights of a new run.</summary>
    private static (ModelConfig Config, Func<TensorSpec, ReadOnlyMemory<float>> Initial) Start(ParseResult parsed, ModelOptions model, ulong seed)
    {
        if (parsed.GetValue(_start) is not { } path)
        {
            var config = model.Read(parsed);
            return (config, ModelInitializer.Fresh(config, seed));
        }

        if (model.IsGiven(parsed)) throw new ArgumentException("--init-from brings its own shape; leave the model options out");
        if (File.Exists(Path.Combine(path, ModelFiles.ConfigName)) && File.Exists(Path.Combine(path, ModelFiles.TokenizerName)))
        {
            // The exact weights where they are; a model that was released with int8 weights alone goes on from those.
            var exact = Path.Combine(path, ModelFiles.WeightsName);
            var saved = ModelFiles.LoadFile(File.Exists(exact) ? exact : ModelFiles.WeightsIn(path));
            return (saved.Config, spec => saved.Weights.Tensor(spec.Name).ToFloats());
        }

        var checkpoint = Checkpoint.Load(path);
        return (checkpoint.State.Config, checkpoint.Weight);
    }

    /// <summary>The prompts that were typed; null for none.</summary>
    private static string[]? Samples(ParseResult parsed)
    {
        if (parsed.GetValue(_samples) is not { } typed) return null;
        return typed == "none" ? [] : [.. typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Tokens.Prompt.Normalize)];
    }

    /// <summary>What config.json says. A resumed run keeps its first command and the prompts of its samples.</summary>
    private static RunDescription Describe(ParseResult parsed, Trainer trainer, TrainingOptions options, string path, TokenPack pack, string directory, int threads)
    {
        var before = trainer.Step == 0 ? null : RunStory.LoadDescription(directory);
        var samples = Samples(parsed) ?? before?.Samples ?? SampleDrawer.Choose(pack, SampleCount);
        var command = "ascii-lab " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));
        var version = typeof(TrainCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return new RunDescription(
            RunDescription.FormatName, version, before?.Command ?? command, before is null ? null : command, path, Checkpoint.Digest(path),
            trainer.Counts.Training, trainer.Counts.Validation, threads, trainer.Model.Config.ParameterCount, samples,
            JsonNode.Parse(ModelFiles.FormatConfig(trainer.Model.Config))!.AsObject(), options);
    }
}
