// Every damaged or foreign model: one line that says what and what to do, nothing drawn, exit code 1.

using System.Text;

namespace AsciiGen.Cli.Tests;

public sealed class BadModelTests(RandomModel model) : IClassFixture<RandomModel>
{
    [Fact]
    public void Missing_model_is_refused() =>
        Draw(Path.Combine(model.Folder, "nowhere")).IsRefused(1, "there is no model at", "ascii-lab export");

    [Fact]
    public void Empty_directory_is_refused()
    {
        var empty = Directory.CreateDirectory(Path.Combine(model.Folder, "empty")).FullName;
        Draw(empty).IsRefused(1);
    }

    [Fact]
    public void Truncated_weights_are_refused()
    {
        var file = WeightsOfCopy("truncated");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);
        Draw(file).IsRefused(1, "model.safetensors");
    }

    [Fact]
    public void Foreign_file_is_refused()
    {
        var file = WeightsOfCopy("foreign");
        File.WriteAllText(file, "PK\u0003\u0004 this is something else altogether, and long enough to have a header");
        Draw(file).IsRefused(1, "model.safetensors");
    }

    [Fact]
    public void Empty_file_is_refused()
    {
        var file = WeightsOfCopy("nothing");
        File.WriteAllBytes(file, []);
        Draw(file).IsRefused(1, "model.safetensors");
    }

    [Fact]
    public void Config_that_disagrees_with_the_tensors_is_refused()
    {
        var copy = model.Copy("disagreeing");
        Edit(Path.Combine(copy, "config.json"), "\"layer_count\": 1", "\"layer_count\": 2");
        Draw(copy).IsRefused(1, "blocks.1");
    }

    [Fact]
    public void Config_that_is_not_json_is_refused()
    {
        var copy = model.Copy("not-json");
        File.WriteAllText(Path.Combine(copy, "config.json"), "layers = 6");
        Draw(copy).IsRefused(1, "config.json");
    }

    [Fact]
    public void Missing_config_is_refused()
    {
        var copy = model.Copy("no-config");
        File.Delete(Path.Combine(copy, "config.json"));
        Draw(copy).IsRefused(1, "config.json");
    }

    [Fact]
    public void Other_tokenizer_is_refused()
    {
        var copy = model.Copy("other-tokens");
        Edit(Path.Combine(copy, "tokenizer.json"), "<art>", "<drawing>");
        Draw(copy).IsRefused(1, "tokenizer.json");
    }

    [Theory]
    [InlineData("nan", float.NaN)]
    [InlineData("infinite", float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_refused(string name, float value)
    {
        var file = WeightsOfCopy(name);
        var bytes = File.ReadAllBytes(file);
        BitConverter.GetBytes(value).CopyTo(bytes, bytes.Length - 4);
        File.WriteAllBytes(file, bytes);
        Draw(file).IsRefused(1, "model.safetensors");
    }

    [Fact]
    public void Info_of_a_bad_model_is_refused()
    {
        var file = WeightsOfCopy("bad-info");
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes("{}"));
        ProgramRun.Of("--info", "--model", file).IsRefused(1, "model.safetensors");
    }

    [Fact]
    public void Prompt_that_fills_the_context_is_a_usage_error() =>
        ProgramRun.Of(new string('a', 40), "--model", model.Save("short-context", blockSize: 32)).IsRefused(2, "context of 32 tokens");

    private static ProgramRun Draw(string path) => ProgramRun.Of("cat", "--model", path);

    private string WeightsOfCopy(string name) => Path.Combine(model.Copy(name), "model.safetensors");

    private static void Edit(string file, string from, string to)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));
    }
}
