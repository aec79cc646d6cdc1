// `eval`: how good is a model? One model is measured in all ways there are (docs/EVALUATION.md); several, or a side of the split
// that is named, are only read to and compared, which is what one wants to know of weights of few bits.

using System.CommandLine;
using AsciiGen.Decoding;
using AsciiGen.Lab.Evaluation;

namespace AsciiGen.Lab;

internal static class EvalCommand
{
    private const int DrawingsCompared = 200;

    private static readonly Option<string[]> _models = new("--model") { Description = "Model directory or weights file; the losses of several are compared with the first", HelpName = "PATH", Required = true };
    private static readonly Option<string> _pack = new("--pack") { Description = "Token pack the model learned from", HelpName = "FILE", DefaultValueFactory = _ => "data/pack.safetensors" };
    private static readonly Option<bool> _quick = new("--quick") { Description = "Less of everything: half a minute, to steer a training by" };
    private static readonly Option<string> _words = new("--words") { Description = "Subjects to draw, one a line", HelpName = "FILE", DefaultValueFactory = _ => "corpus/common_subjects.txt" };
    private static readonly Option<int?> _count = new("--count") { Description = $"Subjects to draw, chosen by the seed, otherwise all; drawings to read when losses are compared, otherwise {DrawingsCompared}", HelpName = "N" };
    private static readonly Option<ulong> _seed = new("--seed") { Description = "Decides the subjects and every drawing", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> _candidates = new("--candidates") { Description = "Drawings of which each request gets the best", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> _threads = new("--threads") { Description = "Threads to draw with [default: all cores]", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string?> _report = new("--report") { Description = "Also write a web page with tables and drawings into a folder", HelpName = "DIR" };
    private static readonly Option<string> _recipe = new("--recipe") { Description = "What the pack was made of: fonts and held-out pictures", HelpName = "FILE", DefaultValueFactory = _ => "corpus/default.json" };
    private static readonly Option<string> _packages = new("--packages") { Description = "Where fetched packages are kept", HelpName = "FOLDER", DefaultValueFactory = _ => "data/packages" };
    private static readonly Option<string> _references = new("--references") { Description = "Where looks of held-out pictures are kept; made when missing", HelpName = "FILE", DefaultValueFactory = _ => "data/references.safetensors" };
    private static readonly SteeringOptions _steering = new();
    private static readonly Option<string?> _font = ArtCommand.FontOption();
    private static readonly Option<string?> _split = new("--split") { Description = $"Only the loss, on {LossComparison.Splits} drawings; validation for several models", HelpName = "NAME" };
    private static readonly Option<bool> _json = new("--json") { Description = "Print JSON instead of tables" };

    internal static Command Create()
    {
        var command = new Command("eval", "Measures a model: loss, drawings, recognition, banners. Of several models compares the losses.")
        {
            _models, _pack, _quick, _words, _count, _seed, _candidates, _threads, _report, _recipe, _packages, _references, _font, _split, _json,
        };
        _steering.AddTo(command);
        command.Does(Run);
        return command.WithExamples(
            "ascii-lab eval --model models/default --report data/eval",
            "ascii-lab eval --model out --quick --json",
            "ascii-lab eval --model out/model.safetensors --model out/model_int8.safetensors --count 500");
    }

    private static void Run(ParseResult parsed, CancellationToken cancel)
    {
        var models = parsed.GetRequiredValue(_models);
        var count = parsed.GetValue(_count);
        if (count < 1) throw new ArgumentException($"--count is {count}, expected at least 1");
        var split = parsed.GetValue(_split);
        if (models.Length > 1 || split is not null)
        {
            foreach (var option in (Option[])[_quick, _words, _seed, _candidates, _threads, _report, _recipe, _packages, _references, _font, .. _steering.All])
            {
                if (parsed.IsTyped(option)) throw new ArgumentException($"{option.Name} goes with one --model and no --split; only losses are compared");
            }

            LossComparison.Run(models, parsed.GetRequiredValue(_pack), split ?? "validation", count ?? DrawingsCompared, parsed.GetValue(_json), cancel);
            return;
        }

        var settings = new EvaluationSettings(
            models[0], parsed.GetRequiredValue(_pack), parsed.GetRequiredValue(_recipe), parsed.GetRequiredValue(_packages),
            parsed.GetRequiredValue(_references), parsed.GetValue(_font), parsed.GetValue(_candidates), parsed.GetValue(_threads));
        if (settings.Candidates is < 1 or > GenerateOptions.MostCandidates) throw new ArgumentException($"--candidates is {settings.Candidates}, expected 1..{GenerateOptions.MostCandidates}");
        if (settings.Threads < 1) throw new ArgumentException($"--threads is {settings.Threads}, expected at least 1");
        var plan = EvaluationPlan.Of(WordsFile.Load(parsed.GetRequiredValue(_words)), count, parsed.GetValue(_seed), parsed.GetValue(_quick));
        var (result, sheets) = new ModelEvaluation(settings, plan, config => _steering.Apply(parsed, config)).Run(cancel);
        if (parsed.GetValue(_report) is { } folder) Console.Error.WriteLine($"report: {EvaluationReport.Save(folder, result, sheets)}");
        if (parsed.GetValue(_json)) Console.WriteLine(result.ToJson());
        else EvaluationTables.Print(result);
    }
}
