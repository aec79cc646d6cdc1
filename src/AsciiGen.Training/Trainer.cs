// The training loop: batch, forward, backward, update, now and then a validation and a checkpoint. A run is a pure
// function of the pack, the model's shape and the options; resumed from a checkpoint it goes on bit for bit.
// Does not know the screen: it reports each step to whoever listens.

using System.Diagnostics;
using AsciiGen.Model;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training;

/// <summary>Trains a model on a token pack.</summary>
public sealed class Trainer : IDisposable
{
    private static readonly double _natsPerBit = Math.Log(2);

    private readonly TrainingOptions _options;
    private readonly SampleSource _samples;
    private readonly string? _directory;
    private readonly WorkerPool _pool;
    private readonly AdamW _optimiser;
    private readonly CosineSchedule _schedule;
    private readonly MetricsLog? _metrics;
    private readonly Batch _batch;
    private long _tokensSeen;
    private double _best = double.NaN;
    private double _lastValidation = double.NaN;

    /// <summary>Starts a new run.</summary>
    /// <param name="config">Shape of the model.</param>
    /// <param name="options">Settings.</param>
    /// <param name="pack">Data.</param>
    /// <param name="initial">First weights.</param>
    /// <param name="directory">Where checkpoints and metrics go; null: nowhere.</param>
    /// <param name="threads">Threads to train with.</param>
    public Trainer(ModelConfig config, TrainingOptions options, TokenPack pack, Func<TensorSpec, ReadOnlyMemory<float>> initial, string? directory, int threads)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _directory) = (options, directory);
        _metrics = directory is null ? null : new MetricsLog(directory);
        _samples = new SampleSource(pack, config, options.Seed, options.Mirror);
        _pool = new WorkerPool(threads);
        var capacity = options.BatchTokens + config.BlockSize;
        _batch = new Batch(capacity, config.PromptBuckets);
        Model = new TrainableModel(config, initial, _pool, capacity);
        _optimiser = new AdamW(Model.Parameters, _pool, new AdamWOptions(Beta2: options.Beta2, WeightDecay: options.WeightDecay, ClipNorm: options.ClipNorm, PromptRate: options.PromptRate));
        _schedule = new CosineSchedule(options.LearningRate, options.MinLearningRate, options.WarmUpSteps, options.MaxIterations);
    }

    /// <summary>Goes on with a saved run.</summary>
    public Trainer(Checkpoint checkpoint, TrainingOptions options, TokenPack pack, string? directory, int threads)
        : this(checkpoint.State.Config, options, pack, checkpoint.Weight, directory, threads)
    {
        checkpoint.Restore(_optimiser);
        (Step, _tokensSeen, _best, _lastValidation) =
            (checkpoint.State.Step, checkpoint.State.TokensSeen, checkpoint.State.BestValidationLoss, checkpoint.State.ValidationLoss);
    }

    /// <summary>The model being trained.</summary>
    public TrainableModel Model { get; }

    /// <summary>Updates done.</summary>
    public int Step { get; private set; }

    /// <summary>Drawings trained on, held out for validation, and left out because they do not fit the model.</summary>
    public (int Training, int Validation, int LeftOut) Counts => (_samples.TrainingCount, _samples.Validation.Count, _samples.LeftOut);

    /// <summary>Runs to the end, or until cancelled: then the step is finished and saved.</summary>
    /// <exception cref="AsciiGenException">The loss is no longer a number.</exception>
    public void Run(Action<TrainingProgress> report, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        _metrics?.StartAfter(Step);
        var clock = Stopwatch.StartNew();
        var (firstStep, firstTokens) = (Step, _tokensSeen);
        while (Step < _options.MaxIterations && !cancel.IsCancellationRequested)
        {
            var step = TrainStep();
            var validation = IsDue(_options.EvaluationInterval) ? Validate() : null;
            var isBest = validation is not null && !(validation.Loss >= _best);
            if (validation is not null) _lastValidation = validation.Loss;
            if (isBest) _best = validation!.Loss;
            if (isBest || IsDue(_options.CheckpointInterval)) Save(isBest);
            var perStep = clock.Elapsed.TotalSeconds / (Step - firstStep);
            var progress = new TrainingProgress(
                Step, _options.MaxIterations, step.Loss, step.Bits, step.Rate, step.Norm,
                (_tokensSeen - firstTokens) / clock.Elapsed.TotalSeconds, _tokensSeen, perStep * (_options.MaxIterations - Step), validation);
            _metrics?.Append(progress);
            report(progress);
        }

        if (cancel.IsCancellationRequested) Save(isBest: false);
    }

    /// <summary>Mean loss over the validation drawings; null without any.</summary>
    public ValidationResult? Validate()
    {
        if (_samples.Validation.Count == 0) return null;
        double loss = 0;
        long targets = 0, characters = 0;
        for (var first = 0; first < _samples.Validation.Count;)
        {
            first = _samples.FillValidation(_batch, first);
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
            _samples.FillTraining(_batch, ((long)step * _options.Accumulate) + part, _options.BatchTokens);
            Model.Forward(_batch);
            loss += Model.Loss(_batch, 1f / (_batch.TargetCount * _options.Accumulate));
            Model.Backward(_batch);
            targets += _batch.TargetCount;
            characters += _batch.CharacterCount;
            tokens += _batch.TokenCount;
        }

        var rate = _schedule.RateAt(step);
        if (!double.IsFinite(loss))
        {
            throw new AsciiGenException($"the loss of step {step} is not a number; resume from the last checkpoint with a lower --learning-rate");
        }

        var norm = _optimiser.Update(step, rate);
        Step = step;
        _tokensSeen += tokens;
        return (loss / targets, loss / characters / _natsPerBit, rate, norm);
    }

    private bool IsDue(int interval) => Step == _options.MaxIterations || (interval > 0 && Step % interval == 0);

    private void Save(bool isBest)
    {
        if (_directory is null) return;
        var state = new CheckpointState(Model.Config, _options, Step, _tokensSeen, _best, _lastValidation);
        Checkpoint.Save(_directory, isBest ? ["last", "best"] : ["last"], state, Model.Parameters, _optimiser);
    }
}
