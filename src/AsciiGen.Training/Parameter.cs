// Where a tensor's numbers and their gradient stand.

namespace AsciiGen.Training;

/// <summary>A tensor of a <see cref="ParameterSet"/>.</summary>
/// <param name="value">First number.</param>
/// <param name="gradient">First number of the gradient.</param>
internal readonly unsafe struct Parameter(float* value, float* gradient)
{
    /// <summary>First number.</summary>
    public float* Value { get; } = value;

    /// <summary>First number of the gradient.</summary>
    public float* Gradient { get; } = gradient;
}
