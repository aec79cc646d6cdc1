// Learning rate over the run: linear warm-up, then half a cosine or a straight line down to a floor.

namespace AsciiGen.Training.Optimisation;

/// <summary>Warm-up and decay.</summary>
/// <param name="Peak">Highest rate.</param>
/// <param name="Floor">Rate at the end.</param>
/// <param name="WarmUpSteps">Steps of the linear rise.</param>
/// <param name="TotalSteps">Steps of the run.</param>
/// <param name="Shape">How it falls.</param>
public sealed record LearningRateSchedule(double Peak, double Floor, int WarmUpSteps, int TotalSteps, DecayShape Shape)
{
    /// <summary>Rate of a step, counted from 1.</summary>
    public double RateAt(int step)
    {
        if (step <= WarmUpSteps) return Peak * step / WarmUpSteps;
        if (step >= TotalSteps) return Floor;
        var progress = (double)(step - WarmUpSteps) / (TotalSteps - WarmUpSteps);
        return Floor + ((Peak - Floor) * (Shape == DecayShape.Linear ? 1 - progress : 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
