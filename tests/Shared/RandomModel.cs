// A real model of the smallest shape with random weights, written once for all tests: what it draws is noise, and
// every rule must hold for noise.

using AsciiGen.Formats;
using AsciiGen.Model;

namespace AsciiGen.Testing;

public sealed class RandomModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Writes the model into a new temporary directory.</summary>
    public RandomModel() => Path = Save("model");

    /// <summary>A scratch folder of these tests.</summary>
    public string Folder => _folder.Path;

    /// <summary>The model directory.</summary>
    public string Path { get; }

    /// <summary>Its weights file.</summary>
    public string Weights => System.IO.Path.Combine(Path, "model.safetensors");

    /// <summary>Writes another model beside it.</summary>
    public string Save(string name, int blockSize = 512, ulong seed = 1)
    {
        var config = new ModelConfig { Preset = "test", LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = blockSize };
        var directory = _folder[name];
        ModelFiles.SaveDirectory(
            directory, config, ModelInitializer.Random(config, seed, 0.5f), Precision.Float32, new ModelDescription("noise", "CC0-1.0", "random weights"));
        return directory;
    }

    /// <summary>Writes a model that fills its largest canvas, a million cells, with <c>#</c>.</summary>
    public string SaveEndless(string name = "endless")
    {
        var config = new ModelConfig
        {
            Preset = "test", LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = 65536, MaxWidth = 1024, MaxHeight = 1024,
        };
        var directory = _folder[name];
        ModelFiles.SaveDirectory(directory, config, HatchingWeights.Of(config), Precision.Float32);
        return directory;
    }

    /// <summary>Copies the model directory, to be damaged.</summary>
    public string Copy(string name)
    {
        var copy = Directory.CreateDirectory(_folder[name]).FullName;
        foreach (var file in Directory.GetFiles(Path)) File.Copy(file, System.IO.Path.Combine(copy, System.IO.Path.GetFileName(file)));
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
