// The global norm of a gradient, summed in pieces whose order does not depend on the number of threads.

using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Optimisation;

/// <summary>Measures the gradient of all parameters.</summary>
internal sealed unsafe class GradientNorm(ParameterSet parameters, WorkerPool pool)
{
    private readonly double[] _partials = new double[Elementwise.ChunksFor(parameters.Count)];

    /// <summary>What to multiply a gradient of this norm by so that its norm is at most <paramref name="limit"/>; 0: no limit.</summary>
    public static float Clip(double norm, double limit) => limit > 0 && norm > limit ? (float)(limit / norm) : 1f;

    /// <summary>Root of the sum of squares.</summary>
    public double Measure()
    {
        pool.Run(_partials.Length, new Work(parameters, _partials));
        var sum = 0.0;
        foreach (var partial in _partials) sum += partial;
        return Math.Sqrt(sum);
    }

    private readonly struct Work(ParameterSet parameters, double[] partials) : IWork
    {
        public void Process(int worker, int item)
        {
            var (first, count) = Elementwise.RangeOf(item, parameters.Count);
            partials[item] = Elementwise.SumOfSquares(parameters.Gradients + first, count);
        }
    }
}
