// The settings of a training run as options: what a new run starts with, what a resumed one may change, and the gentler
// defaults for teaching a finished model a few drawings more. Does not know data, models or files.

using System.CommandLine;
using AsciiGen.Training;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Lab.Training;

/// <summary>Options that become <see cref="TrainingOptions"/>.</summary>
internal sealed class TrainSettings
{
    private static readonly TrainingOptions _defaults = new();

    private readonly Option<int> _iterations = new("--max-iters") { Description = "Steps in all; a step is one update of the weights", HelpName = "N", DefaultValueFactory = _ => _defaults.MaxIterations };
    private readonly Option<int> _batch = new("--batch-tokens") { Description = "Least tokens of a batch", HelpName = "N", DefaultValueFactory = _ => _defaults.BatchTokens };
    private readonly Option<int> _accumulate = new("--accumulate") { Description = "Batches for one step", HelpName = "N", DefaultValueFactory = _ => _defaults.Accumulate };
    private readonly Option<double> _rate = new("--learning-rate") { Description = "Highest learning rate", HelpName = "R", DefaultValueFactory = _ => _defaults.LearningRate };
    private readonly Option<double> _floor = new("--min-learning-rate") { Description = "Learning rate at the end", HelpName = "R", DefaultValueFactory = _ => _defaults.MinLearningRate };
    private readonly Option<int> _warmUp = new("--warm-up") { Description = "Steps of the linear rise", HelpName = "N", DefaultValueFactory = _ => _defaults.WarmUpSteps };
    private readonly Option<double> _decay = new("--weight-decay") { Description = "Weight decay of the linear maps", HelpName = "D", DefaultValueFactory = _ => _defaults.WeightDecay };
    private readonly Option<double> _clip = new("--clip-norm") { Description = "Largest gradient norm, 0 for none", HelpName = "N", DefaultValueFactory = _ => _defaults.ClipNorm };
    private readonly Option<double> _beta2 = new("--beta2") { Description = "Decay of the second moment", HelpName = "B", DefaultValueFactory = _ => _defaults.Beta2 };
    private readonly Option<double> _promptRate = new("--prompt-rate") { Description = "Times the rate for the table of prompt features", HelpName = "F", DefaultValueFactory = _ => _defaults.PromptRate };
    private readonly Option<string> _shape = ChoiceOption.Create("--decay", "How the rate falls", _defaults.Decay);
    private readonly Option<double> _exact = new("--exact-share") { Description = "Share of drawings shown under their exact size, 0 to 1", HelpName = "S", DefaultValueFactory = _ => _defaults.ExactShare };
    private readonly Option<double> _curriculum = new("--curriculum") { Description = "Share of the run in which drawings grow from small to all, 0 to 1", HelpName = "S", DefaultValueFactory = _ => _defaults.Curriculum };
    private readonly Option<string> _optimiser = ChoiceOption.Create("--optimiser", "What updates the weights", _defaults.Optimiser);
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of weights and data", HelpName = "N", DefaultValueFactory = _ => _defaults.Seed };
    private readonly Option<bool> _noMirror = new("--no-mirror") { Description = "Never show a drawing mirrored" };
    private readonly Option<int> _evaluate = new("--eval-interval") { Description = "Steps between validations, 0 for one at the end", HelpName = "N", DefaultValueFactory = _ => _defaults.EvaluationInterval };
    private readonly Option<int> _save = new("--checkpoint-interval") { Description = "Steps between checkpoints, 0 for one at the end", HelpName = "N", DefaultValueFactory = _ => _defaults.CheckpointInterval };
    private readonly Option<int> _keep = new("--keep") { Description = "Checkpoints kept beside the best", HelpName = "N", DefaultValueFactory = _ => _defaults.Keep };

    /// <summary>Defaults of --init-from with --drawings; measured in docs/LOG.md.</summary>
    internal static TrainingOptions FineTuning { get; } = new()
    {
        MaxIterations = 300, BatchTokens = 2048, LearningRate = 5e-4, MinLearningRate = 2e-5, WarmUpSteps = 20, Optimiser = OptimiserKind.AdamW, Mirror = false, EvaluationInterval = 50, CheckpointInterval = 50,
    };

    private IEnumerable<Option> Fixed => [_batch, _accumulate, _rate, _floor, _warmUp, _decay, _clip, _beta2, _promptRate, _optimiser, _shape, _exact, _curriculum, _seed, _noMirror];

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _iterations }.Concat(Fixed).Concat([_evaluate, _save, _keep])) command.Options.Add(option);
    }

    /// <summary>Settings of a new run.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="defaults">Where nothing was.</param>
    internal TrainingOptions Read(ParseResult parsed, TrainingOptions defaults)
    {
        T Or<T>(Option<T> option, T otherwise) => parsed.IsTyped(option) ? parsed.GetValue(option)! : otherwise;
        var rate = Or(_rate, defaults.LearningRate);
        var options = new TrainingOptions
        {
            MaxIterations = Or(_iterations, defaults.MaxIterations),
            BatchTokens = Or(_batch, defaults.BatchTokens),
            Accumulate = Or(_accumulate, defaults.Accumulate),
            LearningRate = rate,
            // Only the default gives way to a lower --learning-rate; a rate that was typed is checked.
            MinLearningRate = Or(_floor, Math.Min(defaults.MinLearningRate, rate)),
            WarmUpSteps = Or(_warmUp, defaults.WarmUpSteps),
            WeightDecay = Or(_decay, defaults.WeightDecay),
            ClipNorm = Or(_clip, defaults.ClipNorm),
            Beta2 = Or(_beta2, defaults.Beta2),
            PromptRate = Or(_promptRate, defaults.PromptRate),
            Optimiser = parsed.IsTyped(_optimiser) ? ChoiceOption.Read<OptimiserKind>(parsed, _optimiser) : defaults.Optimiser,
            Decay = parsed.IsTyped(_shape) ? ChoiceOption.Read<DecayShape>(parsed, _shape) : defaults.Decay,
            ExactShare = Or(_exact, defaults.ExactShare),
            Curriculum = Or(_curriculum, defaults.Curriculum),
            Seed = Or(_seed, defaults.Seed),
            Mirror = defaults.Mirror && !parsed.GetValue(_noMirror),
            EvaluationInterval = Or(_evaluate, defaults.EvaluationInterval),
            CheckpointInterval = Or(_save, defaults.CheckpointInterval),
            Keep = Or(_keep, defaults.Keep),
        };
        return Check(options);
    }

    /// <summary>A resumed run keeps its settings; only where it ends and how often it reports and saves may be changed.</summary>
    internal TrainingOptions Override(TrainingOptions saved, ParseResult parsed)
    {
        if (Fixed.FirstOrDefault(parsed.IsTyped) is { } option) throw new ArgumentException($"{option.Name} cannot change in a resumed run; leave it out, or start a new run");
        int Given(Option<int> option, int kept) => parsed.IsTyped(option) ? parsed.GetValue(option) : kept;
        var options = saved with
        {
            MaxIterations = Given(_iterations, saved.MaxIterations),
            EvaluationInterval = Given(_evaluate, saved.EvaluationInterval),
            CheckpointInterval = Given(_save, saved.CheckpointInterval),
            Keep = Given(_keep, saved.Keep),
        };
        return Check(options);
    }

    // What was typed on the command line is a matter of usage, not of a file.
    private static TrainingOptions Check(TrainingOptions options)
    {
        try
        {
            options.Validate();
            return options;
        }
        catch (AsciiGenException error)
        {
            throw new ArgumentException(error.Message, error);
        }
    }
}
