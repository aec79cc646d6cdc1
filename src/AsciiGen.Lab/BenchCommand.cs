// `ascii-lab bench`: measurements that documents may quote. By itself it times training steps; each command below it
// measures something else. All print a table and can give the same as JSON.

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsciiGen.Training.Benchmarks;
using AsciiGen.Training.Optimisation;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class BenchCommand
{
    private static readonly Option<double> _seconds = new("--seconds") { Description = "How long to measure", HelpName = "S", DefaultValueFactory = _ => 20 };
    private static readonly Option<int> _threads = new("--threads") { Description = "Threads to train with", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<int> _context = new("--context") { Description = "Tokens of each sequence", HelpName = "N", DefaultValueFactory = _ => 512 };
    private static readonly Option<int> _sequences = new("--batch") { Description = "Sequences of a step", HelpName = "N", DefaultValueFactory = _ => 16 };
    private static readonly Option<string> _optimiser = ChoiceOption.Create("--optimiser", "What updates the weights", OptimiserKind.AdamW);
    private static readonly Option<bool> _json = new("--json") { Description = "Print JSON instead of tables" };

    internal static Command Create()
    {
        var model = new ModelOptions();
        var command = new Command("bench", "Measures speed and quality; by itself, training steps on synthetic batches.")
        {
            _seconds, _threads, _context, _sequences, _optimiser, _json, BenchCandidatesCommand.Create(), BenchConvertCommand.Create(), BenchLimitsCommand.Create(), BenchServerCommand.Create(),
        };
        model.AddTo(command);
        command.Does((parsed, cancel) => Run(parsed, model, cancel));
        return command.WithExamples(
            "ascii-lab bench --preset small --seconds 20 --threads 2 --json",
            "ascii-lab bench convert --sets node_modules/@iconify-json/lucide --count 100 --chafa");
    }

    private static void Run(ParseResult parsed, ModelOptions model, CancellationToken cancel)
    {
        var config = model.Read(parsed);
        var seconds = parsed.GetValue(_seconds);
        if (!(seconds is > 0 and <= 3600)) throw new ArgumentException($"--seconds is {seconds}, expected above 0 and at most 3600");
        var threads = TrainCommand.Threads(parsed, _threads);
        var context = InRange(parsed, _context, 16, config.BlockSize);
        var sequences = InRange(parsed, _sequences, 1, 1024);
        var result = TrainingBenchmark.Run(config, context, sequences, threads, ChoiceOption.Read<OptimiserKind>(parsed, _optimiser), seconds, cancel);
        if (parsed.GetValue(_json)) Console.WriteLine(ToJson(result));
        else Print(result);
    }

    private static int InRange(ParseResult parsed, Option<int> option, int least, int most)
    {
        var value = parsed.GetValue(option);
        return value >= least && value <= most ? value : throw new ArgumentException($"{option.Name} is {value}, expected {least}..{most}");
    }

    private static string ToJson(TrainingBenchmarkResult result)
    {
        var stages = new JsonObject();
        foreach (var (stage, seconds) in result.Stages) stages[JsonNamingPolicy.SnakeCaseLower.ConvertName(stage.ToString())] = Math.Round(1e3 * seconds, 3);
        var node = new JsonObject
        {
            ["preset"] = result.Config.Preset, ["parameters"] = result.Config.ParameterCount, ["context"] = result.Context, ["batch"] = result.Sequences,
            ["threads"] = result.Threads, ["steps"] = result.Steps, ["step_ms_median"] = Math.Round(1e3 * result.MedianSeconds, 3),
            ["step_ms_best"] = Math.Round(1e3 * result.BestSeconds, 3), ["tokens_per_second"] = Math.Round(result.TokensPerSecond, 1),
            ["gflops_per_second"] = Math.Round(result.GigaflopsPerSecond, 2), ["allocated_bytes_per_step"] = result.AllocatedBytes, ["stages_ms"] = stages,
        };
        return node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static void Print(TrainingBenchmarkResult result)
    {
        var table = LabTable.Create("work", "ms a step", "share %");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        var total = result.Stages.Values.Sum();
        foreach (var (stage, seconds) in result.Stages.OrderByDescending(pair => pair.Value).Where(pair => pair.Value > 0))
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(stage.ToString()).Replace('_', ' ');
            table.AddTextRow(name, Text(1e3 * seconds, "0.0"), Text(100 * seconds / total, "0.0"));
        }

        AnsiConsole.Write(table);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Config.ParameterCount:N0} parameters, {result.Sequences} sequences of {result.Context} tokens, {result.Threads} threads, {result.Steps} steps: "
            + $"{result.TokensPerSecond:N0} tokens/s, {result.GigaflopsPerSecond:0.0} GFLOP/s, {1e3 * result.MedianSeconds:0.0} ms a step (best {1e3 * result.BestSeconds:0.0}), "
            + $"{result.AllocatedBytes:N0} bytes allocated a step"));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
