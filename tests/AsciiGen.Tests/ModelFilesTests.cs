// Model directories: a saved model is read back, and whatever is wrong is said in one line that names it.

using System.Text;
using AsciiGen.Formats;
using AsciiGen.Model;

namespace AsciiGen.Tests;

public sealed class ModelFilesTests
{
    private static readonly ModelConfig _config = Models.Smallest with { MaxWidth = 9, MaxHeight = 4, BlockSize = 64 };

    [Theory]
    [InlineData(Precision.Float32, 0)]
    [InlineData(Precision.Float16, 1e-3)]
    [InlineData(Precision.BFloat16, 1e-2)]
    public void A_saved_model_is_read_back(Precision type, double tolerance)
    {
        using var folder = new TemporaryFolder();
        var values = ModelInitializer.Random(_config, 1, 0.1f);
        var description = new ModelDescription("a \u00e9", "CC0-1.0", "line\nbreak");
        ModelFiles.SaveDirectory(folder["new/model"], _config, values, type, description);
        var model = ModelFiles.LoadDirectory(folder["new/model"]);
        Assert.Equal((_config, type, description), (model.Config, model.StoredType, model.Description));
        foreach (var spec in TensorCatalog.Of(_config))
        {
            Assert.All(values(spec).ToArray().Zip(model.Weights.Values(spec.Name).ToArray()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }

        using var stream = File.OpenRead(folder["new/model/model.safetensors"]);
        var embedded = ModelFiles.Read(stream, ModelFiles.FormatConfig(_config), ModelFiles.TokenizerText, null, "default");
        Assert.Equal("default", embedded.Origin);
        Assert.Equal(model.Weights.Values("final_norm.weight").ToArray(), embedded.Weights.Values("final_norm.weight").ToArray());
    }

    [Fact]
    public void A_config_is_read_back()
    {
        foreach (var name in ModelConfig.PresetNames)
        {
            var config = ModelConfig.FromPreset(name) with { RotaryBase = 123.45678f, NormEpsilon = 1.1e-6f };
            Assert.Equal(config, ModelFiles.ParseConfig(ModelFiles.FormatConfig(config), "config.json"));
        }
    }

    [Fact]
    public void A_config_without_neighbours_has_three()
    {
        var json = ModelFiles.FormatConfig(ModelConfig.FromPreset("tiny"));
        Assert.Contains("\"neighbours\": 8,", json);
        Assert.Equal(3, ModelFiles.ParseConfig(json.Replace("\"neighbours\": 8,", ""), "config.json").NeighbourCount);
    }

    [Fact]
    public void What_steers_drawings_is_kept_and_left_out_where_it_is_the_usual()
    {
        var plain = ModelConfig.FromPreset("tiny");
        var steered = plain with { Guidance = 1.5f, Temperature = 0.6f, VariedTemperature = 1.2f };
        Assert.Equal(steered, ModelFiles.ParseConfig(ModelFiles.FormatConfig(steered), "config.json"));
        Assert.DoesNotContain("temperature", ModelFiles.FormatConfig(plain), StringComparison.Ordinal);
        foreach (var (field, value) in (ReadOnlySpan<(string, string)>)[("temperature", "-1"), ("temperature", "101"), ("varied_temperature", "101"), ("guidance", "11")])
        {
            var json = ModelFiles.FormatConfig(plain).Replace("{", $"{{\"{field}\": {value},", StringComparison.Ordinal);
            Assert.StartsWith($"config.json: {field} is {value}, expected 0..", Assert.Throws<AsciiGenException>(() => ModelFiles.ParseConfig(json, "config.json")).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"format\": \"ascii-gen\"", "\"format\": \"gguf\"", "config.json: format is 'gguf', expected 'ascii-gen'")]
    [InlineData("\"format\": \"ascii-gen\",", "", "config.json: has no field 'format'; this is not a file of ascii-gen")]
    [InlineData("\"format_version\": 1", "\"format_version\": 2", "config.json: format_version is 2, this program reads 1; use a newer ascii-gen")]
    [InlineData("\"vocab_size\": 128", "\"vocab_size\": 256", "config.json: vocab_size is 256, expected 128, the size of this program's alphabet")]
    [InlineData("\"layer_count\": 1,", "", "config.json: has no field 'layer_count'")]
    [InlineData("\"layer_count\": 1", "\"layer_count\": 0", "config.json: layer_count is 0, expected 1..256")]
    [InlineData("\"layer_count\": 1", "\"layer_count\": \"1\"", "config.json: layer_count is \"1\", expected a whole number")]
    [InlineData("\"layer_count\": 1", "\"layer_count\": 1.5", "config.json: layer_count is 1.5, expected a whole number")]
    [InlineData("\"layer_count\": 1", "\"layer_count\": 99999999999", "config.json: layer_count is 99999999999, expected a whole number")]
    [InlineData("\"layer_count\": 1", "\"layer_count\": 1, \"layer_count\": 2", "not valid JSON")]
    [InlineData("\"head_count\": 1", "\"head_count\": 0", "config.json: head_count is 0, expected a divisor of the embedding size")]
    [InlineData("\"head_count\": 1", "\"head_count\": 2", "config.json: head_count is 2, expected such that a head has a multiple of 16 dimensions")]
    [InlineData("\"embedding_size\": 16", "\"embedding_size\": 17", "config.json: embedding_size is 17, expected 16..8192 and a multiple of 16")]
    [InlineData("\"mlp_size\": 64", "\"mlp_size\": 65", "config.json: mlp_size is 65, expected 64, 4 times embedding_size")]
    [InlineData("\"block_size\": 64", "\"block_size\": 1000000", "config.json: block_size is 1000000, expected 16..65536")]
    [InlineData("\"max_width\": 9", "\"max_width\": -1", "config.json: max_width is -1, expected 1..1024")]
    [InlineData("\"neighbours\": 3", "\"neighbours\": 5", "config.json: neighbours is 5, expected 3 or 8")]
    [InlineData("\"neighbours\": 3", "\"neighbours\": null", "config.json: neighbours is null, expected a whole number")]
    [InlineData("\"rotary_base\": 100", "\"rotary_base\": 1", "config.json: rotary_base is 1, expected above 1")]
    [InlineData("\"rotary_base\": 100", "\"rotary_base\": 1e99", "config.json: rotary_base is 1e99, expected a number")]
    [InlineData("\"norm_epsilon\": 1E-05", "\"norm_epsilon\": null", "config.json: norm_epsilon is null, expected a number")]
    [InlineData("\"preset\": \"custom\"", "\"preset\": 5", "config.json: preset is 5, expected a text")]
    [InlineData("{", "[", "config.json: is not valid JSON")]
    [InlineData("{", """{"format":"x",""", "config.json: is not valid JSON (field 'format' is listed twice)")]
    public void A_wrong_config_is_refused_with_the_field(string from, string to, string expected)
    {
        var json = ModelFiles.FormatConfig(_config);
        Assert.Contains(from, json);
        var error = Assert.Throws<AsciiGenException>(() => ModelFiles.ParseConfig(json.Replace(from, to), "config.json"));
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{\"format\": \"\\ud800\"}", "expected a text")]
    [InlineData("{\"format\": \"ascii-gen\", \"\\ud800\": 1}", "")]
    public void Text_that_is_no_config_is_refused(string json, string part) =>
        Assert.Contains(part, Assert.Throws<AsciiGenException>(() => ModelFiles.ParseConfig(json, "config.json")).Message);

    [Fact]
    public void Unknown_fields_of_a_config_are_ignored() =>
        Assert.Equal(_config, ModelFiles.ParseConfig(ModelFiles.FormatConfig(_config).Replace("\"preset\"", "\"future\": {\"a\": [1]}, \"preset\""), "config.json"));

    [Theory]
    [InlineData("\"<pad>\"", "\"<PAD>\"", "tokenizer.json: token 0 is '<PAD>', expected '<pad>'")]
    [InlineData("\"\\n\"", "10", "tokenizer.json: token 10 is 'no text', expected '\\n'")]
    [InlineData("\"<pad>\",", "", "tokenizer.json: tokens has 127 names, expected 128")]
    [InlineData("\"tokens\"", "\"words\"", "tokenizer.json: has no field 'tokens'")]
    [InlineData("ascii-gen-tokenizer", "bpe", "tokenizer.json: format is 'bpe'")]
    public void Another_alphabet_is_refused(string from, string to, string expected) => WithModel(folder =>
    {
        Edit(folder["tokenizer.json"], from, to);
        Assert.Contains(expected, Refused(folder));
    });

    [Theory]
    [InlineData("model.safetensors", "model.safetensors: no such file; export a model with")]
    [InlineData("config.json", "config.json: no such file; it must stand beside model.safetensors")]
    [InlineData("tokenizer.json", "tokenizer.json: no such file; it must stand beside model.safetensors")]
    public void A_missing_file_is_named(string file, string expected) => WithModel(folder =>
    {
        File.Delete(folder[file]);
        Assert.Contains(expected, Refused(folder));
    });

    [Fact]
    public void A_missing_directory_is_named() =>
        Assert.StartsWith("no/such: no such directory; name one with", Assert.Throws<AsciiGenException>(() => ModelFiles.LoadDirectory("no/such")).Message);

    [Fact]
    public void Weights_and_config_must_agree() => WithModel(folder =>
    {
        var wider = _config with { EmbeddingSize = 32, HeadCount = 2 };
        File.WriteAllText(folder["config.json"], ModelFiles.FormatConfig(wider));
        Assert.EndsWith("model.safetensors: tensor 'embedding.token.weight' has shape [128, 16], expected [128, 32]", Refused(folder));
        File.WriteAllText(folder["config.json"], ModelFiles.FormatConfig(_config with { LayerCount = 2 }));
        Assert.EndsWith("model.safetensors: has no tensor 'blocks.1.attention_norm.weight', expected one of shape [16]", Refused(folder));
    });

    [Fact]
    public void Weights_the_config_does_not_call_for_are_refused()
    {
        Rewrite((writer, spec, values) => writer.AddFloats(spec.Name, spec.Shape, values), writer => writer.AddU8("extra", [1], [1]), "has the tensor 'extra', which config.json does not call for");
        Rewrite((writer, spec, values) => writer.AddFloats(spec.Name, spec.Shape, values, spec.Name == "final_norm.weight" ? TensorType.F16 : TensorType.F32), _ => { }, "tensor 'final_norm.weight' has dtype F16, expected F32 like the others");
        Rewrite((writer, spec, values) => writer.AddU8(spec.Name, spec.Shape, new byte[values.Length]), _ => { }, "tensor 'embedding.token.weight' has dtype U8, expected F32, F16, BF16 or I8");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Weights_that_are_not_finite_are_refused(float value) => Rewrite(
        (writer, spec, values) =>
        {
            if (spec.Name == "blocks.0.mlp.up.weight") values[7] = value;
            writer.AddFloats(spec.Name, spec.Shape, values);
        },
        _ => { },
        $"tensor 'blocks.0.mlp.up.weight' has {value} at element 7, expected finite numbers");

    [Theory]
    [InlineData(Precision.Float16, 65520f, "F16")]
    [InlineData(Precision.BFloat16, 3.4e38f, "BF16")]
    [InlineData(Precision.Float32, float.NaN, "F32")]
    public void A_value_that_does_not_fit_its_type_is_not_saved(Precision type, float value, string dtype)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<AsciiGenException>(() => ModelFiles.SaveDirectory(folder["m"], _config, spec => Enumerable.Repeat(value, (int)spec.ElementCount).ToArray(), type));
        Assert.Contains(dtype, error.Message);
        Assert.False(Directory.Exists(folder["m"]));
    }

    [Fact]
    public void A_truncated_file_is_refused() => WithModel(folder =>
    {
        var bytes = File.ReadAllBytes(folder["model.safetensors"]);
        foreach (var length in (int[])[0, 7, 8, 100, bytes.Length / 2, bytes.Length - 1])
        {
            File.WriteAllBytes(folder["model.safetensors"], bytes[..length]);
            Assert.Contains("model.safetensors: ", Refused(folder));
        }
    });

    private static void Rewrite(Action<SafetensorsWriter, TensorSpec, float[]> each, Action<SafetensorsWriter> after, string expected) => WithModel(folder =>
    {
        var writer = new SafetensorsWriter();
        foreach (var spec in TensorCatalog.Of(_config)) each(writer, spec, new float[spec.ElementCount]);
        after(writer);
        writer.Save(folder["model.safetensors"]);
        Assert.Contains(expected, Refused(folder));
    });

    private static void WithModel(Action<TemporaryFolder> check)
    {
        using var folder = new TemporaryFolder();
        ModelFiles.SaveDirectory(folder.Path, _config, ModelInitializer.Fresh(_config, 1), Precision.Float32);
        check(folder);
    }

    private static string Refused(TemporaryFolder folder)
    {
        var error = Assert.ThrowsAny<AsciiGenException>(() => ModelFiles.LoadDirectory(folder.Path));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private static void Edit(string path, string from, string to)
    {
        var text = File.ReadAllText(path, Encoding.UTF8);
        Assert.Contains(from, text);
        File.WriteAllText(path, text.Replace(from, to));
    }
}
