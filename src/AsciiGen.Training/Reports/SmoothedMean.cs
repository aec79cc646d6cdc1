// The smoothing of every training figure that people look at, on the screen and in the report.

namespace AsciiGen.Training.Reports;

/// <summary>A mean that forgets: 0.95 of the old and 0.05 of the new, with the first values not pulled towards zero.</summary>
public sealed class SmoothedMean
{
    private const double Keep = 0.95;

    private double _sum;
    private double _weight;

    /// <summary>The mean so far; not a number before the first value.</summary>
    public double Value => _sum / _weight;

    /// <summary>Takes a value in and returns the new mean.</summary>
    public double Add(double value)
    {
        _sum = (Keep * _sum) + ((1 - Keep) * value);
        _weight = (Keep * _weight) + (1 - Keep);
        return Value;
    }
}
