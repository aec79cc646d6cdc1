// `probe`: does a checkpoint listen to its prompt? Prints the loss under the right and under a wrong one.

using System.CommandLine;
using AsciiGen.Training;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Lab;

internal static class ProbeCommand
{
    internal static Command Create()
    {
        var checkpoint = new Option<string>("--checkpoint") { Description = "Checkpoint to look at", HelpName = "PATH", Required = true };
        var pack = new Option<string>("--pack") { Description = "Token pack with the drawings", HelpName = "FILE", Required = true };
        var style = StyleOption.Create();
        var count = new Option<int>("--count") { Description = "Drawings to look at, at most", HelpName = "N", DefaultValueFactory = _ => 100 };
        var seed = new Option<ulong>("--seed") { Description = "Which drawings, and whose prompts", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("probe", "Measures how much a model's loss depends on its prompt.") { checkpoint, pack, style, count, seed };
        command.Does((parsed, _) =>
        {
            var look = StyleOption.Read(parsed, style);
            if (parsed.GetValue(count) < 1) throw new ArgumentException($"--count is {parsed.GetValue(count)}, expected at least 1");
            var saved = Checkpoint.Load(parsed.GetRequiredValue(checkpoint));
            var drawings = TokenPack.Load(parsed.GetRequiredValue(pack));
            using var pool = new WorkerPool(Environment.ProcessorCount);
            using var model = new TrainableModel(saved.State.Config, saved.Weight, pool, saved.State.Config.BlockSize);
            for (var side = 0; side < 2; side++)
            {
                var validation = side == 1;
                var result = PromptProbe.Measure(model, drawings, look, validation, parsed.GetValue(count), parsed.GetValue(seed));
                Console.WriteLine(
                    $"step {saved.State.Step}, {result.Count} drawings {(validation ? "set aside" : "learnt from")}, nats per token: "
                    + $"own prompt {result.Own:F3}, another's {result.Another:F3}; first {PromptProbe.BeginningTokens} tokens: own {result.OwnBeginning:F3}, another's {result.AnotherBeginning:F3}");
            }
        });
        return command.WithExamples("ascii-lab probe --checkpoint runs/first --pack runs/first/pack.safetensors");
    }
}
