// `train`: corpus or token pack -> checkpoints. Packs the corpus beside the checkpoints when a database is given, so a
// run can always be repeated from its own folder.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Training;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Data;

namespace AsciiGen.Lab;

internal static class TrainCommand
{
    private const int MostThreads = 256;

    private static readonly TrainingOptions _defaults = new();

    private static readonly Option<string?> _database = new("--db-path") { Description = "Corpus database to pack and train on", HelpName = "FILE" };
    private static readonly Option<string?> _pack = new("--pack") { Description = "Token pack to train on, instead of a database", HelpName = "FILE" };
    private static readonly Option<string> _directory = new("--checkpoint-dir") { Description = "Folder of checkpoints and metrics", HelpName = "DIR", DefaultValueFactory = _ => "runs/default" };
    private static readonly Option<string?> _resume = new("--resume-from") { Description = "Checkpoint to go on from, with its own shape and settings", HelpName = "PATH" };
    private static readonly Option<string?> _start = new("--init-from") { Description = "Checkpoint or model directory whose weights a new run starts from", HelpName = "PATH" };
    private static readonly Option<string> _device = new("--device") { Description = "Where to train; only cpu", HelpName = "NAME", DefaultValueFactory = _ => "cpu" };
    private static readonly Option<int> _threads = new("--threads") { Description = "Threads to train with", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<int> _iterations = new("--max-iters") { Description = "Steps in all; a step is one update of the weights", HelpName = "N", DefaultValueFactory = _ => _defaults.MaxIterations };
    private static readonly Option<int> _batch = new("--batch-tokens") { Description = "Least tokens of a batch", HelpName = "N", DefaultValueFactory = _ => _defaults.BatchTokens };
    private static readonly Option<int> _accumulate = new("--accumulate") { Description = "Batches for one step", HelpName = "N", DefaultValueFactory = _ => _defaults.Accumulate };
    private static readonly Option<double> _rate = new("--learning-rate") { Description = "Highest learning rate", HelpName = "R", DefaultValueFactory = _ => _defaults.LearningRate };
    private static readonly Option<double> _floor = new("--min-learning-rate") { Description = "Learning rate at the end", HelpName = "R", DefaultValueFactory = _ => _defaults.MinLearningRate };
    private static readonly Option<int> _warmUp = new("--warm-up") { Description = "Steps of the linear rise", HelpName = "N", DefaultValueFactory = _ => _defaults.WarmUpSteps };
    private static readonly Option<double> _decay = new("--weight-decay") { Description = "Weight decay of the linear maps", HelpName = "D", DefaultValueFactory = _ => _defaults.WeightDecay };
    private static readonly Option<double> _clip = new("--clip-norm") { Description = "Largest gradient norm, 0 for none", HelpName = "N", DefaultValueFactory = _ => _defaults.ClipNorm };
    private static readonly Option<double> _beta2 = new("--beta2") { Description = "Decay of the second moment", HelpName = "B", DefaultValueFactory = _ => _defaults.Beta2 };
    private static readonly Option<double> _promptRate = new("--prompt-rate") { Description = "Times the rate for the table of prompt features", HelpName = "F", DefaultValueFactory = _ => _defaults.PromptRate };
    private static readonly Option<ulong> _seed = new("--seed") { Description = "Seed of weights and data", HelpName = "N", DefaultValueFactory = _ => _defaults.Seed };
    private static readonly Option<bool> _noMirror = new("--no-mirror") { Description = "Never show a drawing mirrored" };
    private static readonly Option<int> _evaluate = new("--eval-interval") { Description = "Steps between validations, 0 for one at the end", HelpName = "N", DefaultValueFactory = _ => _defaults.EvaluationInterval };
    private static readonly Option<int> _save = new("--checkpoint-interval") { Description = "Steps between checkpoints, 0 for one at the end", HelpName = "N", DefaultValueFactory = _ => _defaults.CheckpointInterval };

    private static readonly Option<int> _keep = new("--keep") { Description = "Checkpoints kept beside the best", HelpName = "N", DefaultValueFactory = _ => _defaults.Keep };

    internal static Command Create()
    {
        var model = new ModelOptions();
        var command = new Command("train", "Trains a model on a corpus; Ctrl-C finishes the step and saves.")
        {
            _database, _pack, _directory, _resume, _start, _device, _threads, _iterations, _batch, _accumulate, _rate, _floor, _warmUp, _decay, _clip, _beta2,
            _promptRate, _seed, _noMirror, _evaluate, _save, _keep,
        };
        model.AddTo(command);
        command.Does((parsed, cancel) => Run(parsed, model, cancel));
        return command.WithExamples(
            "ascii-lab train --db-path data/ascii_art.db --preset small --checkpoint-dir runs/first",
            "ascii-lab train --pack data/pack.safetensors --preset tiny --max-iters 200",
            "ascii-lab train --resume-from runs/first --pack data/pack.safetensors",
            "ascii-lab train --init-from models/default --pack data/mine.safetensors --max-iters 300 --checkpoint-dir runs/mine");
    }

    private static void Run(ParseResult parsed, ModelOptions model, CancellationToken cancel)
    {
        var device = parsed.GetRequiredValue(_device);
        if (device != "cpu") throw new ArgumentException($"--device {device} is not supported; only cpu is");
        var threads = parsed.GetValue(_threads);
        if (threads is < 1 or > MostThreads) throw new ArgumentException($"--threads is {threads}, expected 1..{MostThreads}");
        var directory = parsed.GetRequiredValue(_directory);
        var resume = parsed.GetValue(_resume);
        if (resume is not null && model.IsGiven(parsed)) throw new ArgumentException("--resume-from goes on with the checkpoint's own shape; leave the model options out");

        if (resume is not null && parsed.GetValue(_start) is not null) throw new ArgumentException("give --resume-from or --init-from, not both");
        var checkpoint = resume is null ? null : Load(resume);
        if (checkpoint is not null && !parsed.IsTyped(_directory)) directory = Path.GetDirectoryName(Path.GetFullPath(checkpoint.Path))!;
        var options = checkpoint is null ? Read(parsed) : Override(checkpoint.State.Options, parsed);
        CheckTyped(options);
        if (checkpoint is null && File.Exists(Path.Combine(directory, "last.json")))
        {
            throw new ArgumentException($"{directory} holds a run already; go on with --resume-from {directory}, or give another --checkpoint-dir");
        }

        if (checkpoint is not null && options.MaxIterations < checkpoint.State.Step)
        {
            throw new ArgumentException($"--max-iters is {options.MaxIterations}, but the checkpoint is at step {checkpoint.State.Step} already; give a larger number");
        }

        var (config, initial) = checkpoint is null ? Start(parsed, model, options.Seed) : (checkpoint.State.Config, checkpoint.Weight);
        var pack = TokenPack.Load(PackPath(parsed, directory, options.Seed));

        using var folder = new RunFolder(directory, checkpoint?.State.Step ?? 0);
        using var trainer = checkpoint is null
            ? new Trainer(config, options, pack, initial, folder, threads) { Say = Warn }
            : new Trainer(checkpoint, options, pack, folder, threads) { Say = Warn };
        var counts = trainer.Counts;
        Console.Error.WriteLine(
            $"{config.ParameterCount:N0} parameters, {counts.Training:N0} drawings to learn from, {counts.Validation:N0} to validate with, {counts.LeftOut:N0} too large; "
            + $"step {trainer.Step:N0} of {options.MaxIterations:N0}, {threads} threads, checkpoints in {directory}");
        using (var line = new ProgressLine()) trainer.Run(line.Report, cancel);
        cancel.ThrowIfCancellationRequested();
        Console.WriteLine(Path.Combine(directory, "last.json"));
    }

    /// <summary>The checkpoint a run goes on from: where a folder is given, its newest that is whole.</summary>
    private static Checkpoint Load(string path) => Directory.Exists(path) ? CheckpointFolder.LoadNewest(path, Warn)
        : Path.GetFileName(path) == "last.json" && File.Exists(path) ? CheckpointFolder.LoadNewest(Path.GetDirectoryName(Path.GetFullPath(path))!, Warn)
        : Checkpoint.Load(path);

    private static void Warn(string message) => Console.Error.WriteLine($"ascii-lab: {message}");

    /// <summary>Shape and first weights of a new run.</summary>
    private static (ModelConfig Config, Func<TensorSpec, ReadOnlyMemory<float>> Initial) Start(ParseResult parsed, ModelOptions model, ulong seed)
    {
        if (parsed.GetValue(_start) is not { } path)
        {
            var config = model.Read(parsed);
            return (config, ModelInitializer.Fresh(config, seed));
        }

        if (model.IsGiven(parsed)) throw new ArgumentException("--init-from brings its own shape; leave the model options out");
        if (File.Exists(Path.Combine(path, ModelFiles.WeightsName)))
        {
            var saved = ModelFiles.LoadDirectory(path);
            return (saved.Config, spec => saved.Weights.Values(spec.Name).ToArray());
        }

        var checkpoint = Checkpoint.Load(path);
        return (checkpoint.State.Config, checkpoint.Weight);
    }

    // What was typed on the command line is a matter of usage, not of a file.
    private static void CheckTyped(TrainingOptions options)
    {
        try
        {
            options.Validate();
        }
        catch (AsciiGenException error)
        {
            throw new ArgumentException(error.Message, error);
        }
    }

    private static TrainingOptions Read(ParseResult parsed) => new()
    {
        MaxIterations = parsed.GetValue(_iterations),
        BatchTokens = parsed.GetValue(_batch),
        Accumulate = parsed.GetValue(_accumulate),
        LearningRate = parsed.GetValue(_rate),
        // Only the default gives way to a lower --learning-rate; a rate that was typed is checked.
        MinLearningRate = parsed.IsTyped(_floor) ? parsed.GetValue(_floor) : Math.Min(parsed.GetValue(_floor), parsed.GetValue(_rate)),
        WarmUpSteps = parsed.GetValue(_warmUp),
        WeightDecay = parsed.GetValue(_decay),
        ClipNorm = parsed.GetValue(_clip),
        Beta2 = parsed.GetValue(_beta2),
        PromptRate = parsed.GetValue(_promptRate),
        Seed = parsed.GetValue(_seed),
        Mirror = !parsed.GetValue(_noMirror),
        EvaluationInterval = parsed.GetValue(_evaluate),
        CheckpointInterval = parsed.GetValue(_save),
        Keep = parsed.GetValue(_keep),
    };

    /// <summary>A resumed run keeps its settings; only where it ends and how often it reports may be changed.</summary>
    private static TrainingOptions Override(TrainingOptions saved, ParseResult parsed)
    {
        foreach (var option in new Option[] { _batch, _accumulate, _rate, _floor, _warmUp, _decay, _clip, _beta2, _promptRate, _seed, _noMirror })
        {
            if (parsed.IsTyped(option))
            {
                throw new ArgumentException($"{option.Name} cannot change in a resumed run; leave it out, or start a new run");
            }
        }

        int Given(Option<int> option, int kept) => parsed.IsTyped(option) ? parsed.GetValue(option) : kept;
        return saved with
        {
            MaxIterations = Given(_iterations, saved.MaxIterations),
            EvaluationInterval = Given(_evaluate, saved.EvaluationInterval),
            CheckpointInterval = Given(_save, saved.CheckpointInterval),
            Keep = Given(_keep, saved.Keep),
        };
    }

    private static string PackPath(ParseResult parsed, string directory, ulong seed)
    {
        var (database, pack) = (parsed.GetValue(_database), parsed.GetValue(_pack));
        if (database is not null && pack is not null) throw new ArgumentException("give --db-path or --pack, not both");
        if (pack is not null) return pack;
        var own = Path.Combine(directory, "pack.safetensors");
        if (database is null)
        {
            if (File.Exists(own) && parsed.GetValue(_resume) is not null) return own;
            throw new ArgumentException("there is nothing to train on; give --db-path FILE or --pack FILE");
        }

        using var corpus = CorpusDatabase.Open(database, readOnly: true);
        RunFolder.Make(directory);
        PackWriter.Save(corpus, own, new PackOptions { Seed = seed, Command = $"ascii-lab train --db-path {database} --seed {seed}" });
        return own;
    }
}
