// The page about a run, and the folder it is made from.

using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Training.Data;
using AsciiGen.Training.Reports;

namespace AsciiGen.Training.Tests;

public sealed class ReportTests : IDisposable
{
    private static readonly ModelConfig _config = new() { LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = 256 };

    private readonly TemporaryFolder _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_report_has_curves_drawings_and_settings_and_needs_nothing_else()
    {
        Train(steps: 6, prompts: ["house", "<b>"]);
        var page = File.ReadAllText(TrainingReport.Save(_directory["run"]));
        Assert.Equal(6, page.Split("<polyline").Length - 1); // raw, smoothed, validation, and three small ones
        Assert.Equal(3 * 2, page.Split("<td><pre>").Length - 1);
        Assert.Contains("step 6 of 6", page, StringComparison.Ordinal);
        Assert.Contains("<th>&lt;b&gt;</th>", page, StringComparison.Ordinal);
        Assert.Contains("ascii-lab train --it", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        foreach (var foreign in new[] { "<script", "<link", "src=", "NaN" }) Assert.DoesNotContain(foreign, page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_being_written_is_left_out()
    {
        Train(steps: 4, prompts: []);
        File.AppendAllText(_directory["run/metrics.jsonl"], "{\"step\":5,\"to");
        Assert.Equal(4, RunStory.Load(_directory["run"]).Steps.Count);
    }

    [Fact]
    public void What_is_no_run_is_refused_by_name()
    {
        Assert.Contains("config.json", Assert.Throws<AsciiGenException>(() => RunStory.Load(_directory["none"])).Message, StringComparison.Ordinal);
        File.WriteAllText(_directory["config.json"], "{\"format\":\"other\"}");
        Assert.Contains("damaged", Assert.Throws<AsciiGenException>(() => RunStory.Load(_directory.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_of_common_subjects_first_and_change_nothing_in_the_run()
    {
        Assert.Equal(["house", "tree", "fish", "boat", "cup"], SampleDrawer.Choose(Pack(), 5));
        var drawn = Train(steps: 4, prompts: ["house", "fish"]);
        var lines = File.ReadAllLines(_directory["run/samples.jsonl"]);
        Assert.Equal(4, lines.Length);
        Directory.Delete(_directory["run"], recursive: true);
        Assert.Equal(drawn, Train(steps: 4, prompts: []));
    }

    private TokenPack Pack() => TokenPack.Load(PackBuilder.OfEight().Add("/\\\n\\/", ["gem"], isValidation: true).Save(_directory.Path));

    private float[] Train(int steps, string[] prompts)
    {
        var options = new TrainingOptions { MaxIterations = steps, BatchTokens = 60, WarmUpSteps = 1, EvaluationInterval = 2, CheckpointInterval = 0 };
        using var folder = new RunFolder(_directory["run"], 0);
        using var trainer = new Trainer(_config, options, Pack(), ModelInitializer.Fresh(_config, 1), folder, 1);
        var json = System.Text.Json.Nodes.JsonNode.Parse(ModelFiles.FormatConfig(_config))!.AsObject();
        folder.Describe(new RunDescription(RunDescription.FormatName, "1", "ascii-lab train --it", null, "pack", "0123456789abcdef", 8, 1, 1, _config.ParameterCount, prompts, json, options));
        var drawer = new SampleDrawer(prompts);
        trainer.Run(progress =>
        {
            foreach (var drawing in progress.IsEvaluation ? drawer.Draw(trainer.Model, progress.Step) : []) folder.Record(drawing);
        });
        return trainer.Model.Parameters.ValuesOf("embedding.token.weight").ToArray();
    }
}
