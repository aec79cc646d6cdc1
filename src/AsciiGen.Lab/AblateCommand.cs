// `ablate`: trains the runs of a comparison at the same budget of tokens, several side by side on a thread each, and writes a
// table. What changes the model's formulas is compared by the PyTorch twin, with a file of the same form.

using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AsciiGen.Lab.Ablation;
using AsciiGen.Model;
using AsciiGen.Training;
using AsciiGen.Training.Data;

namespace AsciiGen.Lab;

internal static class AblateCommand
{
    private const int StepsAtTheEnd = 50; // whose training loss is averaged

    internal static Command Create()
    {
        var pack = new Option<string>("--pack") { Description = "Token pack to train on", HelpName = "FILE", Required = true };
        var config = new Option<string>("--config") { Description = "The runs, as JSON", HelpName = "FILE", Required = true };
        var folder = new Option<string>("--out") { Description = "Folder of results.jsonl and table.md", HelpName = "DIR", DefaultValueFactory = _ => "runs/ablation" };
        var parallel = new Option<int>("--parallel") { Description = "Runs side by side, one thread each", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var only = new Option<string?>("--only") { Description = "Only the run of this name", HelpName = "NAME" };
        var list = new Option<bool>("--list") { Description = "Show the runs and which are done" };
        var command = new Command("ablate", "Compares settings of training at the same budget of tokens; stopped, it goes on.") { pack, config, folder, parallel, only, list };
        command.Does((parsed, cancel) =>
        {
            if (parsed.GetValue(parallel) is < 1 or > 256) throw new ArgumentException($"--parallel is {parsed.GetValue(parallel)}, expected 1..256");
            var name = parsed.GetValue(only);
            AblationRun[] runs = [.. AblationPlan.Load(parsed.GetRequiredValue(config)).Where(run => name is null || run.Name == name)];
            if (runs.Length == 0) throw new ArgumentException($"there is no run '{name}'; --list shows them");
            var results = new AblationResults(parsed.GetRequiredValue(folder));
            if (parsed.GetValue(list))
            {
                foreach (var run in runs) Console.WriteLine($"{(results.Has(run) ? "done " : "to do")} {run.Name}, seed {run.Seed}: {run.Settings.ToJsonString()}");
                return;
            }

            Compare([.. runs.Where(run => !results.Has(run))], results, TokenPack.Load(parsed.GetRequiredValue(pack)), parsed.GetValue(parallel), cancel);
            Console.Write(results.Table());
        });
        return command.WithExamples(
            "ascii-lab ablate --pack data/pack.safetensors --config bench/ablations.json --out runs/ablation",
            "ascii-lab ablate --pack data/pack.safetensors --config bench/ablations.json --list");
    }

    private static void Compare(AblationRun[] runs, AblationResults results, TokenPack pack, int parallel, CancellationToken cancel)
    {
        try
        {
            // One run at a time for each thread, in the order of the plan.
            var oneByOne = Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(oneByOne, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancel }, run =>
            {
                var result = Train(run, pack, cancel);
                lock (results) results.Add(result);
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.Name}, seed {run.Seed}: training {result.TrainingBits:0.0000}, validation {result.ValidationBits:0.0000} bits per character, {result.Seconds:0} s"));
            });
        }
        catch (AggregateException errors) when (errors.InnerExceptions[0] is AsciiGenException or OperationCanceledException)
        {
            throw errors.InnerExceptions[0];
        }
    }

    private static AblationResult Train(AblationRun run, TokenPack pack, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        using var trainer = new Trainer(run.Config, run.Options, pack, ModelInitializer.Fresh(run.Config, run.Seed), null, threads: 1);
        var bits = new Queue<double>();
        var weights = trainer.Model.Parameters;
        var average = run.Average > 0 ? new float[weights.Count] : [];
        TrainingProgress? last = null;
        trainer.Run(
            progress =>
            {
                last = progress;
                bits.Enqueue(progress.BitsPerCharacter);
                if (bits.Count > StepsAtTheEnd) bits.Dequeue();
                if (average.Length > 0) Follow(average, weights, Math.Min(run.Average, (double)progress.Step / (progress.Step + 10)));
            },
            cancel);
        cancel.ThrowIfCancellationRequested();
        if (average.Length > 0) CopyTo(average, weights);
        var (exact, roomy) = (average.Length > 0 ? trainer.Validate() : last!.Validation, trainer.Validate(withRoom: true));
        static double? Bits(ValidationResult? validation) => validation is null ? null : Math.Round(validation.BitsPerCharacter, 5);
        return new AblationResult(
            run.Name, run.Seed, run.Config.ParameterCount, trainer.Step, last!.TokensSeen, Math.Round(bits.Average(), 5),
            Bits(exact), Bits(roomy), Math.Round(clock.Elapsed.TotalSeconds, 1), run.Settings);
    }

    /// <summary>average = keep * average + (1 - keep) * weights.</summary>
    private static void Follow(float[] average, ParameterSet weights, double keep)
    {
        var place = 0;
        foreach (var spec in weights.Specs)
        {
            foreach (var value in weights.ValuesOf(spec.Name)) average[place] += (float)((1 - keep) * (value - average[place++]));
        }
    }

    private static void CopyTo(float[] average, ParameterSet weights)
    {
        var place = 0;
        foreach (var spec in weights.Specs)
        {
            var values = weights.ValuesOf(spec.Name);
            average.AsSpan(place, values.Length).CopyTo(values);
            place += values.Length;
        }
    }
}
