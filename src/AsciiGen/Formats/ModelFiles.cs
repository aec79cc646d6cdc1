// A model directory: model.safetensors, config.json, tokenizer.json. Nothing is used before all three agree: the
// same alphabet, every tensor the config calls for and no other, all values finite. Does not compute anything.

using System.Numerics;
using System.Runtime.InteropServices;
using AsciiGen.Model;

namespace AsciiGen.Formats;

/// <summary>Reads and writes model directories; see docs/FORMAT.md section 9.</summary>
public static class ModelFiles
{
    /// <summary>Name of the weights in a model directory.</summary>
    public const string WeightsName = "model.safetensors";

    /// <summary>Name of the shape in a model directory.</summary>
    public const string ConfigName = "config.json";

    /// <summary>Name of the alphabet in a model directory.</summary>
    public const string TokenizerName = "tokenizer.json";

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

    /// <summary>Reads a model directory.</summary>
    /// <exception cref="AsciiGenException">A file is missing, damaged or disagrees with another.</exception>
    public static LoadedModel LoadDirectory(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory)) throw new AsciiGenException($"{directory}: no such directory; name one with {WeightsName}, {ConfigName} and {TokenizerName}");
        return LoadFile(Path.Combine(directory, WeightsName));
    }

    /// <summary>Reads a model from its weights, config.json and tokenizer.json beside them.</summary>
    /// <exception cref="AsciiGenException">A file is missing, damaged or disagrees with another.</exception>
    public static LoadedModel LoadFile(string safetensorsPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(safetensorsPath);
        if (!File.Exists(safetensorsPath)) throw new AsciiGenException($"{safetensorsPath}: no such file; export a model with `ascii-lab export` or check the path");
        var directory = Path.GetDirectoryName(safetensorsPath) ?? "";
        var configPath = Path.Combine(directory, ConfigName);
        var tokenizerPath = Path.Combine(directory, TokenizerName);
        var (config, description) = ConfigJson.Parse(ReadText(configPath), configPath);
        TokenizerJson.Verify(ReadText(tokenizerPath), tokenizerPath);
        return Build(Safetensors.Load(safetensorsPath), safetensorsPath, config, description);
    }

    /// <summary>Reads a model from streams and texts, as embedded in a program.</summary>
    /// <param name="weights">The bytes of model.safetensors.</param>
    /// <param name="configJson">The text of config.json.</param>
    /// <param name="tokenizerJson">The text of tokenizer.json.</param>
    /// <param name="name">What messages call the model.</param>
    /// <exception cref="AsciiGenException">A part is damaged or disagrees with another.</exception>
    public static LoadedModel Read(Stream weights, string configJson, string tokenizerJson, string name)
    {
        var (config, description) = ConfigJson.Parse(configJson, $"{name}/{ConfigName}");
        TokenizerJson.Verify(tokenizerJson, $"{name}/{TokenizerName}");
        var weightsName = $"{name}/{WeightsName}";
        return Build(Safetensors.Read(weights, weightsName), weightsName, config, description) with { Origin = name };
    }

    /// <summary>Writes a model directory, which is made when it is not there; each file appears whole or not at all.</summary>
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
        var type = TypeOf(precision);
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
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"{directory}: cannot be made: {MessageText.OneLine(e.Message, 200)}", e);
        }

        AtomicFile.SaveText(Path.Combine(directory, ConfigName), configText);
        AtomicFile.SaveText(Path.Combine(directory, TokenizerName), TokenizerText);
        writer.Save(Path.Combine(directory, WeightsName));
    }

    private static LoadedModel Build(Safetensors file, string name, ModelConfig config, ModelDescription description)
    {
        var specs = TensorCatalog.Of(config);
        foreach (var spec in specs) RequireShape(file, name, spec);
        var expected = specs.Select(spec => spec.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in file.Tensors)
        {
            if (!expected.Contains(tensor.Name)) throw new SafetensorsException(name, $"has the tensor '{MessageText.OneLine(tensor.Name)}', which {ConfigName} does not call for");
        }

        var type = file[specs[0].Name].Type;
        foreach (var tensor in file.Tensors)
        {
            if (!TensorTypes.IsFloat(tensor.Type)) throw new SafetensorsException(name, $"tensor '{tensor.Name}' has dtype {TensorTypes.NameOf(tensor.Type)}, expected F32, F16 or BF16");
            if (tensor.Type != type) throw new SafetensorsException(name, $"tensor '{tensor.Name}' has dtype {TensorTypes.NameOf(tensor.Type)}, expected {TensorTypes.NameOf(type)} like the others");
        }

        var weights = Weights.Create(config, spec =>
        {
            var tensor = new WeightTensor(spec, PrecisionOf(type), file.Memory(spec.Name));
            var bad = FirstNotFinite(tensor);
            return bad < 0 ? tensor : throw new SafetensorsException(name, $"tensor '{spec.Name}' has {tensor.ToFloats()[bad]} at element {bad}, expected finite numbers; the file is damaged or its training diverged");
        });
        return new LoadedModel(config, weights, weights.Precision, description, name);
    }

    private static void RequireShape(Safetensors file, string name, TensorSpec spec)
    {
        var expected = TensorEntry.TextOf(spec.Shape);
        if (!file.Contains(spec.Name)) throw new SafetensorsException(name, $"has no tensor '{spec.Name}', expected one of shape {expected}");
        var found = file[spec.Name];
        if (!found.Shape.AsSpan().SequenceEqual(spec.Shape)) throw new SafetensorsException(name, $"tensor '{spec.Name}' has shape {found.ShapeText}, expected {expected}");
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

    private static TensorType TypeOf(Precision precision) => precision switch
    {
        Precision.Float32 => TensorType.F32,
        Precision.Float16 => TensorType.F16,
        Precision.BFloat16 => TensorType.BF16,
        _ => throw new ArgumentException($"{Precisions.NameOf(precision)} does not hold real numbers", nameof(precision)),
    };

    private static Precision PrecisionOf(TensorType type) => type switch
    {
        TensorType.F32 => Precision.Float32,
        TensorType.F16 => Precision.Float16,
        _ => Precision.BFloat16,
    };

    private static int FirstNotFinite(WeightTensor tensor) => tensor.Precision switch
    {
        Precision.Float32 => FirstWithAllOf(MemoryMarshal.Cast<byte, uint>(tensor.Bytes.Span), 0x7F800000u),
        Precision.Float16 => FirstWithAllOf(MemoryMarshal.Cast<byte, ushort>(tensor.Bytes.Span), (ushort)0x7C00),
        _ => FirstWithAllOf(MemoryMarshal.Cast<byte, ushort>(tensor.Bytes.Span), (ushort)0x7F80),
    };

    // An exponent of ones alone is an infinity or no number. On the stored bits, so that nothing is widened for it.
    private static int FirstWithAllOf<T>(ReadOnlySpan<T> values, T exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        var place = 0;
        var mask = new Vector<T>(exponent);
        for (; place <= values.Length - Vector<T>.Count; place += Vector<T>.Count)
        {
            if (Vector.EqualsAny(new Vector<T>(values[place..]) & mask, mask)) break;
        }

        for (; place < values.Length; place++)
        {
            if ((values[place] & exponent) == exponent) return place;
        }

        return -1;
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AsciiGenException($"{path}: no such file; it must stand beside {WeightsName}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"{path}: cannot be read: {MessageText.OneLine(e.Message, 200)}", e);
        }
    }
}
