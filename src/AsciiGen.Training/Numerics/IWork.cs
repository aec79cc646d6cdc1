// A numbered piece of work. Work is a struct, so that a step of training allocates nothing.

namespace AsciiGen.Training.Numerics;

/// <summary>Work in numbered pieces that do not depend on each other.</summary>
public interface IWork
{
    /// <summary>Does one piece.</summary>
    /// <param name="worker">Number of the thread, 0..threads-1, for scratch memory.</param>
    /// <param name="item">Number of the piece.</param>
    void Process(int worker, int item);
}
