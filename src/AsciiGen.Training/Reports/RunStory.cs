// A run as its folder tells it: settings, every step, every sample. Reads what is there while the run goes on; a last
// line that is half written is left out.

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsciiGen.Training.Reports;

/// <summary>Everything a report shows.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Description">How the run was started.</param>
/// <param name="Steps">Every step, in order; at least one.</param>
/// <param name="Samples">Every sample, in order.</param>
public sealed record RunStory(string Name, RunDescription Description, IReadOnlyList<TrainingProgress> Steps, IReadOnlyList<SampleDrawing> Samples)
{
    /// <summary>Reads the folder of a run.</summary>
    /// <exception cref="AsciiGenException">It is not one, or no step was recorded yet.</exception>
    public static RunStory Load(string directory)
    {
        var config = Path.Combine(directory, RunFolder.ConfigName);
        var description = LoadDescription(directory)
            ?? throw new AsciiGenException($"there is no {config}; give the folder of a run, as in --checkpoint-dir of 'ascii-lab train'");
        var steps = Read(Path.Combine(directory, RunFolder.MetricsName), TrainingJson.Lines.TrainingProgress);
        if (steps.Count == 0) throw new AsciiGenException($"{directory} has no step yet; wait for the first");
        var samples = Read(Path.Combine(directory, RunFolder.SamplesName), TrainingJson.Lines.SampleDrawing);
        return new RunStory(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))), description, steps, samples);
    }

    /// <summary>Reads config.json alone; null where there is none.</summary>
    /// <exception cref="AsciiGenException">It is damaged.</exception>
    public static RunDescription? LoadDescription(string directory)
    {
        var path = Path.Combine(directory, RunFolder.ConfigName);
        if (!File.Exists(path)) return null;
        try
        {
            var found = JsonSerializer.Deserialize(File.ReadAllText(path), TrainingJson.Default.RunDescription);
            return found is { Format: RunDescription.FormatName, Options: not null, Samples: not null } ? found : throw new JsonException("it does not describe a run");
        }
        catch (JsonException error)
        {
            throw new AsciiGenException($"{path}: is damaged ({error.Message.ReplaceLineEndings(" ")}); delete it and go on with --resume-from {directory}", error);
        }
    }

    private static List<T> Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        var found = new List<T>();
        if (!File.Exists(path)) return found;
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (file.ReadLine() is { } line)
        {
            try
            {
                if (JsonSerializer.Deserialize(line, type) is { } item) found.Add(item);
            }
            catch (JsonException)
            {
                break; // the run is writing it, or died while it did
            }
        }

        return found;
    }
}
