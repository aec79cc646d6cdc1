// What the training loop and the checkpoints need of an optimiser: a step, and whatever it remembers between steps.

using AsciiGen.Model;

namespace AsciiGen.Training.Optimisation;

/// <summary>Turns gradients into better weights.</summary>
internal interface IOptimiser : IDisposable
{
    /// <summary>What is remembered between steps, as tensors of a checkpoint in file order.</summary>
    IReadOnlyList<TensorSpec> States { get; }

    /// <summary>Values of one of <see cref="States"/>.</summary>
    Span<float> StateOf(string name);

    /// <summary>One update from the parameters' gradients.</summary>
    /// <param name="number">Number of the update, from 1.</param>
    /// <param name="learningRate">Rate of this step.</param>
    /// <returns>The global norm of the gradient before clipping.</returns>
    double Update(int number, double learningRate);
}
