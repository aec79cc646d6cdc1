// How fast libtorch trains the model of this repository: forward, backward and update on one synthetic batch of equally long
// sequences, the same work as a step of `ascii-lab bench`. Warm-up first, then the median over steps; one line of JSON.
//
//   dotnet train-libtorch.dll --preset small --seconds 20 --threads 2 --context 512 --batch 16

using System.Diagnostics;
using System.Text.Json.Nodes;
using AsciiGen.Peers.LibTorch;
using TorchSharp;

var options = new Dictionary<string, string> { ["--preset"] = "small", ["--seconds"] = "20", ["--threads"] = "2", ["--context"] = "512", ["--batch"] = "16", ["--warm-up"] = "3" };
for (var i = 0; i < args.Length; i += 2)
{
    if (!options.ContainsKey(args[i]) || i + 1 == args.Length) return Refuse($"{args[i]} is no option or has no value. Options: {string.Join(' ', options.Keys)}.");
    options[args[i]] = args[i + 1];
}

var shape = Shape.Presets.FirstOrDefault(preset => preset.Preset == options["--preset"]);
if (shape is null) return Refuse($"--preset is {options["--preset"]}. Give {string.Join(", ", Shape.Presets.Select(preset => preset.Preset))}.");
var numbers = new Dictionary<string, int>();
foreach (var name in options.Keys.Where(name => name != "--preset"))
{
    if (!int.TryParse(options[name], out var number) || number is < 1 or > 3600) return Refuse($"{name} is {options[name]}. Give a whole number from 1 to 3600.");
    numbers[name] = number;
}

torch.set_num_threads(numbers["--threads"]);
torch.random.manual_seed(1);
var model = new Model(shape);
var batch = new Batch(shape, numbers["--batch"], numbers["--context"]);
var losses = new List<float>();
for (var i = 0; i < numbers["--warm-up"]; i++) Step();
var times = new List<double>();
for (var clock = Stopwatch.StartNew(); times.Count < 3 || clock.Elapsed.TotalSeconds < numbers["--seconds"];) times.Add(Step());
times.Sort();
var (tokens, median) = (batch.Sequences * batch.Context, times[times.Count / 2]);
var line = new JsonObject
{
    ["program"] = $"libtorch {torch.__version__}, TorchSharp {typeof(torch).Assembly.GetName().Version}", ["preset"] = shape.Preset, ["parameters"] = model.Parameters.Count, ["context"] = batch.Context,
    ["batch"] = batch.Sequences, ["threads"] = torch.get_num_threads(), ["steps"] = times.Count, ["step_ms_median"] = Math.Round(1e3 * median, 3),
    ["step_ms_best"] = Math.Round(1e3 * times[0], 3), ["tokens_per_second"] = Math.Round(tokens / median, 1),
    ["gflops_per_second"] = Math.Round(shape.Operations(batch.Sequences, batch.Context) / median / 1e9, 2),
    ["first_loss"] = Math.Round(losses[0], 4), ["last_loss"] = Math.Round(losses[^1], 4), ["dotnet"] = Environment.Version.ToString(),
};
Console.WriteLine(line.ToJsonString());
return 0;

double Step()
{
    using var scope = torch.NewDisposeScope();
    var start = Stopwatch.GetTimestamp();
    model.Parameters.ClearGradients();
    var loss = model.Loss(batch);
    loss.backward();
    model.Parameters.Update(1e-3);
    losses.Add(loss.ToSingle());
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

int Refuse(string message)
{
    Console.Error.WriteLine("train-libtorch: " + message);
    return 2;
}
