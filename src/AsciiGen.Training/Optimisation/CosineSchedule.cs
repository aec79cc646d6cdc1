// Learning rate over the run: linear warm-up, then half a cosine down to a floor.

namespace AsciiGen.Training.Optimisation;

/// <summary>Warm-up and cosine decay.</summary>
/// <param name="Peak">Highest rate.</param>
/// <param name="Floor">Rate at the end.</param>
/// <param name="WarmUpSteps">Steps of the linear rise.</param>
/// <param name="TotalSteps">Steps of the run.</param>
public sealed record CosineSchedule(double Peak, double Floor, int WarmUpSteps, int TotalSteps)
{
    /// <summary>Rate of a step, counted from 1.</summary>
    public double RateAt(int step)
    {
        if (step <= WarmUpSteps) return Peak * step / WarmUpSteps;
        if (step >= TotalSteps) return Floor;
        var progress = (double)(step - WarmUpSteps) / (TotalSteps - WarmUpSteps);
        return Floor + ((Peak - Floor) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
    }
}
