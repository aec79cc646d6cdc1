// Model directories with int8 and int4 weights: they are read back as what was rounded, a directory stands for the right
// ones, and a quant_config.json that is missing or of other weights is said in one line.

using System.Security.Cryptography;
using System.Text;
using AsciiGen.Formats;
using AsciiGen.Model;

namespace AsciiGen.Tests;

public sealed class QuantizedModelTests : IDisposable
{
    // 48 columns, so that the last group of a row is short.
    private static readonly ModelConfig _config = Models.Smallest with { EmbeddingSize = 48, MaxWidth = 9, MaxHeight = 4, BlockSize = 64, PromptBuckets = 8 };

    private readonly TemporaryFolder _folder = new();

    public QuantizedModelTests() => Save(1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Int4)]
    public void Quantised_weights_are_read_back_as_they_were_rounded(Precision precision)
    {
        var values = ModelInitializer.Random(_config, 1, 0.1f);
        var model = ModelFiles.LoadFile(_folder[$"model_{Precisions.NameOf(precision)}.safetensors"]);
        Assert.Equal((_config, precision, precision), (model.Config, model.StoredType, model.Weights.Precision));
        foreach (var spec in TensorCatalog.Of(_config))
        {
            var tensor = model.Weights.Tensor(spec.Name);
            var kind = spec.Shape.Length == 1 ? Precision.Float32 : spec.IsNormOrEmbedding ? Precision.Int8 : precision;
            Assert.Equal((spec.Name, kind), (spec.Name, tensor.Precision));
            Assert.Equal(Quantizer.Quantize(spec, values(spec), kind).ToFloats(), tensor.ToFloats());
        }
    }

    [Fact]
    public void A_directory_stands_for_int8_then_real_numbers_then_int4()
    {
        Assert.Equal(Precision.Int8, ModelFiles.LoadDirectory(_folder.Path).StoredType);
        File.Delete(_folder["model_int8.safetensors"]);
        Assert.Equal(Precision.Float32, ModelFiles.LoadDirectory(_folder.Path).StoredType);
        File.Delete(_folder["model.safetensors"]);
        Assert.Equal(Precision.Int4, ModelFiles.LoadDirectory(_folder.Path).StoredType);
        File.Delete(_folder["model_int4.safetensors"]);
        Assert.Contains("model.safetensors: no such file; export a model", Refused(() => ModelFiles.LoadDirectory(_folder.Path)));
    }

    [Fact]
    public void A_missing_quant_config_is_said()
    {
        File.Delete(_folder["quant_config.json"]);
        Assert.Contains("quant_config.json: no such file; it must stand beside model_int8.safetensors", Refused(() => ModelFiles.LoadDirectory(_folder.Path)));
        Assert.Equal(Precision.Float32, ModelFiles.LoadFile(_folder["model.safetensors"]).StoredType);
    }

    [Fact]
    public void A_quant_config_of_other_weights_is_said()
    {
        var before = File.ReadAllText(_folder["quant_config.json"]);
        Save(2);
        File.WriteAllText(_folder["quant_config.json"], before);
        foreach (var name in (string[])["model_int8.safetensors", "model_int4.safetensors"])
        {
            Assert.Contains($"{name}: is not what quant_config.json beside it describes", Refused(() => ModelFiles.LoadFile(_folder[name])));
        }

        Save(2);
        File.Move(_folder["model_int8.safetensors"], _folder["cat.safetensors"]);
        Assert.Equal(Precision.Int8, ModelFiles.LoadFile(_folder["cat.safetensors"]).StoredType);
    }

    [Fact]
    public void One_bit_changed_in_a_weight_is_noticed()
    {
        var bytes = File.ReadAllBytes(_folder["model_int8.safetensors"]);
        bytes[^1] ^= 1;
        File.WriteAllBytes(_folder["model_int8.safetensors"], bytes);
        Assert.Contains("other or damaged weights", Refused(() => ModelFiles.LoadDirectory(_folder.Path)));
    }

    [Theory]
    [InlineData("\"precision\": \"int8\"", "\"precision\": \"int3\"", "precision is 'int3', expected int8 or int4")]
    [InlineData("\"group_size\": 32", "\"group_size\": 64", "group_size is 64, expected 32")]
    [InlineData("\"format_version\": 1", "\"format_version\": 2", "format_version is 2, this program reads 1")]
    [InlineData("\"crc32c\": \"", "\"crc32c\": \"x", "crc32c is 'x")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"0", "sha256 is '0")]
    [InlineData("\"files\"", "\"things\"", "has no field 'files'")]
    [InlineData("model_int4.safetensors", "model_int8.safetensors", "lists the file 'model_int8.safetensors' twice")]
    public void A_wrong_quant_config_is_refused_with_the_field(string from, string to, string expected)
    {
        var text = File.ReadAllText(_folder["quant_config.json"]);
        Assert.Contains(from, text);
        File.WriteAllText(_folder["quant_config.json"], text.Replace(from, to));
        Assert.Contains("quant_config.json: " + expected, Refused(() => ModelFiles.LoadDirectory(_folder.Path)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(0f)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(3e38f)]
    public void A_scale_that_cannot_be_is_refused(float scale) => RefusedInt8(tensor => tensor.Precision == Precision.Int8
        ? new WeightTensor(tensor.Spec, Precision.Int8, tensor.Bytes, Enumerable.Repeat(scale, tensor.Rows).ToArray()) : tensor, $"the scale {scale} at 0, expected one that is not 0");

    [Fact]
    public void A_byte_that_no_rounding_gives_is_refused() => RefusedInt8(
        tensor => tensor.Precision == Precision.Int8 ? new WeightTensor(tensor.Spec, Precision.Int8, Enumerable.Repeat((byte)0x80, tensor.Bytes.Length).ToArray(), tensor.Scales) : tensor,
        "tensor 'embedding.token.weight' has -128 at element 0, expected -127..127");

    [Fact]
    public void A_model_in_streams_needs_its_quant_config_too()
    {
        LoadedModel Read(string? quantConfig)
        {
            using var stream = File.OpenRead(_folder["model_int8.safetensors"]);
            return ModelFiles.Read(stream, ModelFiles.FormatConfig(_config), ModelFiles.TokenizerText, quantConfig, "inside");
        }

        Assert.Equal(Precision.Int8, Read(File.ReadAllText(_folder["quant_config.json"])).StoredType);
        Assert.Contains("inside/quant_config.json: is missing", Refused(() => Read(null)));
    }

    [Fact]
    public void New_real_numbers_in_a_directory_end_the_quantised_ones()
    {
        ModelFiles.SaveDirectory(_folder.Path, _config, ModelInitializer.Random(_config, 3, 0.1f), Precision.Float16);
        Assert.Equal(["config.json", "model.safetensors", "tokenizer.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void What_is_quantised_already_or_not_few_bits_is_not_quantised()
    {
        var int8 = ModelFiles.LoadDirectory(_folder.Path);
        Assert.Contains("int8 is quantised already", Assert.Throws<ArgumentException>(() => QuantizedModel.Save(_folder.Path, int8, [Precision.Int4], Digest)).Message);
        var exact = ModelFiles.LoadFile(_folder["model.safetensors"]);
        Assert.Contains("not quantised to float16", Assert.Throws<ArgumentException>(() => QuantizedModel.Save(_folder.Path, exact, [Precision.Float16], Digest)).Message);
    }

    [Fact]
    public void The_checksum_is_the_published_one() => Assert.Equal(0xE3069283u, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private void Save(ulong seed)
    {
        ModelFiles.SaveDirectory(_folder.Path, _config, ModelInitializer.Random(_config, seed, 0.1f), Precision.Float32);
        QuantizedModel.Save(_folder.Path, ModelFiles.LoadFile(_folder["model.safetensors"]), [Precision.Int8, Precision.Int4], Digest);
    }

    /// <summary>Rewrites the int8 weights with a right checksum, so that nothing but their values can be wrong.</summary>
    private void RefusedInt8(Func<WeightTensor, WeightTensor> change, string expected)
    {
        var weights = ModelFiles.LoadDirectory(_folder.Path).Weights;
        var writer = new SafetensorsWriter();
        foreach (var spec in TensorCatalog.Of(_config)) StoredWeights.Add(writer, change(weights.Tensor(spec.Name)));
        using var stream = new MemoryStream();
        writer.Write(stream);
        var bytes = stream.ToArray();
        var described = new QuantizedFile("model_int8.safetensors", Precision.Int8, bytes.Length, Crc32C.Of(bytes), Digest(bytes));
        stream.Position = 0;
        Assert.Contains(expected, Refused(() => ModelFiles.Read(stream, ModelFiles.FormatConfig(_config), ModelFiles.TokenizerText, QuantConfigJson.Format(_config, [described]), "x")));
    }

    private static string Refused(Action act)
    {
        var error = Assert.ThrowsAny<AsciiGenException>(act);
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}
