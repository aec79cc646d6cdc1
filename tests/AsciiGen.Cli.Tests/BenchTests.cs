// `ascii-gen bench`: the figures are there and agree with what is known about the drawings; a bench can still be drawn. How
// fast anything is, no test says.

using System.Text.Json;

namespace AsciiGen.Cli.Tests;

public sealed class BenchTests(RandomModel model) : IClassFixture<RandomModel>
{
    [Fact]
    public void Bench_gives_the_same_figures_as_json_and_as_a_table_of_80_columns()
    {
        var path = model.Save("large context", 1024);
        var run = ProgramRun.Of("bench", "--json", "--model", path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Output);
        var figures = document.RootElement;
        Assert.Equal("noise (preset test)", figures.GetProperty("model").GetString());
        Assert.Equal("float32", figures.GetProperty("precision").GetString());
        foreach (var (size, tokens) in new[] { ("24x12", 152), ("60x30", 809) })
        {
            Assert.Equal(tokens, figures.GetProperty($"replayed_tokens_{size}").GetInt32());
            Assert.Equal(0, figures.GetProperty($"allocated_bytes_per_token_{size}").GetDouble());
            foreach (var name in new[] { "tokens_per_second", "nats_per_token", "drawing_ms", "drawing_tokens", "candidates_8", "candidates_8_two_threads" })
            {
                Assert.InRange(figures.GetProperty($"{name}_{size}").GetDouble(), 1e-9, 1e9);
            }
        }

        var table = ProgramRun.Of("bench", "--model", path).Output.TrimEnd('\n').Split('\n');
        Assert.Equal(figures.EnumerateObject().Count(), table.Length);
        Assert.All(table, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Model_too_small_to_measure_is_refused() =>
        ProgramRun.Of("bench", "--model", model.Path).IsRefused(1, "a context of 512 tokens, measuring takes 60 x 30");

    [Theory]
    [InlineData("--greedy", "bench")]
    [InlineData("--greedy", "--", "bench")]
    [InlineData("bench", "press", "--greedy")]
    public void Bench_that_does_not_stand_first_and_alone_is_drawn(params string[] words)
    {
        var run = ProgramRun.Of([.. words[..1], "--model", model.Path, .. words[1..]]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("tokens/s", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--width does not go with measuring", "bench", "--width", "20")]
    [InlineData("--json goes with ascii-gen bench", "cat", "--json")]
    [InlineData("--json goes with ascii-gen bench", "bench", "press", "--json")]
    public void Measuring_and_drawing_do_not_mix(string says, params string[] arguments) => ProgramRun.Of(arguments).IsRefused(2, says);
}
