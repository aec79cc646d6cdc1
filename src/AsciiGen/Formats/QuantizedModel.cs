// Writes the quantised forms of a model into its directory: int8 and int4 weights and the quant_config.json that
// describes both. Does not know how weights are rounded; Quantizer does.

using AsciiGen.Model;

namespace AsciiGen.Formats;

/// <summary>Adds quantised weights to a model directory; see docs/FORMAT.md section 9.</summary>
internal static class QuantizedModel
{
    /// <summary>Name of the weights of a precision in a model directory.</summary>
    public static string NameOf(Precision precision) => $"model_{Precisions.NameOf(precision)}.safetensors";

    /// <summary>Writes weights and quant_config.json; those that were there are replaced. A directory that dies in between is noticed when it is read.</summary>
    /// <param name="directory">The model directory; config.json and tokenizer.json of this model must be in it.</param>
    /// <param name="model">The model, of real numbers.</param>
    /// <param name="precisions"><see cref="Precision.Int8"/>, <see cref="Precision.Int4"/> or both.</param>
    /// <param name="sha256">Gives the digest of bytes, hexadecimal in lower case; the engine itself carries no cryptography.</param>
    /// <param name="largestInt8">Largest whole number of int8 weights; see <see cref="Quantizer.Quantize"/>.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentException">The model is quantised already, another precision, or a largest number out of range.</exception>
    /// <exception cref="AsciiGenException">A file cannot be written.</exception>
    public static IReadOnlyList<QuantizedFile> Save(string directory, LoadedModel model, IReadOnlyList<Precision> precisions, Func<byte[], string> sha256, int largestInt8 = Quantizer.LargestInt8)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(precisions);
        ArgumentNullException.ThrowIfNull(sha256);
        if (!Precisions.IsFloat(model.StoredType)) throw new ArgumentException($"a model in {Precisions.NameOf(model.StoredType)} is quantised already", nameof(model));
        var files = new List<QuantizedFile>();
        foreach (var precision in precisions)
        {
            if (Precisions.IsFloat(precision)) throw new ArgumentException($"weights are not quantised to {Precisions.NameOf(precision)}", nameof(precisions));
            var bytes = Quantize(model, precision, largestInt8);
            files.Add(new QuantizedFile(NameOf(precision), precision, bytes.Length, Crc32C.Of(bytes), sha256(bytes)));
            AtomicFile.Save(Path.Combine(directory, NameOf(precision)), stream => stream.Write(bytes));
        }

        AtomicFile.SaveText(Path.Combine(directory, ModelFiles.QuantConfigName), QuantConfigJson.Format(model.Config, files));
        return files;
    }

    private static byte[] Quantize(LoadedModel model, Precision precision, int largestInt8)
    {
        var writer = new SafetensorsWriter(new Dictionary<string, string> { ["format"] = ConfigJson.FormatName });
        foreach (var spec in TensorCatalog.Of(model.Config))
        {
            StoredWeights.Add(writer, Quantizer.Quantize(spec, model.Weights.Values(spec.Name).ToArray(), StoredWeights.KindOf(spec, precision), largestInt8));
        }

        using var file = new MemoryStream();
        writer.Write(file);
        return file.ToArray();
    }
}
