// A fixed set of threads that share out numbered pieces of work. Pieces are claimed one by one, so a thread that
// the system put aside does not hold the others up; what a piece computes never depends on who computes it.
// The work lies on the caller's stack while it runs, so that nothing is allocated.

using System.Runtime.CompilerServices;

namespace AsciiGen.Training.Numerics;

/// <summary>Runs numbered work items on a fixed number of threads, the caller's included.</summary>
public sealed unsafe class WorkerPool : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _wake = new(0);
    private void* _work;
    private delegate*<void*, int, int, void> _process;
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

    /// <summary>Does every item of the work and returns when all are done.</summary>
    /// <exception cref="AggregateException">A piece failed.</exception>
    public void Run<T>(int itemCount, T work)
        where T : struct, IWork
    {
        if (itemCount <= 0) return;
        if (itemCount == 1 || _threads.Length == 0)
        {
            for (var item = 0; item < itemCount; item++) work.Process(0, item);
            return;
        }

        _work = Unsafe.AsPointer(ref work);
        _process = &ProcessItem<T>;
        _itemCount = itemCount;
        _nextItem = 0;
        _failure = null;
        Volatile.Write(ref _running, _threads.Length);
        _generation++;
        _wake.Release(_threads.Length);
        ProcessItems(0);
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

    private static void ProcessItem<T>(void* work, int worker, int item)
        where T : struct, IWork => Unsafe.AsRef<T>(work).Process(worker, item);

    private void Loop(int worker)
    {
        var seen = 0;
        while (true)
        {
            for (var spin = 0; _generation == seen && !_stopping && spin < SpinsBeforeSleep; spin++) Thread.SpinWait(8);
            _wake.Wait();
            if (_stopping) return;
            seen = _generation;
            ProcessItems(worker);
            Interlocked.Decrement(ref _running);
        }
    }

    private void ProcessItems(int worker)
    {
        try
        {
            int item;
            while ((item = Interlocked.Increment(ref _nextItem) - 1) < _itemCount) _process(_work, worker, item);
        }
#pragma warning disable CA1031 // Any failure is carried to the caller of Run.
        catch (Exception failure)
        {
            _failure = failure;
        }
#pragma warning restore CA1031
    }
}
