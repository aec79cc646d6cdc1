// One session bound to one sequence: inputs, caches and logits lie in arrays that stay where they are. Runs the whole drawing;
// the clock runs from the end of the prompt, as in `ascii-gen bench`.

using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace AsciiGen.Peers.OnnxRuntime;

internal sealed class Step : IDisposable
{
    private const int Positions = 1024;
    private readonly Replay _replay;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];
    private readonly long[] _rows;
    private readonly float[] _prompt, _cosines, _sines, _logits = GC.AllocateArray<float>(128, pinned: true);
    private readonly int[] _past = GC.AllocateArray<int>(1, pinned: true), _total = GC.AllocateArray<int>(1, pinned: true);

    internal Step(InferenceSession session, Replay replay)
    {
        (_session, _replay, _binding) = (session, replay, session.CreateIoBinding());
        _rows = GC.AllocateArray<long>(replay.Fields, pinned: true);
        _prompt = GC.AllocateArray<float>(replay.Width, pinned: true);
        _cosines = GC.AllocateArray<float>(Positions * replay.Angles, pinned: true);
        _sines = GC.AllocateArray<float>(Positions * replay.Angles, pinned: true);
        _binding.BindInput("rows", Value(_rows, 1, replay.Fields));
        _binding.BindInput("prompt", Value(_prompt, 1, 1, replay.Width));
        _binding.BindInput("past", Value(_past, 1));
        _binding.BindInput("total", Value(_total, 1));
        _binding.BindInput("cosines", Value(_cosines, Positions, replay.Angles));
        _binding.BindInput("sines", Value(_sines, Positions, replay.Angles));
        for (var layer = 0; layer < replay.Layers; layer++)
        {
            foreach (var which in (string[])["key", "value"])
            {
                var cache = Value(GC.AllocateArray<float>(Positions * replay.Width, pinned: true), 1, replay.Heads, Positions, replay.Width / replay.Heads);
                _binding.BindInput($"past_{which}_{layer}", cache);
                _binding.BindOutput($"present_{which}_{layer}", cache);
            }
        }

        _binding.BindOutput("logits", Value(_logits, 1, 1, 128));
    }

    /// <summary>Draws the drawing once.</summary>
    internal (double TokensPerSecond, double NatsPerToken, double LargestDifference) Run()
    {
        var start = 0L;
        var (tokens, chosen) = (0, 0);
        double nats = 0, difference = 0;
        var kept = new float[_replay.Count * 128];
        Array.Clear(_prompt);
        for (var t = 0; t < _replay.Count; t++)
        {
            if (_replay.Targets[t] >= 0 && tokens++ == 0) _replay.Prompt.CopyTo(_prompt, 0);
            Array.Copy(_replay.Rows, t * _replay.Fields, _rows, 0, _replay.Fields);
            Array.Copy(_replay.Cosines, t * _replay.Angles, _cosines, t * _replay.Angles, _replay.Angles);
            Array.Copy(_replay.Sines, t * _replay.Angles, _sines, t * _replay.Angles, _replay.Angles);
            (_past[0], _total[0]) = (t, t + 1);
            _session.RunWithBinding(_options, _binding);
            _logits.CopyTo(kept, t * 128);
            chosen ^= System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(_logits);
            if (tokens == 1) start = Stopwatch.GetTimestamp(); // what follows the prompt is known; ours reads it before the clock too
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        for (var t = 0; t < _replay.Count; t++)
        {
            for (var i = 0; i < 128; i++) difference = Math.Max(difference, Math.Abs(kept[(t * 128) + i] - _replay.Logits[(t * 128) + i]));
            if (_replay.Targets[t] >= 0) nats -= LogSoftmax(kept.AsSpan(t * 128, 128), _replay.Targets[t]);
        }

        GC.KeepAlive(chosen);
        return (tokens / seconds, nats / tokens, difference);
    }

    public void Dispose()
    {
        foreach (var value in _values) value.Dispose();
        _binding.Dispose();
        _options.Dispose();
    }

    private OrtValue Value<T>(T[] values, params long[] shape)
        where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(values, shape);
        _values.Add(value);
        return value;
    }

    private static double LogSoftmax(ReadOnlySpan<float> logits, int index)
    {
        var sum = 0.0;
        foreach (var logit in logits) sum += Math.Exp(logit);
        return logits[index] - Math.Log(sum);
    }
}
