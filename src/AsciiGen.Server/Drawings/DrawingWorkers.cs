// Who draws: so many at once, a thread each, and so many more may wait, the oldest first. Threads of their own, because drawings would
// otherwise sit on those that answer requests. Whoever gives up loses the place at once, waiting or drawn. Does not know HTTP
// beyond the answers to those who cannot be served.

using System.Diagnostics;
using System.Threading.RateLimiting;
using AsciiGen.Server.Metrics;
using Microsoft.AspNetCore.Http;

namespace AsciiGen.Server.Drawings;

/// <summary>The threads that draw.</summary>
internal sealed class DrawingWorkers(int workers, int queue, ServerMetrics metrics) : IDisposable
{
    private const double Memory = 0.8; // of the mean, when a drawing is added to it
    private const int LongestWait = 60;

    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = workers, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private double? _meanSeconds;

    /// <summary>Drawings that wait for a thread.</summary>
    public long Waiting => _limiter.GetStatistics()!.CurrentQueuedCount;

    /// <summary>Takes no more drawings and sends away those that wait; what is being drawn goes on.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Draws as soon as a thread is free.</summary>
    /// <param name="plan">What to draw.</param>
    /// <param name="whenRow">Told every finished row, by the thread that draws; must not keep it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RequestProblem">At once: too many wait (429). Later: the server stops and it did not begin (503).</exception>
    /// <exception cref="OperationCanceledException">Somebody gave up.</exception>
    public Task<FinishedDrawing> DrawAsync(DrawingPlan plan, Action<CandidateRow>? whenRow, CancellationToken cancel)
    {
        if (_stop.IsCancellationRequested) throw Stopping();
        var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        var turn = _limiter.AcquireAsync(1, waiting.Token).AsTask();
        if (!turn.IsCompletedSuccessfully || turn.Result.IsAcquired) return DrawInTurnAsync(turn, waiting, plan, whenRow, cancel);
        waiting.Dispose();
        metrics.Count(DrawingEnd.Refused);
        var seconds = SecondsToWait();
        throw new RequestProblem(StatusCodes.Status429TooManyRequests, $"{workers} drawings are being made and {queue} wait, which is all this server takes; ask again in {seconds} s") { RetryAfter = seconds };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _limiter.Dispose();
        _stop.Dispose();
    }

    private async Task<FinishedDrawing> DrawInTurnAsync(Task<RateLimitLease> turn, CancellationTokenSource waiting, DrawingPlan plan, Action<CandidateRow>? whenRow, CancellationToken cancel)
    {
        try
        {
            using var lease = await WaitAsync(turn, waiting, cancel);
            metrics.Begin();
            try
            {
                var start = Stopwatch.GetTimestamp();
                var choice = await Task.Factory.StartNew(() => plan.Draw(whenRow, cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Remember(seconds);
                metrics.Count(seconds, choice.TokenCount);
                metrics.Count(DrawingEnd.Done);
                return new(choice, seconds);
            }
            finally
            {
                metrics.Finish();
            }
        }
        catch (Exception error)
        {
            metrics.Count(error is OperationCanceledException or RequestProblem ? DrawingEnd.Cancelled : DrawingEnd.Failed);
            throw;
        }
    }

    private static async Task<RateLimitLease> WaitAsync(Task<RateLimitLease> turn, CancellationTokenSource waiting, CancellationToken cancel)
    {
        using (waiting)
        {
            try
            {
                return await turn;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw Stopping();
            }
        }
    }

    private void Remember(double seconds)
    {
        lock (_lock) _meanSeconds = _meanSeconds is { } mean ? (Memory * mean) + ((1 - Memory) * seconds) : seconds;
    }

    // Until those that wait now are drawn, if drawings go on as they did.
    private int SecondsToWait()
    {
        lock (_lock) return (int)Math.Clamp(Math.Ceiling((_meanSeconds ?? 0) * (Waiting + 1) / workers), 1, LongestWait);
    }

    private static RequestProblem Stopping() => new(StatusCodes.Status503ServiceUnavailable, "the server is stopping; ask again when it runs");
}
