// Work on all cores whose results come back in the order it was given, with a bounded number of pieces in flight, so
// that memory does not grow with the source.

namespace AsciiGen.Corpus.Building;

/// <summary>Does independent work on all cores.</summary>
public static class OrderedWork
{
    private const int AheadPerCore = 8;

    /// <summary>Does every piece of work; yields the results in order.</summary>
    /// <param name="pieces">Read lazily, on the caller's thread.</param>
    /// <param name="cancel">Looked at between pieces; those in flight are waited for.</param>
    public static IEnumerable<T> Run<T>(IEnumerable<Func<T>> pieces, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var inFlight = new Queue<Task<T>>();
        var most = Environment.ProcessorCount * AheadPerCore;
        try
        {
            foreach (var piece in pieces)
            {
                cancel.ThrowIfCancellationRequested();
                inFlight.Enqueue(Task.Run(piece, CancellationToken.None));
                if (inFlight.Count >= most) yield return inFlight.Dequeue().GetAwaiter().GetResult();
            }

            while (inFlight.Count > 0)
            {
                cancel.ThrowIfCancellationRequested();
                yield return inFlight.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            // Nobody looks at what is left; only its end counts.
            Task.WhenAll(inFlight).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        }
    }
}
