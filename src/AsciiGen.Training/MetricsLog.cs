// metrics.jsonl beside the checkpoints: one line a step. A resumed run goes on behind the checkpoint's step, so what a
// run wrote after its last checkpoint, or half wrote when it died, is dropped first.

using System.Text.Json;

namespace AsciiGen.Training;

/// <summary>The story of a run as JSON lines.</summary>
/// <param name="directory">Folder of the checkpoints.</param>
public sealed class MetricsLog(string directory)
{
    private readonly string _path = Path.Combine(directory, "metrics.jsonl");

    /// <summary>Makes the folder and keeps the lines of the steps up to <paramref name="step"/>.</summary>
    public void StartAfter(int step)
    {
        Directory.CreateDirectory(directory);
        if (!File.Exists(_path)) return;
        var lines = File.ReadAllLines(_path);
        var kept = lines.Where(line => StepOf(line) is { } at && at <= step).ToArray();
        if (kept.Length < lines.Length) File.WriteAllLines(_path, kept);
    }

    /// <summary>Adds a step.</summary>
    public void Append(TrainingProgress progress) =>
        File.AppendAllText(_path, JsonSerializer.Serialize(progress, TrainingJson.Lines.TrainingProgress) + "\n");

    private static int? StepOf(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TrainingJson.Lines.TrainingProgress)?.Step;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
