// `draw`: a drawing from a checkpoint through the trainer's own forward. For comparing with ascii-gen, which uses the
// engine's; both must print the same.

using System.CommandLine;
using AsciiGen.Decoding;
using AsciiGen.Training;
using AsciiGen.Training.Checkpoints;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Lab;

internal static class DrawCommand
{
    internal static Command Create()
    {
        var prompt = new Argument<string>("PROMPT") { Description = "What to draw" };
        var checkpoint = new Option<string>("--checkpoint") { Description = "Checkpoint to draw with", HelpName = "PATH", Required = true };
        var style = StyleOption.Create();
        var width = new Option<int>("--width") { Description = "Most columns", HelpName = "N", DefaultValueFactory = _ => 40 };
        var height = new Option<int>("--height") { Description = "Most rows", HelpName = "N", DefaultValueFactory = _ => 20 };
        var characters = new Option<int?>("--max-chars") { Description = "Most characters, line feeds included; without it no limit", HelpName = "N" };
        var temperature = new Option<float?>("--temperature") { Description = "How adventurous; 0 is greedy [default: the model's]", HelpName = "T" };
        var greedy = new Option<bool>("--greedy") { Description = "Always the likeliest token" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the drawing", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("draw", "Draws with a checkpoint, through the trainer's own forward.") { prompt, checkpoint, style, width, height, characters, temperature, greedy, seed };
        command.Does((parsed, cancel) =>
        {
            var look = StyleOption.Read(parsed, style);
            var options = new GenerateOptions
            {
                Prompt = parsed.GetRequiredValue(prompt),
                Style = look,
                Width = parsed.GetValue(width),
                Height = parsed.GetValue(height),
                MaxCharacters = parsed.GetValue(characters) ?? int.MaxValue,
                Sampling = new SamplingOptions { Temperature = parsed.GetValue(greedy) ? 0 : parsed.GetValue(temperature), Seed = parsed.GetValue(seed) },
            };
            options.Validate();
            var saved = Checkpoint.Load(parsed.GetRequiredValue(checkpoint));
            using var pool = new WorkerPool(Environment.ProcessorCount);
            using var model = new TrainableModel(saved.State.Config, saved.Weight, pool, saved.State.Config.BlockSize);
            Console.WriteLine(new CheckpointDrawer(model).Draw(options, cancel));
        });
        return command.WithExamples(
            "ascii-lab draw cat --checkpoint runs/first",
            "ascii-lab draw house --checkpoint runs/first/best.json --width 24 --height 12 --greedy");
    }
}
