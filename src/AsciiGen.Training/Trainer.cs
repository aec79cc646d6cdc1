// The training loop: batch, forward, backward, update, now and then a validation and a checkpoint. A run is a pure
// function of the pack, the model's shape and the options; resumed from a checkpoint it goes on bit for bit. A step that
// went wrong stops it, a checkpoint that could not be saved does not. Does not know the screen: it reports each step.

using System.Diagnostics;
using System.Globalization;
using AsciiGen.Model;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training;

/// <summary>Trains a model on a token pack.</summary>
internal sealed class Trainer : IDisposable
{
    private static readonly double _natsPerBit = Math.Log(2);

    private readonly TrainingOptions _options;
    private readonly SampleSource _samples;
    private readonly RunFolder? _folder;
    private readonly TokenPack _pack;
    private readonly WorkerPool _pool;
    private readonly IOptimiser _optimiser;
    private readonly LearningRateSchedule _schedule;
    private readonly Batch _batch;
    private LossGuard _guard;
    private string? _unsaved; // why the newest checkpoint could not be saved
    private long _tokensSeen;
    private double _best = double.NaN;
    private double _lastValidation = double.NaN;

    /// <summary>Starts a new run.</summary>
    /// <param name="config">Shape of the model.</param>
    /// <param name="options">Settings.</param>
    /// <param name="pack">Data.</param>
    /// <param name="initial">First weights.</param>
    /// <param name="folder">Where checkpoints and metrics go; null: nowhere.</param>
    /// <param name="threads">Threads to train with.</param>
    public Trainer(ModelConfig config, TrainingOptions options, TokenPack pack, Func<TensorSpec, ReadOnlyMemory<float>> initial, RunFolder? folder, int threads)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _pack, _folder) = (options, pack, folder);
        _samples = new SampleSource(pack, config, options);
        _pool = new WorkerPool(threads);
        var capacity = options.BatchTokens + config.BlockSize;
        _batch = new Batch(capacity, config.PromptBuckets);
        Model = new TrainableModel(config, initial, _pool, capacity);
        _optimiser = OptimiserKinds.Create(options, Model.Parameters, _pool);
        _schedule = new LearningRateSchedule(options.LearningRate, options.MinLearningRate, options.WarmUpSteps, options.MaxIterations, options.Decay);
        _guard = new LossGuard(options.WarmUpSteps, double.NaN);
    }

    /// <summary>Goes on with a saved run.</summary>
    public Trainer(Checkpoint checkpoint, TrainingOptions options, TokenPack pack, RunFolder? folder, int threads)
        : this(checkpoint.State.Config, options, pack, checkpoint.Weight, folder, threads)
    {
        checkpoint.Restore(_optimiser);
        var state = checkpoint.State;
        (Step, LastSaved, _tokensSeen, _best, _lastValidation) = (state.Step, state.Step, state.TokensSeen, state.BestValidationLoss, state.ValidationLoss);
        _guard = new LossGuard(options.WarmUpSteps, state.RunningLoss);
    }

    /// <summary>The model being trained.</summary>
    public TrainableModel Model { get; }

    /// <summary>Updates done.</summary>
    public int Step { get; private set; }

    /// <summary>Step of the newest checkpoint, 0 before the first.</summary>
    public int LastSaved { get; private set; }

    /// <summary>Drawings trained on, held out for validation, and left out because they do not fit the model.</summary>
    public (int Training, int Validation, int LeftOut) Counts => (_samples.TrainingCount, _samples.Validation.Count, _samples.LeftOut);

    /// <summary>Told in one line of what went wrong without stopping the run.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Runs to the end, or until cancelled: then the step is finished and saved.</summary>
    /// <exception cref="AsciiGenException">A step went wrong (see <see cref="LossGuard"/>), or the last checkpoint could not be saved.</exception>
    public void Run(Action<TrainingProgress> report, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        var clock = Stopwatch.StartNew();
        var (firstStep, firstTokens) = (Step, _tokensSeen);
        while (Step < _options.MaxIterations && !cancel.IsCancellationRequested)
        {
            var step = TrainStep();
            var isEvaluation = IsDue(_options.EvaluationInterval);
            var validation = isEvaluation ? Validate() : null;
            if (validation is not null) Note(validation);
            var perStep = clock.Elapsed.TotalSeconds / (Step - firstStep);
            var progress = new TrainingProgress(
                Step, _options.MaxIterations, step.Loss, step.Bits, step.Rate, step.Norm,
                (_tokensSeen - firstTokens) / clock.Elapsed.TotalSeconds, _tokensSeen, perStep * (_options.MaxIterations - Step), validation)
            {
                IsEvaluation = isEvaluation,
            };
            _folder?.Record(progress);
            report(progress);
            var isBest = validation is not null && (double.IsNaN(_best) || validation.Loss < _best);
            if (isBest || IsDue(_options.CheckpointInterval)) Save(isBest);
        }

        if (cancel.IsCancellationRequested && LastSaved != Step) Save(isBest: false);
        if (_unsaved is not null) throw new AsciiGenException($"{_unsaved}. {WhatIsLeft()}; make room and go on with --resume-from {_folder!.Path}");
    }

    /// <summary>Mean loss over the validation drawings, each under its exact size, or with room to spare; null without any.</summary>
    public ValidationResult? Validate(bool withRoom = false)
    {
        if (_samples.Validation.Count == 0) return null;
        double loss = 0;
        long targets = 0, characters = 0;
        for (var first = 0; first < _samples.Validation.Count;)
        {
            first = _samples.FillValidation(_batch, first, withRoom);
            Model.Forward(_batch);
            loss += Model.Loss(_batch, 0);
            targets += _batch.TargetCount;
            characters += _batch.CharacterCount;
        }

        return new ValidationResult(loss / targets, loss / characters / _natsPerBit, _samples.Validation.Count);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _optimiser.Dispose();
        Model.Dispose();
        _pool.Dispose();
    }

    private (double Loss, double Bits, double Rate, double Norm) TrainStep()
    {
        var step = Step + 1;
        double loss = 0;
        long targets = 0, characters = 0, tokens = 0;
        Model.Parameters.ClearGradients();
        for (var part = 0; part < _options.Accumulate; part++)
        {
            _samples.FillTraining(_batch, step, part);
            Model.Forward(_batch);
            loss += Model.Loss(_batch, 1f / (_batch.TargetCount * _options.Accumulate));
            Model.Backward(_batch);
            targets += _batch.TargetCount;
            characters += _batch.CharacterCount;
            tokens += _batch.TokenCount;
        }

        var rate = _schedule.RateAt(step);
        var norm = _optimiser.Update(step, rate);
        var before = _guard.Mean;
        if (_guard.Judge(step, loss / targets, norm) is { } problem) throw WentWrong(step, problem, loss / targets, before, norm);
        Step = step;
        _tokensSeen += tokens;
        return (loss / targets, loss / characters / _natsPerBit, rate, norm);
    }

    private bool IsDue(int interval) => Step == _options.MaxIterations || (interval > 0 && Step % interval == 0);

    private void Note(ValidationResult validation)
    {
        _lastValidation = validation.Loss;
        if (double.IsFinite(validation.Loss)) return;
        throw new AsciiGenException($"the validation loss of step {Step} is not a number. {WhatIsLeft()}; {StartAnew()}");
    }

    private void Save(bool isBest)
    {
        var best = isBest ? _lastValidation : _best;
        try
        {
            _folder?.Save(new CheckpointState(Model.Config, _options, Step, _tokensSeen, best, _lastValidation, _guard.Mean), Model.Parameters, _optimiser, isBest);
            (_best, LastSaved, _unsaved) = (best, Step, null);
        }
        catch (AsciiGenException error)
        {
            _unsaved = $"the checkpoint of step {Step} could not be saved ({error.Message})";
            if (Step < _options.MaxIterations) Say($"{_unsaved}. {WhatIsLeft()}; training goes on and tries again at the next one.");
        }
    }

    // The batch depends on the settings and the step alone, so it is made again instead of being kept.
    private AsciiGenException WentWrong(int step, string problem, double loss, double mean, double norm)
    {
        static double? Number(double value) => double.IsFinite(value) ? value : null;
        var drawings = new List<BatchDrawing>();
        for (var part = 0; part < _options.Accumulate; part++)
        {
            _samples.FillTraining(_batch, step, part);
            for (var i = 0; i < _batch.SequenceCount; i++)
            {
                var (start, index) = (_batch.Starts[i], _batch.Drawings[i]);
                var prompt = string.Concat(_batch.Inputs[(start + 2).._batch.Prompts[i].ArtStart].Select(token => (char)token));
                drawings.Add(new BatchDrawing(_pack.Ids[index], prompt, _pack.Widths[index], _pack.Heights[index], _batch.Starts[i + 1] - start));
            }
        }

        var place = _folder?.Save(new BadBatch(step, _options.Seed, problem, Number(loss), Number(mean), Number(norm), drawings));
        return new AsciiGenException($"the loss of step {step} {problem}{(place is null ? "" : $"; its batch is in {place}")}. {WhatIsLeft()}; {StartAnew()}");
    }

    private string WhatIsLeft() => LastSaved == 0 ? "There is no checkpoint from before" : $"The checkpoint of step {LastSaved} is whole";

    // Going on would meet the same batch with the same rate, so only a new run helps.
    private string StartAnew() => string.Create(
        CultureInfo.InvariantCulture,
        $"start {(LastSaved == 0 ? "again" : $"from it with --init-from {_folder?.Path}")} with --learning-rate {_options.LearningRate / 3:G2} or lower and another --checkpoint-dir");
}
