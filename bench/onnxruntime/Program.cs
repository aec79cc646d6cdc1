// How fast ONNX Runtime draws with the model of this repository: the drawings that `ascii-gen bench` replays, one token a step,
// on one thread. All inputs and outputs are bound once to memory that stays, caches are written in place, and a step copies one
// row of numbers. Medians over rounds after one to warm up; one line of JSON.
//
//   dotnet replay-onnxruntime.dll FOLDER float32|int8_dynamic|int8|int4 [ROUNDS]

using System.Diagnostics;
using System.Text.Json.Nodes;
using AsciiGen.Peers.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

if (args.Length < 2)
{
    Console.Error.WriteLine("replay-onnxruntime: nothing to run. Give the folder that engine_onnx.py wrote and float32, int8_dynamic, int8 or int4.");
    return 2;
}

var rounds = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 5;
using var options = new SessionOptions
{
    GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL, IntraOpNumThreads = 1, InterOpNumThreads = 1,
};
var clock = Stopwatch.GetTimestamp();
using var session = new InferenceSession(Path.Combine(args[0], args[1] + ".onnx"), options);
var load = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
var line = new JsonObject { ["program"] = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}", ["precision"] = args[1], ["load_ms"] = Math.Round(load, 2) };
foreach (var size in (string[])["24x12", "60x30"])
{
    var replay = new Replay(Path.Combine(args[0], size + ".replay"));
    using var step = new Step(session, replay);
    var run = step.Run(); // to warm up
    var speeds = Enumerable.Range(0, rounds).Select(_ => step.Run().TokensPerSecond).Order().ToArray();
    line[$"tokens_per_second_{size}"] = Math.Round(speeds[rounds / 2], 1);
    line[$"nats_per_token_{size}"] = Math.Round(run.NatsPerToken, 5);
    line[$"largest_logit_difference_{size}"] = Math.Round(run.LargestDifference, 6);
}

line["peak_memory_bytes"] = Process.GetCurrentProcess().PeakWorkingSet64;
Console.WriteLine(line.ToJsonString());
return 0;
