// A model directory: weights, config.json, tokenizer.json and, where weights are quantised, quant_config.json. Nothing is
// used before all agree: the same alphabet, every tensor the config calls for and no other, all values finite. Does not
// know how tensors lie in a file; StoredWeights does.

using AsciiGen.Model;
using AsciiGen.Subjects;

namespace AsciiGen.Formats;

/// <summary>Reads and writes model directories; see docs/FORMAT.md section 9.</summary>
internal static class ModelFiles
{
    /// <summary>Name of the weights in a model directory.</summary>
    public const string WeightsName = "model.safetensors";

    /// <summary>Name of the shape in a model directory.</summary>
    public const string ConfigName = "config.json";

    /// <summary>Name of the alphabet in a model directory.</summary>
    public const string TokenizerName = "tokenizer.json";

    /// <summary>Name of the description of quantised weights in a model directory.</summary>
    public const string QuantConfigName = "quant_config.json";

    /// <summary>Name of the list of subjects in a model directory, which may be missing.</summary>
    public const string SubjectsName = "subjects.tsv";

    /// <summary>The text of tokenizer.json, the same for every model.</summary>
    public static string TokenizerText { get; } = TokenizerJson.Format();

    /// <summary>Reads the text of a config.json.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="AsciiGenException">A field is missing, of another type or out of range; the message names it.</exception>
    public static ModelConfig ParseConfig(string json, string name) => ConfigJson.Parse(json, name).Config;

    /// <summary>The text of a config.json.</summary>
    /// <exception cref="ArgumentException">The config is not valid.</exception>
    public static string FormatConfig(ModelConfig config, ModelDescription? description = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        return ConfigJson.Format(config, description);
    }

    /// <summary>The weights a directory stands for: int8 where it has them, else those of real numbers, else int4.</summary>
    /// <returns>A path in the directory; that of <see cref="WeightsName"/> when it has none.</returns>
    public static string WeightsIn(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string[] order = [QuantizedModel.NameOf(Precision.Int8), WeightsName, QuantizedModel.NameOf(Precision.Int4)];
        return Path.Combine(directory, order.FirstOrDefault(name => File.Exists(Path.Combine(directory, name))) ?? WeightsName);
    }

    /// <summary>Reads a model by what people name it by: its directory, or one of its weights files.</summary>
    /// <exception cref="AsciiGenException">A file is missing, damaged or disagrees with another.</exception>
    public static LoadedModel Load(string path) => Directory.Exists(path) ? LoadDirectory(path) : LoadFile(path);

    /// <summary>Reads a model directory, with the weights of <see cref="WeightsIn"/>.</summary>
    /// <exception cref="AsciiGenException">A file is missing, damaged or disagrees with another.</exception>
    public static LoadedModel LoadDirectory(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory)) throw new AsciiGenException($"{directory}: no such directory; name one with {WeightsName}, {ConfigName} and {TokenizerName}");
        return LoadFile(WeightsIn(directory));
    }

    /// <summary>Reads a model from its weights, config.json and tokenizer.json beside them, and quant_config.json where they are quantised.</summary>
    /// <exception cref="AsciiGenException">A file is missing, damaged or disagrees with another.</exception>
    public static LoadedModel LoadFile(string safetensorsPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(safetensorsPath);
        if (!File.Exists(safetensorsPath)) throw new AsciiGenException($"{safetensorsPath}: no such file; export a model with `ascii-lab export` or check the path");
        var (directory, name) = (Path.GetDirectoryName(safetensorsPath) ?? "", Path.GetFileName(safetensorsPath));
        string PathOf(string file) => Path.Combine(directory, file);
        string TextOf(string file) => ModelText.Read(PathOf(file), name);
        var (config, description) = ConfigJson.Parse(TextOf(ConfigName), PathOf(ConfigName));
        TokenizerJson.Verify(TextOf(TokenizerName), PathOf(TokenizerName));
        var weights = Safetensors.Load(safetensorsPath);
        if (StoredWeights.IsQuantized(weights, safetensorsPath, config))
        {
            RequireDescribed(weights, safetensorsPath, ReadQuantConfig(directory, name));
        }

        return Build(weights, safetensorsPath, config, description);
    }

    /// <summary>Reads what a model knows from the list beside its weights.</summary>
    /// <param name="modelPath">The model directory, or one of its weights files.</param>
    /// <returns>Null when it has no list.</returns>
    /// <exception cref="AsciiGenException">The list is damaged or cannot be read.</exception>
    public static SubjectTable? LoadSubjects(string modelPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        var path = Path.Combine(Directory.Exists(modelPath) ? modelPath : Path.GetDirectoryName(modelPath) ?? "", SubjectsName);
        return File.Exists(path) ? SubjectTable.Load(path) : null;
    }

    /// <summary>Reads a model from streams and texts, as embedded in a program.</summary>
    /// <param name="weights">The bytes of the weights file.</param>
    /// <param name="configJson">The text of config.json.</param>
    /// <param name="tokenizerJson">The text of tokenizer.json.</param>
    /// <param name="quantConfigJson">The text of quant_config.json; null where there is none.</param>
    /// <param name="name">What messages call the model.</param>
    /// <exception cref="AsciiGenException">A part is damaged or disagrees with another.</exception>
    public static LoadedModel Read(Stream weights, string configJson, string tokenizerJson, string? quantConfigJson, string name)
    {
        var (config, description) = ConfigJson.Parse(configJson, $"{name}/{ConfigName}");
        TokenizerJson.Verify(tokenizerJson, $"{name}/{TokenizerName}");
        var path = $"{name}/{WeightsName}";
        var file = Safetensors.Read(weights, path);
        if (StoredWeights.IsQuantized(file, path, config))
        {
            var quantConfigPath = $"{name}/{QuantConfigName}";
            if (quantConfigJson is null) throw new AsciiGenException($"{quantConfigPath}: is missing; quantised weights cannot be read without it");
            RequireDescribed(file, path, QuantConfigJson.Parse(quantConfigJson, quantConfigPath));
        }

        return Build(file, path, config, description) with { Origin = name };
    }

    /// <summary>What the quant_config.json of a model directory says of its weights.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="weightsName">Name of the weights it is read for, for messages.</param>
    /// <exception cref="AsciiGenException">It is missing or damaged.</exception>
    public static IReadOnlyList<QuantizedFile> ReadQuantConfig(string directory, string weightsName)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var path = Path.Combine(directory, QuantConfigName);
        return QuantConfigJson.Parse(ModelText.Read(path, weightsName), path);
    }

    /// <summary>
    /// Writes a model directory, which is made when it is not there; each file appears whole or not at all. Quantised weights
    /// and a list of subjects that were there are removed: they are of other weights now.
    /// </summary>
    /// <param name="directory">Where it goes.</param>
    /// <param name="config">The shape.</param>
    /// <param name="values">Gives the elements of a tensor.</param>
    /// <param name="precision">Float32, float16 or bfloat16.</param>
    /// <param name="description">Texts for config.json, if any.</param>
    /// <exception cref="ArgumentException">The config is not valid, the type holds no real numbers, or a tensor has another number of elements.</exception>
    /// <exception cref="AsciiGenException">A value is not finite in this type, or a file cannot be written.</exception>
    public static void SaveDirectory(string directory, ModelConfig config, Func<TensorSpec, ReadOnlyMemory<float>> values, Precision precision, ModelDescription? description = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(values);
        if (!Precisions.IsFloat(precision)) throw new ArgumentException($"{Precisions.NameOf(precision)} does not hold real numbers", nameof(precision));
        var type = StoredWeights.TypeOf(precision);
        var configText = FormatConfig(config, description);
        var writer = new SafetensorsWriter(new Dictionary<string, string> { ["format"] = ConfigJson.FormatName });
        foreach (var spec in TensorCatalog.Of(config))
        {
            var elements = values(spec).Span;
            RequireFinite(elements, type, spec.Name);
            writer.AddFloats(spec.Name, spec.Shape, elements, type);
        }

        try
        {
            Directory.CreateDirectory(directory);
            foreach (var stale in (string[])[SubjectsName, QuantConfigName, QuantizedModel.NameOf(Precision.Int8), QuantizedModel.NameOf(Precision.Int4)]) File.Delete(Path.Combine(directory, stale));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"{directory}: cannot be made or written: {MessageText.OneLine(e.Message, 200)}", e);
        }

        AtomicFile.SaveText(Path.Combine(directory, ConfigName), configText);
        AtomicFile.SaveText(Path.Combine(directory, TokenizerName), TokenizerText);
        writer.Save(Path.Combine(directory, WeightsName));
    }

    private static LoadedModel Build(Safetensors file, string name, ModelConfig config, ModelDescription description)
    {
        var weights = StoredWeights.Read(file, name, config);
        return new LoadedModel(config, weights, weights.Precision, description, name);
    }

    // By checksum, so that weights may be renamed and embedded.
    private static void RequireDescribed(Safetensors file, string path, IReadOnlyList<QuantizedFile> described)
    {
        var checksum = Crc32C.Of(file.File);
        if (described.Any(candidate => candidate.ByteCount == file.File.Length && candidate.Crc32C == checksum)) return;
        throw new SafetensorsException(path, $"is not what {QuantConfigName} beside it describes, but other or damaged weights; copy both from one export, or write them again with `ascii-lab export --quantize`");
    }

    private static void RequireFinite(ReadOnlySpan<float> values, TensorType type, string tensor)
    {
        foreach (var value in values)
        {
            var isFinite = type switch
            {
                TensorType.F16 => Half.IsFinite((Half)value),
                TensorType.BF16 => MathF.Abs(value) < LargestBFloat16,
                _ => float.IsFinite(value),
            };
            if (!isFinite) throw new AsciiGenException($"tensor '{tensor}' holds {value}, which is no finite number in {TensorTypes.NameOf(type)}; nothing was written");
        }
    }

    // From here on a float32 rounds to infinity in BF16: half a step above the largest, 1.9921875 * 2^127 + 2^119.
    private static float LargestBFloat16 => BitConverter.UInt32BitsToSingle(0x7F7F8000);
}
