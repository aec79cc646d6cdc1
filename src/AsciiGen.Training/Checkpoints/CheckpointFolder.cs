// The checkpoints of one run: the last few, the best, and the one before when the last is damaged. Tensors are renamed
// into place first, best.json before last.json: a run that dies while saving leaves the checkpoint before it whole, and
// on its way back writes the same best.json again. Does not know how a run goes.
//
//   runs/cat/last.json           ->  step-00002000.safetensors     weights, then the optimiser's memory
//   runs/cat/best.json           ->  step-00001750.safetensors
//   runs/cat/step-00001750.json  ->  step-00001750.safetensors

using System.Globalization;
using AsciiGen.Formats;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Checkpoints;

/// <summary>Writes the checkpoints of a run and finds them again; see docs/FORMAT.md section 11.</summary>
internal sealed class CheckpointFolder
{
    private const string StepPrefix = "step-";

    private readonly string _directory;
    private readonly HashSet<int> _course; // steps of the checkpoints that led here; others were left behind by going back

    /// <summary>The folder of a run that goes on behind a step, 0 for a new one.</summary>
    public CheckpointFolder(string directory, int step)
    {
        _directory = directory;
        _course = [.. Steps(directory).Select(each => each.Step).Where(each => each <= step)];
    }

    /// <summary>Writes a checkpoint as the last, and as the best if it is; then removes all but the last few and the best.</summary>
    /// <exception cref="AsciiGenException">Not written; the checkpoints from before are whole.</exception>
    public void Save(CheckpointState state, ParameterSet parameters, IOptimiser optimiser, bool isBest)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimiser);
        var tensors = new SafetensorsWriter();
        foreach (var spec in parameters.Specs) tensors.AddFloats(spec.Name, spec.Shape, parameters.ValuesOf(spec.Name));
        foreach (var spec in optimiser.States) tensors.AddFloats(spec.Name, spec.Shape, optimiser.StateOf(spec.Name));

        var name = string.Create(CultureInfo.InvariantCulture, $"{StepPrefix}{state.Step:D8}");
        var path = Path.Combine(_directory, name + ".safetensors");
        try
        {
            tensors.Save(path);
            var json = CheckpointJson.Format(state, name + ".safetensors", Checkpoint.Digest(path));
            string[] names = isBest ? [name, "best", "last"] : [name, "last"];
            foreach (var each in names) AtomicFile.SaveText(Path.Combine(_directory, each + ".json"), json);
        }
        catch (AsciiGenException)
        {
            RemoveUnnamed(); // tensors without a JSON would only take up the room that is missing
            throw;
        }

        _course.Add(state.Step);
        RemoveOld(state.Options.Keep);
    }

    /// <summary>Loads the newest checkpoint of a run that is whole.</summary>
    /// <param name="directory">The run's folder.</param>
    /// <param name="say">Told in one line of each that is damaged.</param>
    /// <exception cref="AsciiGenException">There is none.</exception>
    public static Checkpoint LoadNewest(string directory, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        if (!Directory.Exists(directory)) return Checkpoint.Load(directory);
        string[] candidates = [Path.Combine(directory, "last.json"), .. Steps(directory).OrderByDescending(each => each.Step).Select(each => each.Path), Path.Combine(directory, "best.json")];
        var damaged = new List<string>();
        foreach (var path in candidates.Where(File.Exists))
        {
            try
            {
                var found = Checkpoint.Load(path);
                if (damaged.Count > 0) say($"{damaged[0]}; going on from step {found.State.Step} instead.");
                return found;
            }
            catch (Exception error) when (error is AsciiGenException or IOException or UnauthorizedAccessException)
            {
                damaged.Add(error.Message.Replace("; use another checkpoint", "", StringComparison.Ordinal).Replace(", use another checkpoint", "", StringComparison.Ordinal));
            }
        }

        throw damaged.Count == 0
            ? new AsciiGenException($"there is no checkpoint at {directory}; give a directory with last.json or a checkpoint's .json file")
            : new AsciiGenException($"{damaged[0]}, and no other checkpoint there is whole; start a new run in another --checkpoint-dir");
    }

    private void RemoveOld(int keep)
    {
        var steps = Steps(_directory).ToList();
        var kept = _course.OrderDescending().Take(keep).ToHashSet();
        if (StepNamedBy(Path.Combine(_directory, "best.json")) is { } best) kept.Add(best);
        foreach (var each in steps.Where(each => !kept.Contains(each.Step))) File.Delete(each.Path);
        RemoveUnnamed();
    }

    private void RemoveUnnamed()
    {
        var named = Directory.EnumerateFiles(_directory, "*.json").Select(File.ReadAllText).ToList();
        foreach (var file in Directory.EnumerateFiles(_directory, StepPrefix + "*.safetensors"))
        {
            if (!named.Any(json => json.Contains(Path.GetFileName(file), StringComparison.Ordinal))) File.Delete(file);
        }
    }

    private static int? StepNamedBy(string path)
    {
        try
        {
            return File.Exists(path) ? CheckpointJson.Parse(File.ReadAllText(path), path).State.Step : null;
        }
        catch (AsciiGenException)
        {
            return null; // damaged, but the run need not stop for it: the next best replaces it
        }
    }

    private static IEnumerable<(int Step, string Path)> Steps(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory, StepPrefix + "*.json"))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(path)[StepPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var step)) yield return (step, path);
        }
    }
}
