// The folder of one run: config.json, checkpoints, metrics.jsonl, samples.jsonl, and the batch that stopped it. One run at a time
// writes into it. Metrics are on the disk before the checkpoint that counts them, so no kill leaves a gap.
// Does not know when to save.

using System.Globalization;
using System.Text.Json;
using AsciiGen.Formats;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Optimisation;
using AsciiGen.Training.Reports;

namespace AsciiGen.Training;

/// <summary>What a run leaves behind.</summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>One JSON object a step.</summary>
    public const string MetricsName = "metrics.jsonl";

    /// <summary>One drawing a line.</summary>
    public const string SamplesName = "samples.jsonl";

    /// <summary>How the run was started.</summary>
    public const string ConfigName = "config.json";

    /// <summary>The page about it all.</summary>
    public const string ReportName = "report.html";

    private const string LockName = "run.lock";

    private readonly FileStream _lock;
    private readonly StepLog _metrics;
    private readonly StepLog _samples;
    private readonly CheckpointFolder _checkpoints;

    /// <summary>Opens the folder for a run that goes on behind a step; what an earlier course wrote after it is dropped.</summary>
    /// <param name="path">The folder; made if it is not there.</param>
    /// <param name="step">Steps done, 0 for a new run.</param>
    /// <exception cref="AsciiGenException">The folder cannot be made, or another run is at work in it.</exception>
    public RunFolder(string path, int step)
    {
        Path = path;
        Make(path);
        _lock = Lock(path);
        foreach (var half in Directory.EnumerateFiles(path, "*.tmp")) File.Delete(half);
        _metrics = new StepLog(In(MetricsName), step);
        _samples = new StepLog(In(SamplesName), step);
        _checkpoints = new CheckpointFolder(path, step);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes the folder if it is not there.</summary>
    /// <exception cref="AsciiGenException">It cannot be made.</exception>
    public static void Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"--checkpoint-dir {path} cannot be made: {error.Message.TrimEnd('.')}. Give another folder.", error);
        }
    }

    /// <summary>Adds a step to metrics.jsonl.</summary>
    public void Record(TrainingProgress progress) => _metrics.Append(JsonSerializer.Serialize(progress, TrainingJson.Lines.TrainingProgress));

    /// <summary>Adds a drawing to samples.jsonl.</summary>
    public void Record(SampleDrawing drawing) => _samples.Append(JsonSerializer.Serialize(drawing, TrainingJson.Lines.SampleDrawing));

    /// <summary>Writes config.json.</summary>
    /// <exception cref="AsciiGenException">It cannot be written.</exception>
    public void Describe(RunDescription description) => AtomicFile.SaveText(In(ConfigName), JsonSerializer.Serialize(description, TrainingJson.Files.RunDescription) + "\n");

    /// <summary>Saves a checkpoint, and everything recorded before it.</summary>
    /// <exception cref="AsciiGenException">Not saved; the checkpoints from before are whole.</exception>
    public void Save(CheckpointState state, ParameterSet parameters, IOptimiser optimiser, bool isBest)
    {
        try
        {
            _metrics.Flush();
            _samples.Flush();
            _checkpoints.Save(state, parameters, optimiser, isBest);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"{Path}: cannot be written: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Saves the batch that stopped the run.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="AsciiGenException">It cannot be written.</exception>
    public string Save(BadBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var path = In(string.Create(CultureInfo.InvariantCulture, $"bad-batch-{batch.Step:D8}.json"));
        AtomicFile.SaveText(path, JsonSerializer.Serialize(batch, TrainingJson.Files.BadBatch) + "\n");
        return path;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _metrics.Dispose();
        _samples.Dispose();
        _lock.Dispose();
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error)
        {
            throw new AsciiGenException($"another run is at work in {path}; wait for it, or give another --checkpoint-dir", error);
        }
    }
}
