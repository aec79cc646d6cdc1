// Whole evaluations of a model that draws nothing at all, and what becomes of its file of looks. In this process: a run takes
// a moment, and its figures are at hand.

using AsciiGen.Formats;
using AsciiGen.Imaging.Sheets;
using AsciiGen.Lab.Evaluation;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Lab.Tests;

public sealed class ModelEvaluationTests : IDisposable
{
    private const string NoLoss = "loss: the pack has no validation drawing that fits the model";

    private readonly TemporaryFolder _folder = new();

    public ModelEvaluationTests()
    {
        EvalRecipe.Save(_folder);
        new PackBuilder().Add("/\\_/\\\n(o.o)", ["cat"]).Add(" /\\\n/__\\", ["cat"]).Add("(^.^)", ["cat"]).Add("/\\\n[]", ["house"], Style.Line).Save(_folder.Path);
        SaveModelOfBlanks(_folder["model"]);
    }

    private string References => _folder["looks"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_that_draws_nothing_is_measured_and_nothing_good_is_said_of_it()
    {
        var result = Evaluate();
        Assert.Equal([NoLoss], result.Problems);
        Assert.Equal((23, 23, 23), (result.Drawings, result.Limits!.Empty, result.Limits.Incomplete));
        Assert.Equal((0, 0, 0), (result.Limits.TooWide, result.Limits.TooHigh, result.Limits.OtherCharacters));
        Assert.Equal(["hand 24x12", "hand 40x20", "line 24x12", "solid 24x12"], result.Canvas.Select(row => $"{row.Style} {row.Size}"));
        Assert.All(result.Canvas, row => Assert.Equal((0.0, 0.0, 0.0, 0.0), (row.FilledShare, row.CutShare, row.MedianWidthShare, row.MedianHeightShare)));
        Assert.Empty(result.Strokes);
        Assert.Empty(result.Symmetry); // though the pack has three symmetrical cats
        Assert.Equal(0, result.Variety!.MedianDifferent);
        Assert.All(result.Novelty, row => Assert.Equal(0, row.NearShare));
        var model = result.Recognition!.Rows.Where(row => row.Drawings.StartsWith("model", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, model.Count); // hand in two sizes and line in one, and the same shuffled
        Assert.All(model, row => Assert.Equal((2, 2, 0.0, 2.0), (row.Count, row.Subjects, row.Top1, row.MedianRank)));
    }

    [Fact]
    public void Looks_that_are_damaged_are_made_anew()
    {
        var first = Evaluate();
        var whole = File.ReadAllBytes(References);
        File.WriteAllBytes(References, whole[..(whole.Length / 2)]);
        var second = Evaluate();
        Assert.Equal([NoLoss], second.Problems);
        Assert.Equal(first.Recognition!.Rows, second.Recognition!.Rows);
        Assert.Equal(whole, File.ReadAllBytes(References));
    }

    [Fact]
    public void Looks_that_cannot_be_saved_are_a_problem_and_not_the_end()
    {
        Directory.CreateDirectory(References); // a folder where the file should be
        var result = Evaluate();
        Assert.Equal(2, result.Problems.Count);
        Assert.StartsWith($"looks are not kept in {References} and will be made again: ", result.Problems[1], StringComparison.Ordinal);
        Assert.DoesNotContain('\n', result.Problems[1]);
        Assert.NotEmpty(result.Recognition!.Rows);
        Assert.Equal(23, result.Drawings);
    }

    // 7 drawings of things, 2 x 8 for variety.
    private EvaluationResult Evaluate()
    {
        Assert.SkipWhen(GlyphAtlas.FindFont() is null, "no monospaced font on this machine; apt-get install fonts-dejavu-core");
        var settings = new EvaluationSettings(_folder["model"], _folder["pack.safetensors"], _folder["corpus/a.json"], _folder["packages"], References, Font: null, Candidates: 1, Threads: 1);
        return new ModelEvaluation(settings, EvaluationPlan.Of(["cat", "house"], count: null, seed: 1, isQuick: true), config => config).Run(CancellationToken.None).Result;
    }

    // All it ever expects is one more blank, and its context is full before a row of 24 is.
    private static void SaveModelOfBlanks(string folder)
    {
        var config = new ModelConfig { LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = 24, PromptBuckets = 16 };
        var fresh = ModelInitializer.Fresh(config, 1);
        ModelFiles.SaveDirectory(folder, config, spec =>
        {
            var values = fresh(spec).ToArray();
            if (spec.Name == "embedding.row.weight") values.AsSpan().Fill(1);
            if (spec.Name == "embedding.token.weight") values.AsSpan(Vocabulary.Space * config.EmbeddingSize, config.EmbeddingSize).Fill(1);
            return values;
        }, Precision.Float32);
    }
}
