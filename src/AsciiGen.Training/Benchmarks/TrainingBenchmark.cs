// How fast a shape trains: whole steps (forward, loss, backward, update) on a synthetic batch of full sequences, so that
// another program can be measured on the same work. Real batches are ragged; `metrics.jsonl` tells their speed.

using System.Diagnostics;
using AsciiGen.Model;
using AsciiGen.Numerics;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;
using AsciiGen.Training.Optimisation;

namespace AsciiGen.Training.Benchmarks;

/// <summary>Times training steps.</summary>
internal static class TrainingBenchmark
{
    private const int WarmUpSteps = 2;

    /// <summary>Trains on one batch again and again for about <paramref name="seconds"/>, at least three steps.</summary>
    /// <param name="config">Shape of the model.</param>
    /// <param name="context">Tokens of each sequence; 8..block size.</param>
    /// <param name="sequences">Sequences of the batch.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="kind">What updates the weights.</param>
    /// <param name="seconds">How long to measure, after the warm-up.</param>
    /// <param name="cancel">Ends the measurement early.</param>
    public static TrainingBenchmarkResult Run(ModelConfig config, int context, int sequences, int threads, OptimiserKind kind, double seconds, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var pool = new WorkerPool(threads);
        using var model = new TrainableModel(config, ModelInitializer.Fresh(config, 1), pool, context * sequences);
        using var optimiser = OptimiserKinds.Create(new TrainingOptions { Optimiser = kind }, model.Parameters, pool);
        var batch = SyntheticBatch(config, context, sequences);
        var times = new List<double>();
        var number = 0;
        var allocated = 0L;
        var clock = new Stopwatch();
        while (number < WarmUpSteps + 3 || clock.Elapsed.TotalSeconds < seconds)
        {
            cancel.ThrowIfCancellationRequested();
            if (number == WarmUpSteps)
            {
                clock.Start();
                model.Profile.Clear();
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            var start = Stopwatch.GetTimestamp();
            model.Profile.Start();
            model.Parameters.ClearGradients();
            model.Forward(batch);
            model.Loss(batch, 1f / batch.TargetCount);
            model.Backward(batch);
            optimiser.Update(++number, 1e-3);
            model.Profile.Lap(TrainingStage.Optimiser);
            if (number > WarmUpSteps) times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        times.Sort();
        var stages = Enum.GetValues<TrainingStage>().ToDictionary(stage => stage, stage => model.Profile.SecondsOf(stage) / times.Count);
        return new TrainingBenchmarkResult(config, context, sequences, threads, times.Count, times[times.Count / 2], times[0], allocated / times.Count, stages);
    }

    /// <summary>Drawings of random characters that fill their sequences to the last token.</summary>
    private static Batch SyntheticBatch(ModelConfig config, int context, int sequences)
    {
        var batch = new Batch(context * sequences, config.PromptBuckets);
        var random = new SplitMix64(1);
        for (var s = 0; s < sequences; s++)
        {
            var prompt = Prompt.Encode("cat", Style.Hand);
            var artwork = new byte[context - prompt.Length + 1];
            for (var i = 0; i < artwork.Length - 1; i++)
            {
                var endsRow = i % config.MaxWidth == config.MaxWidth - 1;
                artwork[i] = endsRow ? (byte)Vocabulary.NewLine : (byte)(33 + random.NextBelow(94));
            }

            artwork[^1] = Vocabulary.End;
            batch.Add(prompt, artwork, config.MaxWidth, config.MaxHeight, hasTargets: true);
        }

        return batch;
    }
}
