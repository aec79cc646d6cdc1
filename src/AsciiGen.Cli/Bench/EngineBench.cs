// `ascii-gen bench`: how fast this build draws with this model on this machine. What is compared is measured in turns, round
// after round, and the medians are told, so that other work on the machine falls on all of it alike. Whole drawings are
// sampled, so their length depends on the model; tokens a second are those of known drawings (Replay).

using System.Diagnostics;
using AsciiGen.Decoding;
using AsciiGen.Formats;
using AsciiGen.Model;

namespace AsciiGen.Cli.Bench;

internal sealed class EngineBench
{
    private const int Rounds = 5, Candidates = 8;
    private static readonly string[] _subjects = ["cat", "sailing boat"];
    private static readonly (string Replayed, int Width, int Height)[] _sizes = [("crown", 24, 12), ("piano", 60, 30)];

    private readonly Generator _generator;
    private readonly Transformer _transformer;
    private readonly FigureList _figures = new();
    private readonly Dictionary<string, List<double>> _samples = [];

    private EngineBench(string? modelPath)
    {
        var start = Stopwatch.GetTimestamp();
        var model = ModelSource.Load(modelPath);
        _transformer = new Transformer(model.Config, model.Weights);
        var load = Stopwatch.GetElapsedTime(start);
        _generator = new Generator(_transformer);
        Describe(model, modelPath);
        _figures.Add("load_ms", "load the model, ms", load.TotalMilliseconds, 2);
    }

    /// <summary>Measures; takes some seconds to a minute or two.</summary>
    /// <param name="modelPath">The model, null for the one inside.</param>
    /// <param name="cancel">Stops between two tokens or replays.</param>
    /// <exception cref="AsciiGenException">There is no such model, or it is too small.</exception>
    public static FigureList Run(string? modelPath, CancellationToken cancel)
    {
        var bench = new EngineBench(modelPath);
        bench.Measure(cancel);
        return bench._figures;
    }

    private void Measure(CancellationToken cancel)
    {
        var replays = _sizes.Select(size => new Replay(_transformer, size.Replayed, (size.Width, size.Height))).ToArray();
        var second = new Replay(_transformer, _sizes[^1].Replayed, (_sizes[^1].Width, _sizes[^1].Height));
        Draw(_sizes[^1], _subjects[0], seed: 1, candidates: 1, threads: 1, cancel);
        AddPeakMemory(); // of a program that draws; measuring takes more
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var replay in replays) MeasureReplay(replay, cancel);
            MeasureTwoThreads(replays[^1], second);
            foreach (var size in _sizes) MeasureDrawings(size, cancel);
            if (round == 0) _samples.Clear(); // to warm up
        }

        foreach (var (size, replay) in _sizes.Zip(replays)) Tell(size, replay);
    }

    private void MeasureReplay(Replay replay, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (seconds, bytes) = replay.Run();
        Add($"speed {replay.TokenCount}", replay.TokenCount / seconds);
        Add($"bytes {replay.TokenCount}", (double)bytes / replay.TokenCount);
    }

    private void MeasureTwoThreads(Replay first, Replay second)
    {
        var start = Stopwatch.GetTimestamp();
        var other = Task.Run(second.Run);
        first.Run();
        other.Wait();
        Add($"speed of two {first.TokenCount}", (first.TokenCount + second.TokenCount) / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    // The same drawings alone, side by side, and side by side in two threads.
    private void MeasureDrawings((string Replayed, int Width, int Height) size, CancellationToken cancel)
    {
        double alone = 0, together = 0, shared = 0;
        var tokens = 0;
        foreach (var subject in _subjects)
        {
            for (var i = 0; i < Candidates; i++)
            {
                alone += Draw(size, subject, (ulong)i + 1, candidates: 1, threads: 1, cancel);
                tokens += _generator.Statistics.PromptTokens + _generator.Statistics.DrawingTokens;
            }

            together += Draw(size, subject, seed: 1, Candidates, threads: 1, cancel);
            shared += Draw(size, subject, seed: 1, Candidates, threads: 2, cancel);
        }

        var drawings = _subjects.Length * Candidates;
        Add($"drawing {size}", alone / drawings);
        Add($"tokens {size}", (double)tokens / drawings);
        Add($"candidates {size}", Candidates * together / alone);
        Add($"shared {size}", Candidates * shared / alone);
    }

    private double Draw((string Replayed, int Width, int Height) size, string subject, ulong seed, int candidates, int threads, CancellationToken cancel)
    {
        var options = new GenerateOptions
        {
            Prompt = subject, Width = size.Width, Height = size.Height, Sampling = new SamplingOptions { Seed = seed }, Candidates = candidates, Threads = threads,
            Guidance = 1, // the engine's speed, whatever the model's config asks for
        };
        var start = Stopwatch.GetTimestamp();
        _generator.Draw(options, cancel);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Describe(LoadedModel model, string? modelPath)
    {
        _figures.Add("program", "program", $"ascii-gen {ProgramInfo.Version}, {ProgramInfo.Build}");
        _figures.Add("processor", "processor", ProgramInfo.InstructionSet);
        _figures.Add("model", "model", $"{ProgramInfo.NameOf(model)} (preset {model.Config.Preset})");
        _figures.Add("precision", "weights", Precisions.NameOf(model.StoredType));
        _figures.Add("parameters", "parameters", model.Config.ParameterCount, 0);
        _figures.Add("weights_bytes", "bytes of the weights", ModelSource.WeightsSize(modelPath), 0);
    }

    private void Tell((string Replayed, int Width, int Height) size, Replay replay)
    {
        var (name, text, tokens) = ($"{size.Width}x{size.Height}", $"{size.Width} x {size.Height}", replay.TokenCount);
        _figures.Add($"replayed_tokens_{name}", $"{text}: tokens of the known drawing", tokens, 0);
        _figures.Add($"tokens_per_second_{name}", "  tokens/s, one thread", Median($"speed {tokens}"), 0);
        if (_samples.ContainsKey($"speed of two {tokens}")) _figures.Add($"tokens_per_second_two_threads_{name}", "  tokens/s, two drawings in two threads", Median($"speed of two {tokens}"), 0);
        _figures.Add($"allocated_bytes_per_token_{name}", "  bytes allocated per token", Median($"bytes {tokens}"), 1);
        _figures.Add($"nats_per_token_{name}", "  surprise, nats per token", replay.NatsPerToken(), 5);
        _figures.Add($"drawing_ms_{name}", $"{text}: ms for a drawing, prompt included, guidance 1", 1e3 * Median($"drawing {size}"), 2);
        _figures.Add($"drawing_tokens_{name}", "  tokens of it, mean", Median($"tokens {size}"), 1);
        _figures.Add($"candidates_{Candidates}_{name}", $"  {Candidates} candidates cost as many drawings, one thread", Median($"candidates {size}"), 2);
        _figures.Add($"candidates_{Candidates}_two_threads_{name}", $"  {Candidates} candidates cost as many drawings, two threads", Median($"shared {size}"), 2);
    }

    private void AddPeakMemory()
    {
        if (!OperatingSystem.IsLinux()) return;
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        _figures.Add("peak_memory_bytes", "peak memory after one drawing, bytes", 1024 * kilobytes, 0);
    }

    private void Add(string name, double value)
    {
        if (!_samples.TryGetValue(name, out var values)) _samples[name] = values = [];
        values.Add(value);
    }

    private double Median(string name) => _samples[name].Order().ElementAt(Rounds / 2);
}
