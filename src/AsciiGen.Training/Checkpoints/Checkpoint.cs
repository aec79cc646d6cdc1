// A saved run, read: NAME.json, which names a safetensors file beside it and carries its SHA-256. All is checked before
// anything is used. CheckpointFolder writes them.

using System.Security.Cryptography;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Checkpoints;

/// <summary>A checkpoint as it was loaded; see docs/FORMAT.md section 11.</summary>
internal sealed class Checkpoint
{
    private readonly Safetensors _tensors;

    private Checkpoint(CheckpointState state, Safetensors tensors, string path)
    {
        (State, _tensors, Path) = (state, tensors, path);
    }

    /// <summary>Position and settings.</summary>
    public CheckpointState State { get; }

    /// <summary>Path of the JSON file.</summary>
    public string Path { get; }

    /// <summary>Weights, for a model of <see cref="CheckpointState.Config"/>.</summary>
    public ReadOnlyMemory<float> Weight(TensorSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return _tensors.ReadFloats(spec.Name);
    }

    /// <summary>Gives an optimiser back what it remembered.</summary>
    public void Restore(IOptimiser optimiser)
    {
        ArgumentNullException.ThrowIfNull(optimiser);
        foreach (var spec in optimiser.States) _tensors.ReadFloats(spec.Name, optimiser.StateOf(spec.Name));
    }

    /// <summary>Loads a checkpoint: its JSON file, the file's name without ending, or a directory (its <c>last.json</c>).</summary>
    /// <exception cref="AsciiGenException">Missing or damaged; the message says which file and what to do.</exception>
    public static Checkpoint Load(string path)
    {
        var json = Directory.Exists(path) ? System.IO.Path.Combine(path, "last.json") : File.Exists(path) ? path : path + ".json";
        if (!File.Exists(json)) throw new AsciiGenException($"there is no checkpoint at {path}; give a directory with last.json or a checkpoint's .json file");
        var (state, name, expected) = CheckpointJson.Parse(File.ReadAllText(json), json);
        var tensors = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(json)!, name);
        if (!File.Exists(tensors)) throw new AsciiGenException($"{json}: its tensors {tensors} are missing; use another checkpoint");
        var found = Digest(tensors);
        if (found != expected) throw new AsciiGenException($"{tensors}: SHA-256 is {found}, {json} expects {expected}; the file is damaged, use another checkpoint");
        return new Checkpoint(state, Safetensors.Load(tensors), json);
    }

    /// <summary>SHA-256 of a file, hexadecimal in lower case.</summary>
    public static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
