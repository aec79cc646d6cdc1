// Notices when a run has gone wrong: a loss or gradient that is no number, or a loss far above what it was. The limit
// leaves room for any ordinary noise: a run at 0.1 nats per token may meet a batch of 3.3, which is what a model
// gives that has never seen a drawing like it; fresh weights start at 4.85. Does not know what the batch held.

using System.Globalization;

namespace AsciiGen.Training;

/// <summary>Compares each step's loss with the running mean of those before it.</summary>
public sealed class LossGuard
{
    /// <summary>Share of the old mean that stays at each step; it looks back over some twenty.</summary>
    public const double Decay = 0.95;

    /// <summary>No loss is too high before this step: the mean is young.</summary>
    public const int FirstSteps = 20;

    private const double Times = 3, More = 3;

    private readonly int _quietSteps;

    /// <summary>Goes on from a mean, NaN for none yet.</summary>
    public LossGuard(int warmUpSteps, double mean) => (_quietSteps, Mean) = (Math.Max(warmUpSteps, FirstSteps), mean);

    /// <summary>Running mean of the loss, nats per token; NaN before the first step.</summary>
    public double Mean { get; private set; }

    /// <summary>Says in a few words what is wrong with a step, or takes its loss into the mean and returns null.</summary>
    /// <param name="step">Number of the step.</param>
    /// <param name="loss">Its mean loss, nats per token.</param>
    /// <param name="norm">Norm of its gradient.</param>
    public string? Judge(int step, double loss, double norm)
    {
        if (!double.IsFinite(loss)) return "is not a number";
        if (!double.IsFinite(norm)) return "has a gradient that is not a number";
        if (step > _quietSteps && loss > (Times * Mean) + More) return string.Create(CultureInfo.InvariantCulture, $"is {loss:F2}, far above the {Mean:F2} of the steps before");
        Mean = double.IsNaN(Mean) ? loss : (Decay * Mean) + ((1 - Decay) * loss);
        return null;
    }
}
