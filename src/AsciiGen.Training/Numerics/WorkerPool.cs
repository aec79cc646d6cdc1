// A fixed set of threads that share out numbered pieces of work. Pieces are claimed one by one, so a thread that
// the system put aside does not hold the others up; what a piece computes never depends on who computes it.

namespace AsciiGen.Training.Numerics;

/// <summary>Runs numbered work items on a fixed number of threads, the caller's included.</summary>
public sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _wake = new(0);
    private Action<int, int> _body = static (_, _) => { };
    private int _itemCount;
    private int _nextItem;
    private int _running;
    private volatile int _generation;
    private volatile bool _stopping;
    private Exception? _failure;

    /// <summary>Starts <paramref name="threadCount"/> - 1 threads beside the caller's.</summary>
    public WorkerPool(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        ThreadCount = threadCount;
        _threads = new Thread[threadCount - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var worker = i + 1;
            _threads[i] = new Thread(() => Loop(worker)) { IsBackground = true, Name = $"trainer {worker}" };
            _threads[i].Start();
        }
    }

    /// <summary>Threads that work, the caller's included.</summary>
    public int ThreadCount { get; }

    /// <summary>Calls <paramref name="body"/>(worker, item) for every item and returns when all are done.</summary>
    public void Run(int itemCount, Action<int, int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (itemCount <= 0) return;
        if (itemCount == 1 || _threads.Length == 0)
        {
            for (var item = 0; item < itemCount; item++) body(0, item);
            return;
        }

        _body = body;
        _itemCount = itemCount;
        _nextItem = 0;
        _failure = null;
        Volatile.Write(ref _running, _threads.Length);
        _generation++;
        _wake.Release(_threads.Length);
        Work(0);
        var spin = default(SpinWait);
        while (Volatile.Read(ref _running) > 0) spin.SpinOnce();
        if (_failure is { } failure) throw new AggregateException(failure);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stopping = true;
        _wake.Release(_threads.Length + 1);
        foreach (var thread in _threads) thread.Join();
        _wake.Dispose();
    }

    private void Loop(int worker)
    {
        var seen = 0;
        while (true)
        {
            for (var spin = 0; _generation == seen && !_stopping && spin < SpinsBeforeSleep; spin++) Thread.SpinWait(8);
            _wake.Wait();
            if (_stopping) return;
            seen = _generation;
            Work(worker);
            Interlocked.Decrement(ref _running);
        }
    }

    private void Work(int worker)
    {
        try
        {
            int item;
            while ((item = Interlocked.Increment(ref _nextItem) - 1) < _itemCount) _body(worker, item);
        }
#pragma warning disable CA1031 // Any failure is carried to the caller of Run.
        catch (Exception failure)
        {
            _failure = failure;
        }
#pragma warning restore CA1031
    }
}
