// Draws what a plan asks for, on several threads. Each thread has a generator of its own over one model, and a drawing is the
// same whoever draws it.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Subjects;

namespace AsciiGen.Lab.Evaluation;

/// <summary>Draws with a model.</summary>
/// <param name="model">The model.</param>
/// <param name="subjects">What it knows, so that a subject is drawn at the temperature the program draws it at; null where it has no list.</param>
/// <param name="candidates">Drawings of which each request gets the best, at least 1.</param>
/// <param name="threads">Threads that draw, at least 1.</param>
internal sealed class DrawnSample(Transformer model, SubjectTable? subjects, int candidates, int threads)
{
    /// <summary>Draws requests.</summary>
    /// <param name="requests">What is asked for.</param>
    /// <param name="tick">Told after each drawing, by any thread.</param>
    /// <param name="cancel">Stops between two tokens.</param>
    internal Drawn[] Draw(IReadOnlyList<DrawingRequest> requests, Action tick, CancellationToken cancel)
    {
        var drawings = new Drawn[requests.Count];
        Each(requests.Count, (generator, i) =>
        {
            var text = generator.Draw(OptionsOf(requests[i], candidates), cancel);
            drawings[i] = new Drawn(requests[i], text, generator.Statistics.IsComplete);
            tick();
        });
        return drawings;
    }

    /// <summary>Draws each request with several seeds.</summary>
    /// <param name="requests">What is asked for.</param>
    /// <param name="seeds">How many drawings of each.</param>
    /// <param name="tick">Told after each drawing, by any thread.</param>
    /// <param name="cancel">Stops between two tokens.</param>
    /// <returns>(requests, seeds) drawings.</returns>
    internal Drawn[][] DrawSeveral(IReadOnlyList<DrawingRequest> requests, int seeds, Action tick, CancellationToken cancel)
    {
        if (candidates > 1)
        {
            var all = requests.SelectMany(request => Enumerable.Range(0, seeds).Select(seed => request with { Seed = request.Seed + (ulong)seed })).ToList();
            return [.. Draw(all, tick, cancel).Chunk(seeds)];
        }

        var drawings = new Drawn[requests.Count][];
        Each(requests.Count, (generator, i) =>
        {
            // What the drawings have in common is drawn once.
            var several = generator.DrawCandidates(OptionsOf(requests[i], seeds), cancel);
            drawings[i] = [.. several.Select(drawing => new Drawn(requests[i] with { Seed = drawing.Seed }, drawing.Text, drawing.IsComplete))];
            for (var k = 0; k < seeds; k++) tick();
        });
        return drawings;
    }

    private GenerateOptions OptionsOf(DrawingRequest request, int count)
    {
        var options = request.ToOptions(count);
        return subjects?.IndexOf(request.Subject) is >= 0 and { } place ? subjects[place].Steer(options, model.Config) : options;
    }

    private void Each(int count, Action<Generator, int> draw)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new Generator(model), (i, _, generator) =>
            {
                draw(generator, i);
                return generator;
            }, _ => { });
        }
        catch (AggregateException several)
        {
            // Whatever stopped one drawing is what the caller must hear of, not that there were threads.
            throw several.InnerExceptions.FirstOrDefault(error => error is OperationCanceledException) ?? several.InnerExceptions[0];
        }
    }
}
